import type { DocumentSummary } from '../../operations/documents/documentSummary.js';
import { cutLine, fit, fitLine, safe, widthOf } from '../../present/screen/cells.js';
import type { Line, Piece } from '../../present/screen/line.js';
import { documentRows, type ListRow, selectedRow } from '../state/documents/documentRows.js';
import { documentPage, documentWidth, listWidth } from '../state/documents/page.js';
import { markedWords } from '../state/documents/scrollToMatch.js';
import { memo } from '../state/memo.js';
import { listHead } from '../state/normalize.js';
import { bodyRows, isWide, problemsOf, totals } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { age, beside, highlighted, pane, selectedLine, statusStyle, typedLine, withFound } from './draw.js';

/** The list of documents, and beside or instead of it the document. */
export function documentsView(state: State): Line[] {
  const rows = bodyRows(state);
  if (!isWide(state))
    return state.documents.focus === 'document'
      ? documentPane(state, state.size.columns, rows)
      : listPane(state, state.size.columns, rows);
  const left = listWidth(state);
  return beside(listPane(state, left, rows), documentPane(state, state.size.columns - left - 1, rows));
}

function listPane(state: State, columns: number, height: number): Line[] {
  const { documents, data } = state;
  const rows = documentRows(state);
  const head: Line[] = [];
  if (listHead(state) > 0) {
    const items = rows.filter(({ kind }) => kind === 'item').length;
    const count = `${items} of ${data.documents.length}`;
    const line = documents.filtering
      ? typedLine('/', { text: documents.filter, cursor: documents.cursor }, columns - widthOf(count) - 1)
      : [{ text: `/${safe(documents.filter)}`, style: { bold: true } }];
    head.push([...fitLine(line, columns - widthOf(count) - 1), { text: ` ${count}`, style: { dim: true } }]);
  }
  if (rows.length === 0) return pane([...head, ...emptyList(state)], columns, height);
  const selected = selectedRow(state);
  const visible = rows.slice(documents.offset, documents.offset + height - head.length);
  const lines = visible.map((row, at) => {
    if (row.kind === 'group') return groupLine(row.label, row.count, columns);
    const line = fitLine(itemLine(state, row, columns), columns);
    return documents.offset + at === selected ? selectedLine(line, documents.focus === 'list') : line;
  });
  return pane([...head, ...lines], columns, height);
}

export function groupLine(label: string, count: number, columns: number): Line {
  const text = ` ${safe(label)} `;
  return [
    { text, style: { bold: true } },
    { text: `${count} `, style: { dim: true } },
    {
      text: '─'.repeat(Math.max(0, columns - widthOf(text) - String(count).length - 1)),
      style: { dim: true },
    },
  ];
}

/** Cells that the columns need at most: one in which nobody has anything tells nothing, and the titles want the room. */
const columnCells = memo((documents: readonly DocumentSummary[], today: string) => {
  let [id, status, days] = [0, 0, 0];
  for (const one of documents) {
    if (one.id !== null) id = Math.max(id, widthOf(safe(one.id)));
    status = Math.max(status, widthOf(safe(one.status)));
    if (days === 0 && age(one.created, today) !== '') days = 3;
  }
  return { id, status, days };
});

function itemLine(state: State, { item, ranges }: Extract<ListRow, { kind: 'item' }>, columns: number): Line {
  const marked = state.marked.has(item.path);
  const problems = problemsOf(state, item.path);
  const errors = problems?.errors ?? 0;
  const warnings = problems?.warnings ?? 0;
  const trouble: Piece =
    totals(state.data.findings).errors + totals(state.data.findings).warnings === 0 && !item.broken
      ? { text: '' }
      : item.broken
        ? { text: '✗  ', style: { color: 'red', bold: true } }
        : errors > 0
          ? { text: fit(`✗${errors}`, 3), style: { color: 'red' } }
          : warnings > 0
            ? { text: fit(`!${warnings}`, 3), style: { color: 'magenta' } }
            : { text: '   ' };
  const cells = columnCells(state.data.documents, state.data.today);
  const idCells = Math.min(cells.id && cells.id + 1, columns < 60 ? 9 : 10);
  const pieces: Piece[] = [
    { text: marked ? '●' : ' ', style: { color: 'magenta', bold: true } },
    { text: idCells > 0 ? `${fit(safe(item.id ?? '—'), idCells)} ` : '', style: { color: 'cyan' } },
  ];
  const wide = columns >= 72;
  const right: Piece[] = [{ text: ' ' }, trouble];
  if (wide) {
    const links = state.data.links?.count(item.path) ?? 0;
    right.push({ text: fit(links > 0 ? `↔${links}` : '', 5), style: { dim: true } });
  }
  const statusCells = Math.min(cells.status, columns < 60 ? 8 : 12);
  right.push({ text: fit(safe(item.status), statusCells), style: statusStyle(item.status) });
  if (columns >= 50 && cells.days > 0)
    right.push({ text: ` ${fit(age(item.created, state.data.today), 3, 'right')}`, style: { dim: true } });
  const used = [...pieces, ...right].reduce((sum, { text }) => sum + widthOf(text), 0);
  const title = item.broken ? `${item.title} — ${item.broken}` : item.title;
  const style = item.broken ? { color: 'red' as const } : item.closed || item.archived ? { dim: true } : {};
  // Without an id only the path tells one README from another.
  const inFolder = item.id === null && !item.broken ? `  ${shortPath(item.path, state.data.folder)}` : '';
  const named = [...highlighted(title, ranges, style), { text: safe(inFolder), style: { dim: true } }];
  pieces.push(...fitLine(named, Math.max(1, columns - used)));
  return [...pieces, ...right];
}

/** A path without the folder that all documents are in. */
function shortPath(path: string, folder: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function emptyList({ data, documents }: State): Line[] {
  const text: string[] = data.problem
    ? [data.problem]
    : data.repository === ''
      ? ['reading…']
      : documents.filter
        ? ['nothing fits', 'Esc takes the filter away']
        : data.documents.length === 0
          ? ['no documents yet', 'n makes the first one']
          : ['everything is archived', 'z shows archived documents'];
  return [[], ...text.map((line): Line => [{ text: `  ${safe(line)}`, style: { dim: true } }])];
}

function documentPane(state: State, columns: number, height: number): Line[] {
  const { scroll, link, focus, selected } = state.documents;
  // Beside an empty list there is nothing to show.
  const page = focus === 'list' && selected === null ? null : documentPage(state);
  if (!page) return pane([], columns, height);
  const width = documentWidth(state);
  const words = markedWords(state.documents.filter);
  const lines = page.lines.slice(scroll, scroll + height).map((plain): Line => {
    const line = words.length > 0 ? withFound(plain, words) : plain;
    const shown =
      focus === 'document' && link >= 0
        ? line.map((one) => (one.link === link ? { ...one, style: { ...one.style, inverse: true } } : one))
        : line;
    return [{ text: ' ' }, ...fitLine(shown, width)];
  });
  const out = pane(lines, columns, height);
  const total = page.lines.length;
  if (total > height) {
    // A bar that tells how far down this is.
    const size = Math.max(1, Math.round((height * height) / total));
    const start = Math.round((scroll / Math.max(1, total - height)) * (height - size));
    return out.map((line, at) => {
      const inBar = at >= start && at < start + size;
      return [
        ...cutLine(line, 0, columns - 1),
        { text: inBar ? '┃' : ' ', style: { dim: focus !== 'document' } },
      ];
    });
  }
  return out;
}
