import fs from 'node:fs';
import { basename, join } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { failure, type Result, success } from '../../model/result.js';
import { readIfThere, removeIfThere, syncFolder, writeDurably } from '../files/durable.js';
import type { JournalKind } from './keptJournals.js';

/**
 * An operation on one file that can be carried out; a rename is two. Its path is that of the file that is really
 * written, symbolic links followed, and its mode that of the file that was, or of the one to be made. Before and after
 * are the texts themselves, not their hashes: comparing them is exact and needs no digest, undo needs the one, and with
 * the other a transaction can be finished even when its staged files are gone (`git clean -x` removes them).
 */
export interface JournalEntry extends Omit<FileOperation, 'to'> {
  readonly mode: number | null;
  /** Name of the staged file, null when there is nothing to write. */
  readonly temporary: string | null;
  /** Its name differs only by case from that of another file of this transaction: ask the folder's listing for it. */
  readonly exactName: boolean;
}

/** A transaction on its way, and afterwards an entry of the history. */
export interface Journal {
  readonly v: 1;
  readonly sequence: number;
  readonly kind: JournalKind;
  readonly verb: string;
  /** The same for the changes of one action of a person, which are undone together. */
  readonly group?: string;
  /** ISO 8601. */
  readonly when: string;
  /** In the order in which they are carried out. */
  readonly entries: readonly JournalEntry[];
  /** Root-relative folders to make first, outermost first. */
  readonly folders: readonly string[];
  /** Root-relative folders to remove last where they are empty by then, outermost first. */
  readonly leaves: readonly string[];
}

export const journalName = 'journal.json';
export const draftName = 'journal.draft';

/** The journal that would take this one back. */
export function inverse(journal: Journal): Journal {
  return {
    ...journal,
    entries: [...journal.entries]
      .reverse()
      .map((entry) => ({ ...entry, before: entry.after, after: entry.before, temporary: null })),
    folders: journal.leaves,
    leaves: journal.folders,
  };
}

/** What a journal file holds: `damaged` is one that no doc-ops can have written. */
export type JournalFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'found'; readonly journal: Journal };

export function readJournal(path: string): JournalFile {
  const bytes = readIfThere(path);
  if (bytes === null) return { kind: 'none' };
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { kind: 'damaged' };
  }
  if (isRecord(value) && typeof value.v === 'number' && value.v > 1) return { kind: 'newer' };
  if (!isStored(value)) return { kind: 'damaged' };
  const entries = value.entries.map(({ twin, ...entry }) => ({ ...entry, exactName: twin }));
  return { kind: 'found', journal: { ...value, entries } };
}

/** A journal kept in the history. */
export function readKept(path: string): Result<Journal> {
  const file = readJournal(path);
  if (file.kind === 'found') return success(file.journal);
  return failure('io', `${basename(path)} in the undo history cannot be read`, { hint: `see ${path}` });
}

/** Write a journal under a name that means nothing yet. */
export function draftJournal(folder: string, journal: Journal): void {
  fs.mkdirSync(folder, { recursive: true });
  const draft = join(folder, draftName);
  removeIfThere(draft);
  const entries = journal.entries.map(({ exactName, ...entry }) => ({ ...entry, twin: exactName }));
  writeDurably(draft, JSON.stringify({ ...journal, entries } satisfies StoredJournal));
}

/** From here on the transaction will be finished, by this process or the next. */
export function publishJournal(folder: string): void {
  fs.renameSync(join(folder, draftName), join(folder, journalName));
  syncFolder(folder);
}

/** Take back a journal of which nothing was carried out. */
export function withdrawJournal(folder: string): void {
  removeIfThere(join(folder, journalName));
}

/** The draft is only ever there while a journal is being written, or after a process was killed doing so. */
export function removeDraft(folder: string): void {
  removeIfThere(join(folder, draftName));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A journal as its file holds it. */
type StoredJournal = Omit<Journal, 'entries'> & {
  readonly entries: readonly (Omit<JournalEntry, 'exactName'> & { readonly twin: boolean })[];
};

/** Checked, since without git it lies in the repository and could come with it. Paths are judged where they are used. */
function isStored(value: unknown): value is StoredJournal {
  if (!isRecord(value) || value.v !== 1) return false;
  const { sequence, kind, verb, when, entries, folders, leaves } = value;
  return (
    Number.isSafeInteger(sequence) &&
    ['do', 'undo', 'redo', 'conflict'].includes(kind as string) &&
    typeof verb === 'string' &&
    typeof when === 'string' &&
    areTexts(folders) &&
    areTexts(leaves) &&
    Array.isArray(entries) &&
    entries.every(isEntry)
  );
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { path, mode, before, after, temporary, twin } = value;
  const isTextOrNull = (item: unknown) => item === null || typeof item === 'string';
  return (
    typeof path === 'string' &&
    (mode === null || (Number.isInteger(mode) && (mode as number) >= 0 && (mode as number) <= 0o7777)) &&
    isTextOrNull(before) &&
    isTextOrNull(after) &&
    (before !== null || after !== null) &&
    (temporary === null ||
      (typeof temporary === 'string' && basename(temporary) === temporary && !/^\.*$/.test(temporary))) &&
    typeof twin === 'boolean'
  );
}
