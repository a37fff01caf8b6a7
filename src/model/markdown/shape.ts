import type { HeadingFact, LinkFact } from '../document/facts.js';
import type { Span } from '../text.js';

/** An item of a checklist. */
export interface TaskItem {
  readonly checked: boolean;
  /** Offset of the character between the brackets. */
  readonly markOffset: number;
  /** The text behind the box, first line. */
  readonly text: string;
  /** From the opening bracket to the end of its line. */
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

/** Offsets into the whole text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A heading; `text` is what a reader sees, with spaces as the anchor counts them. */
export interface HeadingPiece extends Range {
  readonly depth: HeadingFact['depth'];
  readonly text: string;
}

/** Offsets of the destination of a link or image; `url` where it differs from the text there. */
export interface DestinationPiece extends Range {
  readonly form: Extract<LinkFact['form'], 'markdown' | 'image'>;
  readonly url?: string;
}

/** A checklist item: the offset of the character between its brackets. */
export interface TaskPiece {
  readonly checked: boolean;
  readonly mark: number;
}

/** What both scanners find; all that follows from it is made in one place (`assemble`), so it cannot differ. */
export interface Pieces {
  readonly headings: HeadingPiece[];
  /** Raw HTML, blocks and inline, comments included. */
  readonly html: Range[];
  readonly destinations: DestinationPiece[];
  readonly tasks: TaskPiece[];
  /** Plain text, in order: text outside code, HTML, links and images. Wiki links and bare ids are searched here. */
  readonly plain: Range[];
}
