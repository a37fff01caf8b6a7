import type { DocumentType } from '../documentType.js';
import type { Relations } from '../relations.js';
import { lineEnding } from '../text.js';
import type { Board, Card, Column } from './board.js';
import { idOfTarget, readCardText, relationsOf } from './cardText.js';
import { isBlank, type Line, linesOf } from './line.js';

const heading = /^##[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const bullet = /^(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[(.)\](?:[ \t]|$))?/u;
const fence = /^[ \t]*(`{3,}|~{3,})/;

/**
 * Read a board: columns are the `##` headings, cards the list items at the margin with the indented lines that
 * belong to them. The archive is the first column after `***`, or a last column of that name. Whatever else stands
 * in the file is text between, and kept. Never fails.
 */
export function parseBoard(text: string, types: readonly DocumentType[], relations: Relations): Board {
  const lines = linesOf(text);
  const columns: MutableColumn[] = [];
  let current: MutableColumn | null = null;
  let afterBreak = false;
  let open: string | null = null;
  for (let i = afterFrontMatter(lines); i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    const ticks = fence.exec(line.text)?.[1];
    if (open) {
      if (ticks?.startsWith(open)) open = null;
      continue;
    }
    if (/^%%[ \t]*kanban:settings/.test(line.text)) {
      if (current) current.end = line.start;
      current = null;
      break;
    }
    if (/^(?:\*[ \t]*){3,}$/.test(line.text)) {
      if (current) current.end = line.start;
      current = null;
      afterBreak = true;
      continue;
    }
    const title = heading.exec(line.text)?.[1];
    if (title !== undefined) {
      if (current) current.end = line.start;
      current = columnAt(line, title, afterBreak && !columns.some(({ archive }) => archive));
      columns.push(current);
      continue;
    }
    const box = current && bullet.exec(line.text);
    if (current && box) {
      const last = lastLineOf(lines, i);
      current.cards.push(cardAt(lines, i, last, box, types, relations));
      i = last;
      continue;
    }
    if (current && current.cards.length === 0 && /^\*\*[^*]+\*\*$/.test(line.text.trim()))
      current.completeMarker = true;
    if (ticks) open = ticks;
  }
  if (current) current.end = text.length;
  const last = columns.at(-1);
  if (last && columns.length > 1 && !columns.some(({ archive }) => archive) && /^archive$/i.test(last.name))
    last.archive = true;
  return { text, eol: lineEnding(text), columns };
}

type MutableColumn = { -readonly [K in keyof Column]: Column[K] } & { cards: Card[] };

function columnAt(line: Line, title: string, archive: boolean): MutableColumn {
  const limited = /^(.*\S)\s+\((\d+)\)$/.exec(title);
  return {
    name: (limited?.[1] ?? title).trim(),
    limit: limited ? Number(limited[2]) : null,
    headingSpan: { line: line.number, column: 1, offset: line.start, length: line.text.length },
    start: line.start,
    end: line.end,
    completeMarker: false,
    archive,
    cards: [],
  };
}

/** The last line of the card that starts here: indented lines, and blank ones between those. */
function lastLineOf(lines: readonly Line[], first: number): number {
  let last = first;
  for (let i = first + 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    if (isBlank(line)) continue;
    if (!/^[ \t]/.test(line.text)) break;
    last = i;
  }
  return last;
}

function cardAt(
  lines: readonly Line[],
  first: number,
  last: number,
  box: RegExpExecArray,
  types: readonly DocumentType[],
  relations: Relations,
): Card {
  const line = lines[first];
  const end = lines[last];
  if (!line || !end) throw new RangeError('a card has lines');
  const content = line.text.slice(box[0].length);
  const base = line.start + box[0].length;
  const { item, fields, title } = readCardText(content);
  const place = (start: number, stop: number) => ({
    line: line.number,
    column: base + start - line.start + 1,
    offset: base + start,
    length: stop - start,
  });
  return {
    id: item ? idOfTarget(item.target, types) : null,
    target: item?.target ?? null,
    check: box[1] ?? ' ',
    title,
    relations: relationsOf(fields, types, relations).map(({ relation, target, id, field }) => ({
      relation,
      target,
      id,
      span: place(field.start, field.end),
    })),
    start: line.start,
    end: end.end,
    span: { line: line.number, column: 1, offset: line.start, length: line.text.length },
    targetSpan: item ? place(item.targetStart, item.targetStart + item.target.length) : null,
  };
}

/** Index of the first line after the front matter; blank lines inside the fence are the plugin's own. */
function afterFrontMatter(lines: readonly Line[]): number {
  if (lines[0]?.text.replace(/^\uFEFF/, '').trimEnd() !== '---') return 0;
  for (let i = 1; i < lines.length; i++) if (lines[i]?.text.trimEnd() === '---') return i + 1;
  return 0;
}
