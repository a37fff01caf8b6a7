import { isBlocked } from '../../model/document/type.js';
import type { ShownCard, ShownColumn } from '../../operations/verbs/board/show.js';
import { fit, fitLine, safe, truncate, widthOf, wrapText } from '../../present/screen/cells.js';
import type { Line, Style } from '../../present/screen/line.js';
import { boardColumns, cardName, cardPosition, firstCard, visibleCards } from '../state/board/boardCards.js';
import { bodyRows, documentById, problemsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { beside, pane, selectedLine, statusStyle } from './draw.js';

/** How many columns are side by side, and how wide they are. */
function boardLayout({ size, data }: State): { readonly count: number; readonly width: number } {
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
  if (!data.board && !data.boardProblem) return [[], [{ text: '  reading…', style: { dim: true } }]];
  return [
    [],
    [{ text: `  ${safe(data.boardProblem ?? 'the board has no columns')}`, style: { dim: true } }],
    [
      {
        text: '  Ctrl-P, board rebuild makes one from the documents, if no file is in its way',
        style: { dim: true },
      },
    ],
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
  const visible = visibleCards(state);
  const first = firstCard(state, column);
  const below = cards.length - first - visible;
  const hidden = `${first > 0 ? `↑${first} ` : ''}${below > 0 ? `↓${below} ` : ''}`;
  const mark: Style = isFocused ? { inverse: true } : {};
  const right = ` ${hidden}${count}${more.right ? ' ›' : ''} `;
  const head: Line = [
    { text: fit(` ${name}`, Math.max(1, cells - widthOf(right))), style: { bold: true, ...mark } },
    { text: right, style: { ...(over ? { color: 'red', bold: true } : { dim: !isFocused }), ...mark } },
  ];
  const position = cardPosition(state, column);
  const lines = cards.slice(first, first + visible).flatMap((card, at) => {
    const isSelected = isFocused && first + at === position;
    return cardLines(state, card, cells).map((line, row, all) => {
      const isGap = state.board.full && row === all.length - 1;
      const own = fitLine(line, cells);
      return isSelected && !isGap ? selectedLine(own) : own;
    });
  });
  if (cards.length === 0)
    lines.push([{ text: isFocused ? ' n makes a task here' : '', style: { dim: true } }]);
  return pane([head, ...lines], cells, rows);
}

function cardLines(state: State, card: ShownCard, cells: number): Line[] {
  const document = card.id ? documentById(state.data, card.id) : undefined;
  const marked = state.marked.has(document?.path ?? `card:${cardName(card)}`);
  const tick = card.ticked ? '✓' : card.missing ? '✗' : '·';
  const style: Style = card.ticked ? { dim: true } : {};
  const id = card.id ? `${safe(card.id)} ` : '';
  const trouble = card.missing
    ? 'no document'
    : isBlocked(card.status ?? '') || card.waitsFor.length > 0
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
        { text: right, style: { color: trouble ? 'red' : 'magenta' } },
      ],
    ];
  }
  const [one = '', two, three] = wrapText(safe(card.title), Math.max(6, cells - 4));
  const titles =
    two === undefined ? [one] : [one, three === undefined ? two : truncate(`${two} …`, cells - 4)];
  const meta: string[] = [];
  if (card.priority) meta.push(`▲ ${card.priority}`);
  if (card.assignee) meta.push(`@${safe(card.assignee)}`);
  if (trouble) meta.push(card.waitsFor.length > 0 ? `waits for ${card.waitsFor.join(', ')}` : trouble);
  if (card.proven) meta.push(proofOf(state, card.id));
  for (const { relation, target, proven } of card.relations)
    meta.push(`${relation} ${safe(target)}${proven ? ` ${proofOf(state, target)}` : ''}`);
  return [
    [
      ...head,
      {
        text: truncate(safe(card.status ?? ''), Math.max(1, cells - used)),
        style: statusStyle(card.status ?? ''),
      },
    ],
    ...titles.map((text): Line => [{ text: `   ${text}`, style }]),
    [
      {
        text: `   ${truncate(meta.join(' · '), Math.max(1, cells - 4))}`,
        style: trouble ? { color: 'red' } : { dim: true },
      },
    ],
    ...(titles.length < 2 ? [[]] : []),
    [],
  ];
}

/** What a plan that says it is proven shows: its own word counts only where nothing is wrong with it. */
function proofOf(state: State, id: string | null): string {
  const path = id ? documentById(state.data, id)?.path : undefined;
  const errors = path ? (problemsOf(state, path)?.errors ?? 0) : 0;
  return errors > 0 ? '✗ proof' : '✓ proven';
}
