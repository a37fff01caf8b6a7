import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namesIn } from '../files/durable.js';
import { isItself } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';
import type { JournalEntry } from './journal.js';

/** A file of a transaction now: as before, as after, or neither, changed by somebody else. */
export type FileState = 'before' | 'after' | 'other';

/** Look at a file of a transaction. Where before and after are equal it is `after`. */
export function stateOf(workspace: Workspace, entry: JournalEntry): FileState {
  // Where a link has come in between, whatever is behind it is not the file that the transaction is about.
  if (!isItself(workspace, entry.path)) return 'other';
  const absolute = join(workspace.root, entry.path);
  const stat = statOf(absolute, entry.exactName);
  if (stat === null) return entry.after === null ? 'after' : entry.before === null ? 'before' : 'other';
  if (!stat.isFile()) return 'other';
  const candidates = [['after', entry.after] as const, ['before', entry.before] as const].flatMap(
    ([state, text]) => (text === null ? [] : [{ state, bytes: Buffer.from(text) }]),
  );
  // A file of another size is not read; it may be huge.
  if (!candidates.some(({ bytes }) => bytes.length === stat.size)) return 'other';
  const now = fs.readFileSync(absolute);
  return candidates.find(({ bytes }) => bytes.equals(now))?.state ?? 'other';
}

/** `exactly`: a file system that ignores case would answer for another file. */
export function statOf(absolute: string, exactly: boolean): fs.Stats | null {
  if (exactly && !namesIn(dirname(absolute)).includes(basename(absolute))) return null;
  return fs.lstatSync(absolute, { throwIfNoEntry: false }) ?? null;
}
