import type { Span } from '../text.js';

/**
 * The Kanban board file (Obsidian Kanban plugin format) as a lossless structure: the pieces in order give the
 * text back. FORMATS.md, *The board*.
 */
export interface Board {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  readonly columns: readonly Column[];
}

export interface Column {
  /** Heading text without a ` (3)` work-in-progress limit and trailing `#`s. */
  readonly name: string;
  readonly limit: number | null;
  readonly headingSpan: Span;
  /** Offsets of the whole section: heading line up to the next column or the end of the lanes. */
  readonly start: number;
  readonly end: number;
  /** Whether the `**Complete**` marker (in any language: a lone bold line) is above the first card. */
  readonly completeMarker: boolean;
  /** The archive section after `***`, or the column that is named so. */
  readonly archive: boolean;
  readonly cards: readonly Card[];
}

export interface Card {
  /** Canonical id of its item, the first wiki link outside of fields; null for a free card. */
  readonly id: string | null;
  /** Target of the first wiki link as written, `TASK-001-jwt-login`. */
  readonly target: string | null;
  /** The character between the brackets: ' ' is open, anything else ticked. */
  readonly check: string;
  /**
   * Text after the item link (where there is none, before it, else its alias) without inline fields, block id, dates
   * and tags at its end: what a person reads as the title.
   */
  readonly title: string;
  readonly relations: readonly CardRelation[];
  /** Offsets of the whole card: first line and the lines that belong to it, with their line endings. */
  readonly start: number;
  readonly end: number;
  /** First line, from the bullet. */
  readonly span: Span;
  /** The item's link target, where there is one. */
  readonly targetSpan: Span | null;
}

/** An inline field `[relation:: [[ID]]]`. */
export interface CardRelation {
  readonly relation: string;
  /** Canonical id, or null where the target is not one. */
  readonly id: string | null;
  readonly target: string;
  /** The whole field with its brackets. */
  readonly span: Span;
}
