import { closest } from '../closest.js';
import { statusKey } from '../document/type.js';
import { type StatusWord, type StepReference, type StepStatus, statusWords } from './roadmap.js';

/** The word of a Status cell, spelled in any way (`In-Progress`, `✅ done`); undefined where it is not one of them. */
export function statusWordOf(written: string): StatusWord | undefined {
  const key = statusKey(written.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  return statusWords.find((word) => statusKey(word) === key);
}

/**
 * What the cells of a step come to. A word wins; `pending` and no word beside a reference are work that was planned or
 * begun, since making a plan fills only the reference cell.
 */
export function statusOf(written: string, reference: StepReference | null): StepStatus {
  const word = written === '' ? 'pending' : statusWordOf(written);
  if (word === undefined) return 'unknown';
  if (word !== 'pending' || reference === null) return word;
  return ({ pr: 'in_progress', plan: 'planned', other: 'pending' } as const)[reference.kind];
}

/** The word that was meant by one that is not known. */
export function suggestedWord(written: string): StatusWord | undefined {
  const key = statusKey(written);
  const meant = Object.entries(otherWords).find(([, words]) => words.includes(key))?.[0];
  return (meant as StatusWord | undefined) ?? (closest(written, statusWords) as StatusWord | undefined);
}

/** What people write elsewhere. */
const otherWords: Readonly<Record<StatusWord, readonly string[]>> = {
  pending: ['todo', 'open', 'next', 'new', 'notstarted', 'planned', 'backlog'],
  planning: ['draft', 'design', 'designing'],
  in_progress: ['wip', 'started', 'doing', 'active', 'ongoing', 'review', 'inreview', 'implementing', '🚧'],
  done: [
    'complete',
    'completed',
    'merged',
    'landed',
    'closed',
    'finished',
    'shipped',
    'yes',
    '✅',
    '✔',
    '✓',
    'x',
  ],
  blocked: ['waiting', 'onhold', 'stuck', 'paused'],
  skipped: ['skip', 'dropped', 'cancelled', 'canceled', 'abandoned', 'wontdo', 'wontfix', 'obsolete'],
};
