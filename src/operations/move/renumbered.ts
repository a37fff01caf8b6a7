import type { Mention } from '../../workspace/git/mentioningFiles.js';
import type { Changed } from '../transact.js';
import { type MovedReferences, movedNotes } from './moveDocuments.js';

/** What renumbering did beside writing links anew. */
export interface Renumbered extends Changed, MovedReferences {
  readonly from: string;
  readonly id: string;
  readonly path: string;
  /** Why this one of several documents with the id; null where it was named, or is the only one. */
  readonly why: string | null;
  /** Links that may mean another document of the old id; they were left as they are. */
  readonly undecided: readonly Undecided[];
  /** Where the old id still stands, in code or in files that hold no links; of an id that is free now. */
  readonly mentions: readonly Mention[];
  /** Files of the proof ledger that went along. */
  readonly ledger: number;
}

/** A link that was left as it is. */
export interface Undecided {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly written: string;
}

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
  if (why !== null) notes.push(`${path} is the younger one: ${why}`);
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
