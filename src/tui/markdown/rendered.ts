import type { LinkFact, LinkForm } from '../../model/document/facts.js';
import type { Line } from '../../present/screen/line.js';

/** A document as lines of a given width. */
export interface Rendered {
  /** None is wider than the width asked for. */
  readonly lines: readonly Line[];
  /** In reading order, those of the front matter first. Pieces of a link carry its index. */
  readonly links: readonly RenderedLink[];
  readonly headings: readonly RenderedHeading[];
  /** For each line the 1-based line of the source that it came from. */
  readonly sourceLines: readonly number[];
}

export interface RenderedLink {
  /** Index of the line on which it starts. */
  readonly line: number;
  /** `url` where the target is a URL (`https:`, `mailto:`), however it is written. */
  readonly form: LinkForm | 'url';
  /** As in `LinkFact`; of a `url` all of it, as written. */
  readonly target: string;
  readonly fragment: string | null;
  /** What a reader sees of it. */
  readonly text: string;
  /** 1-based. */
  readonly sourceLine: number;
}

export interface RenderedHeading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  /** Index of its first line. */
  readonly line: number;
}

export interface RenderOptions {
  /** Prefixes of ids that are links in prose: `['PLAN', 'ADR']`. */
  readonly prefixes?: readonly string[];
  /**
   * The links of the front matter, as `fieldLinks` reads them with the configuration. Without them every value that
   * is an id of one of the prefixes is taken for a link.
   */
  readonly fieldLinks?: readonly LinkFact[];
}
