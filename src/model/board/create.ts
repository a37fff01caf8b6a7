import type { BoardConfig, Config } from '../config/config.js';
import { compareIds, parseId } from '../ids.js';
import type { Result } from '../result.js';
import { lineEnding } from '../text.js';
import { addColumn, cardLine } from './arrange.js';
import type { Board, Card, Column } from './board.js';
import { columnForStatus, fitsColumn, isCompleteColumn } from './columns.js';
import { columnNamed } from './find.js';
import { isBlank } from './lineSyntax.js';
import { parseBoard } from './parse.js';
import { linkCard, retitleCard, tickCard, unlinkCard, untickCard } from './rewrite.js';
import { emptiedColumn, splitEmptyColumn, withoutBlankEnd } from './spacing.js';
import { type BoardDocument, compareCard } from './sync.js';

/** A new board with the configured columns, as the Obsidian Kanban plugin reads it. */
export function newBoard(config: BoardConfig): string {
  const columns = config.columns.map(
    ({ name, complete }) => `## ${name}\n\n${complete ? '**Complete**\n\n' : ''}`,
  );
  const settings = '%% kanban:settings\n```\n{"kanban-plugin":"board"}\n```\n%%\n';
  return `---\nkanban-plugin: board\n---\n\n${columns.join('')}${settings}`;
}

/** What the cards of one column become: a text for each that stays, null for one that goes, and those that come. */
interface Cards {
  readonly kept: (string | null)[];
  readonly added: string[];
}

/**
 * The board rebuilt: every document that had a card and every task has one, in a column that fits its status, with
 * its title. What else could be read of the old board stays: order, free cards, further lines of cards, prose,
 * limits, settings. Cards of unknown documents, second cards and conflict markers go.
 */
export function rebuildBoard(
  old: string | null,
  documents: readonly BoardDocument[],
  config: Config,
  linkText: (id: string) => string = (id) => id,
): string {
  if (old !== null && old !== '' && !old.endsWith('\n')) {
    const text = rebuildBoard(old + lineEnding(old), documents, config, linkText);
    return text.replace(/\r?\n$/, '');
  }
  const board = readable(old, documents, config);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const lists = new Map<Column, Cards>(board.columns.map((column) => [column, { kept: [], added: [] }]));
  const placed = new Set<string>();
  for (const column of board.columns) {
    for (const card of column.cards) {
      const document = card.id === null ? undefined : byId.get(card.id);
      const goes = card.id !== null && (!document || placed.has(card.id));
      if (card.id !== null) placed.add(card.id);
      const to = document ? columnFor(board, column, document, config) : column;
      const source = goes ? null : cardSource(board, card, document, to, config, linkText);
      lists.get(column)?.kept.push(to === column ? source : null);
      if (to !== column && source !== null) lists.get(to)?.added.push(source);
    }
  }
  const missing = documents.filter(({ id, type }) => type.card && !placed.has(id));
  for (const document of missing.sort((a, b) => compareIds(a.id, b.id))) {
    const column = columnFor(board, null, document, config);
    lists.get(column)?.added.push(newSource(board, document, column, config, linkText));
  }
  return assemble(board, lists);
}

/** The old board without conflict markers, with a column for every status that has none. */
function readable(old: string | null, documents: readonly BoardDocument[], config: Config): Board {
  const parse = (text: string) => parseBoard(text, config.types, config.relations);
  const parsed = old === null ? null : parse(withoutMarkers(old));
  let board = parsed?.columns.some(({ archive }) => !archive) ? parsed : parse(newBoard(config.board));
  const wanted = new Set(
    documents
      .map(({ type, status }) => columnForStatus(type, status, config)?.name)
      .filter((name) => name !== undefined),
  );
  for (const { name } of config.board.columns) {
    if (!wanted.has(name) || columnNamed(board, name)) continue;
    const added = addColumn(board, name);
    if (added.ok) board = parse(added.value);
  }
  return board;
}

/** Without the lines that git marks a conflict with; both sides stay. */
function withoutMarkers(text: string): string {
  if (!/^<{7,} /m.test(text) || !/^>{7,} /m.test(text)) return text;
  return text.replace(/^(?:<{7,} [^\n]*|\|{7,} [^\n]*|={7,}\r?|>{7,} [^\n]*)(?:\n|$)/gm, '');
}

function columnFor(board: Board, here: Column | null, document: BoardDocument, config: Config): Column {
  const { type, status } = document;
  if (here && (here.archive || fitsColumn(here.name, type, status, config))) return here;
  const wanted = columnForStatus(type, status, config);
  const named = wanted && columnNamed(board, wanted.name);
  const column = named ?? here ?? board.columns.find(({ archive }) => !archive) ?? board.columns[0];
  if (!column) throw new RangeError('a board has columns');
  return column;
}

/** A card's lines as the document wants them. */
function cardSource(
  board: Board,
  card: Card,
  document: BoardDocument | undefined,
  to: Column,
  config: Config,
  linkText: (id: string) => string,
): string {
  const lines = board.text.slice(card.start, card.end);
  if (!document) return lines;
  const alone = new LoneCard(lines, config);
  if (!to.archive) alone.edit(isCompleteColumn(to, config) ? tickCard : untickCard);
  for (const difference of compareCard(to, card, document, config)) {
    if (difference.kind === 'title') alone.edit((...one) => retitleCard(...one, document.title));
    if (difference.kind === 'relation-only-on-card') {
      const { relation, target } = difference;
      alone.edit((...one) => unlinkCard(...one, relation, target));
    }
    if (difference.kind === 'relation-not-on-card') {
      const { relation, target } = difference;
      alone.edit((...one) => linkCard(...one, relation, linkText(target)));
    }
  }
  return alone.lines;
}

/** A card on a board of its own, so that the edits of boards change its lines one after the other. */
class LoneCard {
  constructor(
    public lines: string,
    readonly config: Config,
  ) {}

  edit(change: (board: Board, card: Card) => Result<string>): void {
    const heading = '## X\n';
    const board = parseBoard(heading + this.lines, this.config.types, this.config.relations);
    const card = board.columns[0]?.cards[0];
    const edited = card && change(board, card);
    if (edited?.ok) this.lines = edited.value.slice(heading.length);
  }
}

function newSource(
  board: Board,
  document: BoardDocument,
  column: Column,
  config: Config,
  linkText: (id: string) => string,
): string {
  const { id, title, relations } = document;
  const fields = Object.entries(relations).flatMap(([relation, ids]) =>
    ids.map((other) => ({ relation, linkText: linkText(parseId(other, config.types)?.id ?? other) })),
  );
  const ticked = !column.archive && isCompleteColumn(column, config);
  return cardLine({ id, title, linkText: linkText(id), relations: fields, ticked }) + board.eol;
}

/** The text with other cards in its columns; what is between them stays. */
function assemble(board: Board, lists: ReadonlyMap<Column, Cards>): string {
  const { text } = board;
  let result = '';
  let at = 0;
  for (const [column, cards] of lists) {
    const gaps: string[] = [];
    let start = contentStart(board, column);
    result += text.slice(at, start);
    for (const card of column.cards) {
      gaps.push(text.slice(start, card.start));
      start = card.end;
    }
    at = Math.max(start, column.end);
    gaps.push(text.slice(start, at));
    result +=
      column.cards.length + cards.added.length === 0 ? gaps.join('') : fill(board, column, gaps, cards);
  }
  return result + text.slice(at);
}

/** Behind the heading line, or behind the line that marks a column of finished work. */
function contentStart(board: Board, column: Column): number {
  const { text } = board;
  const next = (from: number) => {
    const newline = text.indexOf('\n', from);
    return newline < 0 ? text.length : newline + 1;
  };
  let at = next(column.start);
  if (!column.completeMarker) return at;
  while (at < column.end && isBlank(text, at, next(at))) at = next(at);
  return next(at);
}

function fill(board: Board, column: Column, gaps: readonly string[], { kept, added }: Cards): string {
  const { eol } = board;
  let first = gaps[0] ?? '';
  let last = gaps.length > 1 ? (gaps.at(-1) ?? '') : '';
  if (kept.length === 0) [first, last] = splitEmptyColumn(first, column.completeMarker, eol);
  let body = '';
  for (const [index, source] of kept.entries()) {
    const gap = index > 0 ? (gaps[index] ?? '') : '';
    // The blank lines above a card that goes, or above the first that stays, go with what was there.
    if (!isBlank(gap) || (source !== null && body !== '')) body += gap;
    body += source ?? '';
  }
  body += added.join('');
  if (body === '') return emptiedColumn(first, last, column.end >= board.text.length, eol);
  return (isBlank(last) ? withoutBlankEnd(first + body) : first + body) + last;
}
