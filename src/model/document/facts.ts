import type { RoadmapProblem } from '../objective/roadmap.js';
import type { Span } from '../text.js';

/**
 * What the index knows of a markdown file: everything the rules ask, nothing that needs the text again.
 * Plain data, so that it can be cached as JSON.
 */
export interface DocumentFacts {
  /** Root-relative posix path. */
  readonly path: string;
  /** Fatal reading problems: not UTF-8, conflict markers, unreadable YAML. Other facts may then be empty. */
  readonly problems: readonly ReadingProblem[];
  /** Keys in file order; empty without front matter and where it cannot be read. */
  readonly fields: readonly FieldFact[];
  readonly hasFrontMatter: boolean;
  readonly headings: readonly HeadingFact[];
  /** Explicit anchors: `<a id="x">`, `<a name="x">`, any element's `id`. */
  readonly anchors: readonly string[];
  /** Links of the body in order; the front matter's links are read from `fields` by type. */
  readonly links: readonly LinkFact[];
  /** Template prompts left in the body: HTML comments that start with `prompt:`. */
  readonly prompts: readonly Span[];
  /** Of a document with a block of tascs. */
  readonly plan?: PlanFacts;
  /** Of an objective with a roadmap. */
  readonly roadmap?: RoadmapFacts;
}

/** What the index knows of an objective's roadmap. */
export interface RoadmapFacts {
  readonly problems: readonly RoadmapProblem[];
  readonly steps: readonly RoadmapStepFact[];
}

export interface RoadmapStepFact {
  readonly id: string;
  /** Ids of documents in its Plan or PR cell, as written. */
  readonly documents: readonly string[];
  /** Of that cell; of the id in a row without such a cell. */
  readonly span: Span;
}

/** What the index knows of a plan's tascs. */
export interface PlanFacts {
  readonly tascs: number;
  readonly problems: readonly PlanProblem[];
}

/** Something wrong with a plan's tascs, by the rule that it breaks. */
export interface PlanProblem {
  readonly rule: PlanRule;
  readonly message: string;
  readonly span: Span;
  readonly suggestion?: string;
}

export type PlanRule =
  | 'plan/schema'
  | 'plan/duplicate-tasc'
  | 'plan/unknown-dependency'
  | 'plan/cycle'
  | 'plan/missing-instructions'
  | 'plan/idle-check';

export interface ReadingProblem {
  readonly kind:
    | 'not-utf8'
    | 'conflict'
    | 'fence-language'
    | 'unclosed-front-matter'
    | 'yaml-syntax'
    | 'yaml-not-mapping'
    | 'yaml-alias'
    | 'yaml-duplicate-key'
    | 'too-large'
    | 'unreadable';
  readonly message: string;
  readonly span: Span;
}

/** A YAML value under the failsafe schema: scalars are strings as written; an empty value is `''`. */
export type YamlValue = string | readonly YamlValue[] | { readonly [key: string]: YamlValue };

export interface FieldFact {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlValue;
  /** The value as written, quotes included; of an empty value the place where it would be. */
  readonly valueSpan: Span;
  /** Spans of the items where the value is a list, in order. */
  readonly itemSpans?: readonly Span[];
}

export interface HeadingFact {
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** Text as a reader sees it, without markup. */
  readonly text: string;
  /** GitHub's anchor, duplicates numbered in document order. */
  readonly anchor: string;
  readonly span: Span;
}

export type LinkForm =
  /** `[[target#heading|text]]` */
  | 'wiki'
  /** `[text](target "title")` and reference-style uses, `[text][label]`; span and target of the destination */
  | 'markdown'
  | 'image'
  /** `<a href="…">`, `<img src="…">` */
  | 'html'
  /** A bare document id in prose. */
  | 'bare'
  /** An id or path in the front matter; made from `fields`, never by the scanner. */
  | 'field';

export interface LinkFact {
  readonly form: LinkForm;
  /** Decoded destination without `#fragment`; `''` for a link within the file. */
  readonly target: string;
  /** Decoded fragment without `#`; null where there is none. */
  readonly fragment: string | null;
  /** The destination as written (`../adrs/ADR-001-x.md#context`, `PLAN-001#goal`), the part a fix replaces. */
  readonly span: Span;
  /** Front-matter key, for `field`. */
  readonly field?: string;
}
