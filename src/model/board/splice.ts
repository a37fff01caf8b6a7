import { bulletEnd } from './lines.js';
import { type GapContext, type Gaps, gapLeftBy, gapMovedFrom, gapsFor, keptGaps } from './spacing.js';
import { readStructure, type Section, type Structure } from './structure.js';

/** A card's place: section by number, and its number in it. */
export interface Place {
  readonly section: number;
  readonly index: number;
}

/** Texts here end with a line ending; `edit.ts` adds one to a text without and takes it away again. */
export interface Splice {
  readonly text: string;
  readonly eol: string;
}

/** Put the lines of a card at a place. A moved card takes a placeholder's place where one is kept for it. */
export function insertLines({ text, eol }: Splice, place: Place, lines: string, how: 'add' | 'move'): string {
  const structure = readStructure(text);
  const section = sectionAt(structure, place.section);
  const index = Math.min(place.index, section.cards.length);
  const context = contextOf(text, structure, section, index, false, eol);
  const [from, to] = gapRange(section, index);
  const gap = text.slice(from, to);
  const put = ([before, after]: Gaps) => text.slice(0, from) + before + lines + after + text.slice(to);
  const kept = how === 'move' ? keptGaps(gap, context) : null;
  if (kept) {
    const moved = put(kept);
    const start = from + kept[0].length;
    if (standsAt(moved, { section: place.section, index }, start, start + lines.length)) return moved;
  }
  return put(gapsFor(gap, context));
}

/** Take out a card's lines. A moved card leaves a placeholder where its spacing could not be made again. */
export function removeLines({ text, eol }: Splice, place: Place, how: 'remove' | 'move'): string {
  const structure = readStructure(text);
  const section = sectionAt(structure, place.section);
  const [from, to] = [gapRange(section, place.index)[0], gapRange(section, place.index + 1)[1]];
  const card = section.cards[place.index];
  if (!card) throw new RangeError('there is no such card');
  const before = text.slice(from, card.start);
  const after = text.slice(card.end, to);
  const context = contextOf(text, structure, section, place.index, true, eol);
  const gap =
    how === 'move'
      ? gapMovedFrom(before, after, context)
      : (gapLeftBy(before, after, context) ?? before + after);
  return text.slice(0, from) + gap + text.slice(to);
}

function sectionAt(structure: Structure, number: number): Section {
  const section = structure.sections[number];
  if (!section) throw new RangeError('there is no such column');
  return section;
}

/** The text between two cards, or between a card and the edge of its column. */
function gapRange(section: Section, index: number): [number, number] {
  return [section.cards[index - 1]?.end ?? section.contentStart, section.cards[index]?.start ?? section.end];
}

function contextOf(
  text: string,
  structure: Structure,
  section: Section,
  index: number,
  standing: boolean,
  eol: string,
): GapContext {
  const count = section.cards.length - (standing ? 1 : 0);
  const others: string[] = [];
  for (let gap = 1; gap < section.cards.length; gap++) {
    if (gap === index || (standing && gap === index + 1)) continue;
    others.push(text.slice(...gapRange(section, gap)));
  }
  return {
    count,
    index,
    others,
    direct: section.completeMarker || isOwnArchive(text, structure, section, eol),
    atEnd: section.end === text.length,
    eol,
  };
}

function standsAt(text: string, place: Place, start: number, end: number): boolean {
  const card = readStructure(text).sections[place.section]?.cards[place.index];
  return card?.start === start && card.end === end && bulletEnd(text, start) >= 0;
}

/** Whether the heading of the archive section is byte for byte the one that archiving a card makes. */
function isOwnArchive(text: string, structure: Structure, section: Section, eol: string): boolean {
  const { breakStart, contentStart } = section;
  if (breakStart === null || !section.archive || section !== structure.sections.at(-1)) return false;
  return text.slice(breakStart, contentStart) === `***${eol}${eol}## Archive${eol}`;
}

/** Put a new archive section with one card behind the last column. */
export function insertArchive({ text, eol }: Splice, lines: string): string {
  const at = readStructure(text).lanesEnd;
  const section = `***${eol}${eol}## Archive${eol}${eol}${lines}`;
  return at < text.length ? text.slice(0, at) + section + eol + text.slice(at) : text + eol + section;
}

/**
 * Take out the last card of the archive together with the section, where archiving a card would make exactly that
 * section again; null where it would not.
 */
export function removeArchive({ text, eol }: Splice, place: Place): string | null {
  const structure = readStructure(text);
  const section = sectionAt(structure, place.section);
  const card = section.cards[0];
  const { breakStart, end } = section;
  if (!card || section.cards.length > 1 || breakStart === null) return null;
  const start = end < text.length ? breakStart : breakStart - eol.length;
  if (start < 0) return null;
  const without = text.slice(0, start) + text.slice(end);
  if (!isOwnArchive(text, structure, section, eol)) return null;
  return insertArchive({ text: without, eol }, text.slice(card.start, card.end)) === text ? without : null;
}
