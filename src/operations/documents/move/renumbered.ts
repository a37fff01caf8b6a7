import type { InferOutput } from 'valibot';
import type { renumbered, undecided } from '../../verbs/output/documents.js';
import { movedNotes } from './moveDocuments.js';

/** What renumbering did beside rewriting links. */
export type Renumbered = InferOutput<typeof renumbered>;

/** A link that was left as it is. */
export type Undecided = InferOutput<typeof undecided>;

const shownPlaces = 5;

function places(all: readonly { readonly path: string; readonly line: number }[]): string {
  const shown = all.slice(0, shownPlaces).map(({ path, line }) => `${path}:${line}`);
  const more = all.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What a person should know of it. */
export function notesOf(
  renumbered: Renumbered,
  path: string,
  others: readonly string[],
  unknown: readonly string[],
): string[] {
  const { from, why, undecided, mentions, ledger } = renumbered;
  const notes: string[] = [];
  if (why !== null) notes.push(`${path} is the newer one: ${why}`);
  notes.push(...movedNotes(renumbered));
  if (ledger > 0) notes.push(`${count(ledger, 'file')} of its proof ledger went along`);
  if (others.length > 1)
    notes.push(`${others.length} documents still have the id ${from}: ${others.join(', ')}`);
  if (undecided.length > 0) {
    notes.push(
      `left alone, since either may be meant: ${count(undecided.length, 'link')} to ${from}, ${places(undecided)}`,
    );
  }
  if (unknown.length > 0)
    notes.push(`nothing says whose these proofs are, they stay with ${from}: ${unknown.join(', ')}`);
  if (mentions.length > 0)
    notes.push(
      `${from} is still mentioned, not as a link, in ${count(mentions.length, 'line')}: ${places(mentions)}`,
    );
  return notes;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
