import { fitLine, safe, truncateStart, widthOf, wrapText } from '../../present/screen/cells.js';
import type { Line } from '../../present/screen/line.js';
import { problemListRows, problemRows } from '../state/problems/problemRows.js';
import { bodyRows, isWide } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { groupLine } from './documents.js';
import { beside, pane, selectedLine } from './draw.js';

/** Findings by file or rule, with the place of the selected one. */
export function problemsView(state: State): Line[] {
  const height = bodyRows(state);
  const { columns } = state.size;
  const rows = problemRows(state);
  if (state.data.findings === null)
    return pane([[], [{ text: '  looking…', style: { dim: true } }]], columns, height);
  if (rows.length === 0)
    return pane(
      [
        [],
        [{ text: '  ✓ no problems: every link, id, status and card is right', style: { color: 'green' } }],
      ],
      columns,
      height,
    );
  const left = isWide(state) ? Math.floor(columns * 0.5) : columns;
  const list = problemListRows(state);
  const { offset, selected } = state.problems;
  const lines = rows.slice(offset, offset + list).map((row, at) => {
    if (row.kind === 'group') {
      const room = left - String(row.count).length - 4;
      return groupLine(truncateStart(safe(row.label), room), row.count, left);
    }
    const { severity, span, message, rule, path, fix } = row.finding;
    const place =
      state.problems.by === 'file'
        ? span
          ? `${span.line}:${span.column}`
          : ''
        : truncateStart(`${safe(path)}${span ? `:${span.line}` : ''}`, Math.floor(left / 2));
    const line = fitLine(
      [
        severity === 'error'
          ? { text: ' ✗ ', style: { color: 'red', bold: true } }
          : { text: ' ! ', style: { color: 'magenta' } },
        { text: fix ? '✎ ' : '  ', style: { color: 'green' } },
        { text: place ? `${safe(place)} ` : '', style: { dim: true } },
        { text: safe(message) },
        { text: state.problems.by === 'file' ? `  ${rule}` : '', style: { dim: true } },
      ],
      left,
    );
    return offset + at === selected ? selectedLine(line) : line;
  });
  if (!isWide(state))
    return pane([...pane(lines, left, list), ...preview(state, columns, height - list)], columns, height);
  return beside(
    pane(lines, left, height),
    pane(preview(state, columns - left - 1, height), columns - left - 1, height),
  );
}

/** The lines around the place, with the place itself marked, and what to do. */
function preview(state: State, columns: number, height: number): Line[] {
  const row = problemRows(state)[state.problems.selected];
  if (row?.kind !== 'finding') return [];
  const { finding } = row;
  const lines: Line[] = wrapText(safe(finding.message), columns - 2).map(
    (text): Line => [{ text: ` ${text}`, style: { bold: true } }],
  );
  const place = finding.span ? `:${finding.span.line}:${finding.span.column}` : '';
  const where = truncateStart(
    `${safe(finding.path)}${place}`,
    Math.max(8, columns - widthOf(finding.rule) - 3),
  );
  lines.push([{ text: ` ${finding.rule}  ${where}`, style: { dim: true } }]);
  if (finding.suggestion)
    lines.push([
      { text: ' → ', style: { color: 'green' } },
      { text: safe(finding.suggestion), style: { color: 'green' } },
    ]);
  lines.push(
    [
      {
        text: finding.fix ? ` f fixes it: ${finding.fix.title}` : ' this needs a person; e opens the editor',
        style: { dim: true },
      },
    ],
    [],
  );
  const text = state.open?.path === finding.path ? state.open.text : '';
  const source = text.split(/\r?\n/);
  const at = finding.span?.line ?? 1;
  const room = Math.max(1, height - lines.length);
  const first = Math.max(1, at - Math.floor(room / 2));
  for (let number = first; number < first + room && number <= source.length; number++) {
    const here = finding.span && number === at;
    const raw = source[number - 1] ?? '';
    const gutter = {
      text: `${String(number).padStart(5)} `,
      style: { dim: !here, ...(here ? { color: 'red' as const } : {}) },
    };
    if (!here) lines.push([gutter, { text: safe(raw), style: { dim: true } }]);
    else {
      const start = (finding.span?.column ?? 1) - 1;
      const end = Math.max(start + 1, Math.min(raw.length, start + (finding.span?.length ?? 1)));
      // Of a long line the part around the place.
      const room = Math.max(8, columns - 12);
      const first = end > room ? Math.max(0, start - Math.floor(room / 2)) : 0;
      const before = `${first > 0 ? '…' : ''}${raw.slice(first, start)}`;
      lines.push([
        gutter,
        { text: safe(before) },
        { text: safe(raw.slice(start, end)) || ' ', style: { underline: true, color: 'red', bold: true } },
        { text: safe(raw.slice(end)) },
      ]);
    }
  }
  return lines;
}
