import { joinPieces, readFirstLine } from '../board/firstLine.js';
import { isBlank, lineAt } from '../board/lineSyntax.js';
import { idOfTarget } from '../board/parse.js';
import { splitEmptyColumn } from '../board/spacing.js';
import { readStructure, type Section } from '../board/structure.js';
import { columnKey } from '../columnKey.js';
import { defaultTypes } from '../document/type.js';
import { FenceTracker } from '../markdown/blocks/fence.js';

/** A board in the parts that are merged; in order they give the text back. */
export interface BoardParts {
  readonly frontMatter: string;
  readonly preamble: string;
  readonly columns: readonly ColumnParts[];
  readonly tail: string;
}

export interface ColumnParts {
  /** The same in all versions of a column; renames are found by `renames.ts`. */
  readonly key: string;
  /** What is between the column before and the heading: the `***` above an archive. */
  readonly lead: string;
  /** Heading line, and the line that marks finished work. */
  readonly heading: string;
  /** Blank lines above the first item. */
  readonly intro: string;
  readonly items: readonly Item[];
  /** Blank lines below the last item. */
  readonly outro: string;
  /** All text of a column without items; null where it has some. */
  readonly emptyText: string | null;
  readonly atEnd: boolean;
}

/** A card, or a paragraph of prose (a code fence is one, too). */
export interface Item {
  readonly key: string;
  readonly card: boolean;
  readonly text: string;
  /** Blank lines between the item before and this one; none for the first. */
  readonly gap: string;
}

/** The key of the archive, whatever its name. */
export const archiveKey = '\0archive';

/** Split a board into its parts. The text ends with a line ending, or is empty. */
export function readParts(text: string, eol: string): BoardParts {
  const { bodyStart, sections } = readStructure(text);
  const seen = new Map<string, number>();
  const first = sections[0];
  const preambleEnd = first ? (first.breakStart ?? first.start) : text.length;
  let at = preambleEnd;
  const columns = sections.map((section) => {
    const parts = columnParts(text, section, at, eol, seen);
    at = section.end;
    return parts;
  });
  return {
    frontMatter: text.slice(0, bodyStart),
    preamble: text.slice(bodyStart, preambleEnd),
    columns,
    tail: text.slice(at),
  };
}

function columnParts(
  text: string,
  section: Section,
  from: number,
  eol: string,
  seen: Map<string, number>,
): ColumnParts {
  const { contentStart, end } = section;
  const key = unique(section.archive ? archiveKey : `column ${columnKey(section.name)}`, seen);
  const column = {
    key,
    lead: text.slice(from, section.start),
    heading: text.slice(section.start, contentStart),
    atEnd: end === text.length,
  };
  const pieces = piecesOf(text, section);
  const items: Item[] = [];
  let blank = '';
  let intro = '';
  for (const piece of pieces) {
    if (piece.kind === 'blank') {
      blank += piece.text;
      continue;
    }
    const card = piece.kind === 'card';
    const name = card ? cardKey(piece.text) : `${proseKey(key)}${piece.text.trim()}`;
    if (items.length === 0) intro = blank;
    items.push({ key: unique(name, seen), card, text: piece.text, gap: items.length === 0 ? '' : blank });
    blank = '';
  }
  if (items.length > 0) return { ...column, intro, items, outro: blank, emptyText: null };
  const [above, below] = splitEmptyColumn(blank, section.completeMarker, eol);
  return { ...column, intro: above, items, outro: below, emptyText: blank };
}

/** Prose is known by its column and its text. */
export function proseKey(column: string): string {
  return `prose ${column}\n`;
}

interface Piece {
  readonly kind: 'card' | 'prose' | 'blank';
  readonly text: string;
}

function piecesOf(text: string, { cards, contentStart, end }: Section): Piece[] {
  const pieces: Piece[] = [];
  let at = contentStart;
  for (const card of cards) {
    pieces.push(...paragraphs(text.slice(at, card.start)));
    pieces.push({ kind: 'card', text: text.slice(card.start, card.end) });
    at = card.end;
  }
  pieces.push(...paragraphs(text.slice(at, end)));
  return pieces;
}

/** Blank lines, and what is between them; a fence or comment is not split. */
function paragraphs(text: string): Piece[] {
  const pieces: { kind: Piece['kind']; text: string }[] = [];
  const fences = new FenceTracker(text);
  let comment = false;
  for (let at = 0; at < text.length; ) {
    const line = lineAt(text, at);
    const source = text.slice(at, line.next);
    const kind = !fences.isOpen && !comment && isBlank(source) ? 'blank' : 'prose';
    if (comment) comment = !source.includes('-->');
    else if (!fences.readLine(at, line.end))
      comment = source.trimStart().startsWith('<!--') && !source.includes('-->');
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += source;
    else pieces.push({ kind, text: source });
    at = line.next;
  }
  return pieces;
}

/**
 * What makes a card the same in two versions: the id of its item, else the item's target, else its title, which is
 * its text without tick, fields, dates and block id.
 */
function cardKey(source: string): string {
  const { item, title, end } = readFirstLine(source, 0);
  if (item) return `item ${idOfTarget(item.target, defaultTypes) ?? item.target.toLowerCase()}`;
  return `free ${joinPieces(source, title) || source.slice(0, end).trim().replace(/\s+/g, ' ')}`;
}

/** The first of a name has it, further ones are numbered. */
function unique(key: string, seen: Map<string, number>): string {
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return count === 0 ? key : `${key}\0${count}`;
}
