import { isBlank, linesWithEndings } from './lineSyntax.js';

/**
 * The blank lines around cards. A card that is put in is spaced as its neighbours are; one that is taken out leaves
 * the spacing of those that stay. Nothing here writes white space into a line or a blank line at the end of the file.
 */
export type Gaps = readonly [before: string, after: string];

/** Split the gap between cards, or at the edge of a column, where a card is put in; `between` is the gap next to it. */
export function splitGap(gap: string, between: string, first: boolean, eol: string): Gaps {
  const apart = isBlank(between) ? eol.repeat(linesWithEndings(between).length) : '';
  return first ? [gap, apart] : [apart, gap];
}

/**
 * Split the text of a column without cards, where the first card is put in: one blank line above the card and the
 * others below it. Behind a `**Complete**` line (`direct`) the plugin writes no blank line.
 */
export function splitEmptyColumn(text: string, direct: boolean, eol: string): Gaps {
  const above = withoutBlankEnd(text);
  const [first = '', ...others] = linesWithEndings(text.slice(above.length));
  if (direct && above === '') return ['', text];
  return others.length === 0 ? [above + eol, first] : [above + first, others.join('')];
}

/** What stays of the gaps around a card that is taken out; `followed` by another card of its column. */
export function joinGaps(before: string, after: string, followed: boolean, eol: string): string {
  if (isBlank(after) && followed) return before;
  const above = withoutBlankEnd(before);
  if (isBlank(linesWithEndings(after)[0] ?? '')) return above + after;
  // Paragraphs stay apart.
  return before + (before !== '' && above === before ? eol : '') + after;
}

/** What stays of the gaps around the only card of a column; the plugin writes all their blank lines. */
export function emptiedColumn(before: string, after: string, atEnd: boolean, eol: string): string {
  const ofPlugin = !atEnd && isBlank(before + after) && linesWithEndings(after).length > 1;
  return ofPlugin ? before + after : joinGaps(before, after, false, eol);
}

/** A text of whole lines without the blank ones at its end. */
export function withoutBlankEnd(text: string): string {
  const lines = linesWithEndings(text);
  return lines.slice(0, lines.findLastIndex((line) => !isBlank(line)) + 1).join('');
}
