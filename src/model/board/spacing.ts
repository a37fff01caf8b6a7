import { linesWithEndings } from './lines.js';

/**
 * The blank lines around a card that is put in or taken out. Both directions are one rule, `gapsFor`, and its
 * inverse: taking out a card that was just put in gives the same bytes, for every text. Where a card stood in
 * spacing that the rule would not make, moving it away leaves a line of spaces that keeps its place, so that
 * moving it back is the identity too.
 */
export interface GapContext {
  /** Cards that stay. */
  readonly count: number;
  /** Where the card goes among them, 0..count. */
  readonly index: number;
  /** The gaps between cards that stay, in order, without the gap at `index` itself. */
  readonly others: readonly string[];
  /** The card goes directly below what is above: behind a `**Complete**` line the plugin writes no blank line. */
  readonly direct: boolean;
  /** Nothing follows the column in the file. */
  readonly atEnd: boolean;
  readonly eol: string;
}

export type Gaps = readonly [before: string, after: string];

/** Split the gap into which a card goes in what stands before it and behind it, blank lines added or taken. */
export function gapsFor(gap: string, context: GapContext): Gaps {
  const { count, index, others } = context;
  if (count === 0) return gapsForOnlyCard(gap, context);
  if (index >= count) return [blankOrNone(others.at(-1)), gap];
  if (index === 0) return [gap, blankOrNone(others[0])];
  const loose = gap !== '' && isBlankText(gap) && others.every((other) => other === gap);
  return loose ? [gap, gap] : ['', gap];
}

/** The gap that stays when a card between these two goes, where `gapsFor` would make them of it again; else null. */
export function gapLeftBy(before: string, after: string, context: GapContext): string | null {
  for (const gap of candidates(before, after, context)) {
    const [again, behind] = gapsFor(gap, context);
    if (again === before && behind === after) return gap;
  }
  return null;
}

function candidates(before: string, after: string, { count, index, eol }: GapContext): string[] {
  if (count === 0) {
    const list = [before + after, before + eol + after];
    if (before.endsWith(eol)) list.push(before.slice(0, -eol.length) + after);
    // Gaps are whole lines.
    return list.filter((gap) => gap === '' || gap.endsWith('\n'));
  }
  if (index >= count) return [after];
  if (index === 0) return [before];
  return [after, before];
}

/**
 * An empty column. With n blank lines below its heading: 0 → the card between heading and next heading; 1 → one
 * blank line before the card and one behind; 3 and more → the card behind the first of them (what the plugin
 * writes). Two make room for the card without a blank line above, which keeps the rule one-to-one.
 */
function gapsForOnlyCard(gap: string, { direct, atEnd, eol }: GapContext): Gaps {
  const lines = linesWithEndings(gap);
  let prose = lines.length;
  while (prose > 0 && isBlankText(lines[prose - 1] ?? '')) prose -= 1;
  const above = lines.slice(0, prose).join('');
  const blank = lines.slice(prose);
  const rest = blank.join('');
  if ((direct && prose === 0) || blank.some((line) => line !== eol)) return [above, rest];
  if (atEnd) return [above + eol, rest];
  if (blank.length === 0) return [above, ''];
  if (blank.length === 1) return [above + eol, eol];
  if (blank.length === 2) return [above, eol];
  return [above + eol, blank.slice(1).join('')];
}

function blankOrNone(gap: string | undefined): string {
  return gap !== undefined && isBlankText(gap) ? gap : '';
}

export function isBlankText(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** The gap that a moved card leaves: the plain one, else one with a placeholder in it. */
export function gapMovedFrom(before: string, after: string, context: GapContext): string {
  const plain = gapLeftBy(before, after, context);
  if (plain !== null && keptGaps(plain, context) === null) return plain;
  return before + placeholder(before, after, context.eol) + after;
}

/** The gaps of a card whose place is kept in this gap; null where none is. */
export function keptGaps(gap: string, context: GapContext): Gaps | null {
  const around = aroundPlaceholder(gap, context.eol);
  return around && gapMovedFrom(...around, context) === gap ? around : null;
}

/** A line of spaces, one longer than any white line around. */
function placeholder(before: string, after: string, eol: string): string {
  return `${' '.repeat(longestWhite([...linesWithEndings(before), ...linesWithEndings(after)]) + 1)}${eol}`;
}

/** The gap around the placeholder in it; null where there is none. */
function aroundPlaceholder(gap: string, eol: string): Gaps | null {
  const lines = linesWithEndings(gap);
  const longest = longestWhite(lines);
  const mark = `${' '.repeat(longest)}${eol}`;
  const at = lines.indexOf(mark);
  if (longest === 0 || at < 0) return null;
  const around: Gaps = [lines.slice(0, at).join(''), lines.slice(at + 1).join('')];
  return placeholder(...around, eol) === mark ? around : null;
}

function longestWhite(lines: readonly string[]): number {
  return lines.reduce((longest, line) => {
    if (!isBlankText(line)) return longest;
    return Math.max(longest, line.replace(/\r?\n$/, '').length);
  }, 0);
}
