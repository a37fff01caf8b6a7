import type { Term, Terms } from '../terms.js';

/** A text that is looked for in all files, and the terms that it means. */
export interface Pattern {
  /** Lower case. */
  readonly text: string;
  readonly terms: readonly Term[];
}

/** What to look for: the stem of a word where it is long enough to mean it, names in code, and whole queries. */
export function patternsOf({ words, identifiers }: Terms, queries: readonly string[]): Pattern[] {
  const texts = new Set([
    ...words.map(patternOf),
    ...identifiers.map((name) => name.toLowerCase()),
    ...queries.map((query) => query.toLowerCase()),
  ]);
  return [...texts].map((text) => ({
    text,
    terms: words.filter((term) => text.includes(patternOf(term))),
  }));
}

function patternOf({ word, stem }: Term): string {
  return stem.length >= 4 ? stem : word;
}
