import type { ShownCard, ShownColumn } from '../../operations/board/show.js';
import { fit, fitLine, safe, truncate, widthOf, wrapText } from '../screen/cells.js';
import type { Line, Style } from '../screen/line.js';
import { boardColumns, bodyRows, cardName, cardPosition, documentById } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { beside, pane, selectedLine, statusStyle } from './draw.js';

/** How many columns stand beside each other, and how wide they are. */
export function boardLayout({ size, data }: State): { readonly count: number; readonly width: number } {
  const total = data.board?.columns.length ?? 0;
  const count = size.columns < 60 ? 1 : Math.max(1, Math.min(total, Math.floor((size.columns + 1) / 25)));
  return { count, width: Math.floor((size.columns - (count - 1)) / count) };
}

export function boardView(state: State): Line[] {
  const rows = bodyRows(state);
  const columns = boardColumns(state);
  if (columns.length === 0) return pane(noBoard(state), state.size.columns, rows);
  const { count, width } = boardLayout(state);
  const focused = Math.min(state.board.column, columns.length - 1);
  const first = Math.max(0, Math.min(columns.length - count, focused - Math.floor(count / 2)));
  const panes = columns.slice(first, first + count).map((column, at) => {
    const isLast = at === count - 1;
    const cells = isLast ? state.size.columns - (width + 1) * (count - 1) : width;
    const more = { left: at === 0 && first > 0, right: isLast && first + count < columns.length };
    return columnPane(state, column, first + at === focused, cells, rows, more);
  });
  return panes.slice(1).reduce<Line[]>((all, one) => beside(all, one), panes[0] ?? []);
}

function noBoard({ data }: State): Line[] {
  return [
    [],
    [{ text: `  ${safe(data.boardProblem ?? 'the board has no columns')}`, style: { dim: true } }],
    [{ text: '  Ctrl-P, board rebuild makes one from the documents', style: { dim: true } }],
  ];
}

function columnPane(
  state: State,
  column: ShownColumn,
  isFocused: boolean,
  cells: number,
  rows: number,
  more: { readonly left: boolean; readonly right: boolean },
): Line[] {
  const { limit, cards } = column;
  const over = limit !== null && cards.length > limit;
  const count = limit === null ? String(cards.length) : `${cards.length}/${limit}${over ? ' over!' : ''}`;
  const name = `${more.left ? '‹ ' : ''}${safe(column.name)}${column.complete ? ' ✓' : ''}`;
  const head: Style = isFocused ? { bold: true, inverse: true } : { bold: true };
  const countStyle: Style = { ...(over ? { color: 'red' as const, bold: true } : { dim: !isFocused }), ...(isFocused ? { inverse: true } : {}) };
  const right = ` ${count}${more.right ? ' ›' : ''} `;
  const lines: Line[] = [
    [
      { text: fit(` ${name}`, cells - widthOf(right)), style: head },
      { text: right, style: countStyle },
    ],
  ];
  const position = cardPosition(state, column);
  const blocks = cards.map((card) => cardLines(state, card, cells));
  const height = rows - 1;
  const first = firstCard(blocks, position, height);
  let left = height;
  for (const [at, block] of blocks.entries()) {
    if (at < first || left <= 0) continue;
    const isSelected = isFocused && at === position;
    for (const line of block) {
      const own = fitLine(line, cells);
      if (left-- > 0) lines.push(isSelected ? selectedLine(own) : own);
    }
  }
  if (cards.length === 0)
    lines.push([{ text: isFocused ? ' n makes a task here' : '', style: { dim: true } }]);
  const shown = pane(lines, cells, rows);
  const hidden = blocks.slice(first).reduce((sum, block) => sum + block.length, 0) - height;
  if (hidden > 0 && rows > 3) shown[rows - 1] = [{ text: fit(' ↓ more', cells), style: { dim: true } }];
  if (first > 0) shown[1] = [{ text: fit(` ↑ ${first} more`, cells), style: { dim: true } }];
  return shown;
}

/** The first card to show so that the selected one can be seen whole. */
function firstCard(blocks: readonly (readonly Line[])[], selected: number, height: number): number {
  let used = 0;
  let first = selected;
  for (let at = selected; at >= 0; at--) {
    used += blocks[at]?.length ?? 0;
    // A row above and one below tell that there is more.
    if (used > height - (at > 0 ? 1 : 0) - 1 && at < selected) break;
    first = at;
  }
  return first;
}

function cardLines(state: State, card: ShownCard, cells: number): Line[] {
  const document = card.id ? documentById(state.data, card.id) : undefined;
  const marked = state.marked.has(document?.path ?? `card:${cardName(card)}`);
  const tick = card.ticked ? '✓' : card.missing ? '✗' : '·';
  const style: Style = card.ticked ? { dim: true } : {};
  const id = card.id ? `${safe(card.id)} ` : '';
  const trouble = card.missing
    ? 'no document'
    : card.status === 'blocked' || card.waitsFor.length > 0
      ? 'waits'
      : '';
  const head: Line = [
    { text: marked ? '●' : ' ', style: { color: 'magenta', bold: true } },
    { text: `${tick} `, style: { color: card.ticked ? 'green' : card.missing ? 'red' : 'gray' } },
    { text: id, style: { color: 'cyan' } },
  ];
  const used = 3 + widthOf(id);
  if (!state.board.full) {
    const urgent = card.priority === 'high' || card.priority === 'critical' ? ' ▲' : '';
    const right = `${urgent}${trouble ? ' ⧗' : ''}`;
    return [
      [
        ...head,
        { text: fit(safe(card.title), Math.max(1, cells - used - widthOf(right))), style },
        { text: right, style: { color: trouble ? 'red' : 'yellow' } },
      ],
    ];
  }
  const titles = wrapText(safe(card.title), Math.max(6, cells - 4)).slice(0, 2);
  const meta: string[] = [];
  if (card.priority) meta.push(`▲ ${card.priority}`);
  if (card.assignee) meta.push(`@${safe(card.assignee)}`);
  if (trouble) meta.push(card.waitsFor.length > 0 ? `waits for ${card.waitsFor.join(', ')}` : trouble);
  for (const { relation, target } of card.relations) meta.push(`${relation} ${safe(target)}`);
  return [
    [...head, { text: truncate(safe(card.status ?? ''), Math.max(1, cells - used)), style: statusStyle(card.status ?? '') }],
    ...titles.map((text): Line => [{ text: `   ${text}`, style }]),
    [{ text: `   ${truncate(meta.join(' · '), Math.max(1, cells - 4))}`, style: trouble ? { color: 'red' } : { dim: true } }],
    [],
  ];
}
