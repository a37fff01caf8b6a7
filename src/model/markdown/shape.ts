import type { HeadingFact, LinkFact } from '../documentFacts.js';
import type { Span } from '../text.js';

/** An item of a checklist. */
export interface TaskItem {
  readonly checked: boolean;
  /** Offset of the character between the brackets. */
  readonly markOffset: number;
  /** What stands behind the box, first line. */
  readonly text: string;
  readonly span: Span;
}

/** What a body holds that links, headings and checklists are made of. */
export interface Scan {
  readonly headings: readonly HeadingFact[];
  readonly anchors: readonly string[];
  readonly links: readonly LinkFact[];
  readonly prompts: readonly Span[];
  readonly tasks: readonly TaskItem[];
}

/** A scanner that decides every document; heavy, so it is handed in by those who loaded it. */
export type ReferenceScanner = (
  text: string,
  bodyStart: number,
  starts: readonly number[],
  prefixes: readonly string[],
) => Scan;

/** What both scanners find before links are looked for in plain text; offsets into the whole text. */
export interface Pieces {
  readonly headings: { depth: HeadingFact['depth']; text: string; start: number; end: number }[];
  /** Raw HTML, comments included. */
  readonly html: { start: number; end: number }[];
  readonly destinations: { form: 'markdown' | 'image'; start: number; end: number }[];
  readonly tasks: { checked: boolean; mark: number }[];
  /** Ranges of plain text, in order, in which wiki links and bare ids are looked for. */
  readonly plain: { start: number; end: number }[];
}
