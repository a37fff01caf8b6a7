import { liveLines } from '../../model/markdown/liveLines.js';
import { lineStarts } from '../../model/text.js';

/** A section of a document: an H2 heading, and the text below it without blank lines at its ends. */
export interface Section {
  readonly heading: string;
  readonly text: string;
}

/** The text above the first H2 heading, and the sections; a title (H1) is left out. */
export function splitSections(markdown: string): { readonly preamble: string; readonly sections: Section[] } {
  const text = markdown.replace(/\r\n?/g, '\n');
  const parts: { heading: string; start: number }[] = [];
  const ends: number[] = [];
  for (const { text: line, start, end } of liveLines(text, 0, lineStarts(text))) {
    const found = /^ {0,3}##(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (!found) continue;
    parts.push({ heading: found[1] ?? '', start: end });
    ends.push(start);
  }
  const slice = (start: number, end: number | undefined) => text.slice(start, end).trim();
  return {
    preamble: slice(0, ends[0])
      .replace(/^ {0,3}#[ \t]+.*(?:\n|$)/, '')
      .trim(),
    sections: parts.map(({ heading, start }, index) => ({ heading, text: slice(start, ends[index + 1]) })),
  };
}

/** Headings are the same without case, signs and spaces. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
