/** A status as it was written, and what it is called here. */
export interface WrittenStatus {
  readonly written: string;
  /** One of the statuses of an ADR; null where the word is not known. */
  readonly status: DecisionStatus | null;
}

export type DecisionStatus = 'Proposed' | 'Accepted' | 'Rejected' | 'Deprecated' | 'Superseded';

/** The first that fits decides: `accepted, superseded by …` is superseded. */
const words: readonly (readonly [DecisionStatus, RegExp])[] = [
  ['Superseded', /\b(?:super[sc]eded|replaced)\b/i],
  ['Deprecated', /\b(?:deprecated|obsolete|retired)\b/i],
  ['Rejected', /\b(?:rejected|declined|withdrawn|abandoned|not accepted)\b/i],
  ['Accepted', /\b(?:accepted|approved|adopted|decided|implemented|active|done)\b/i],
  ['Proposed', /\b(?:proposed|draft|pending|open|on hold|in review|under review|in progress|wip)\b/i],
];

/** Understand a status line such as `Accepted`, `✅ approved` or `superseded by [ADR-5](0005-x.md)`. */
export function readStatus(written: string): WrittenStatus {
  // The names of other decisions may hold any word.
  const own = written.replace(/\[[^\]]*\](?:\([^)]*\))?/g, ' ');
  const found =
    words.find(([, pattern]) => pattern.test(own)) ?? words.find(([, pattern]) => pattern.test(written));
  return { written: written.trim(), status: found?.[0] ?? null };
}
