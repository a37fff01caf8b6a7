import fs from 'node:fs';
import { dirname } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { type Result, success } from '../../model/result.js';
import { removeIfThere, writeDurably } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';

/**
 * Write files that may lie outside of the workspace (hooks): every new content is on the disk beside its file before
 * the first one is put in place. Links are followed, modes kept.
 */
export function writeFiles(edits: readonly FileOperation[]): Result<null> {
  const drafts: { readonly draft: string; readonly target: string }[] = [];
  try {
    for (const { path, after, mode } of edits) {
      if (after === null) continue;
      const target = fs.existsSync(path) ? fs.realpathSync(path) : path;
      const draft = `${target}.doc-ops-${process.pid}`;
      fs.mkdirSync(dirname(target), { recursive: true });
      removeIfThere(draft);
      drafts.push({ draft, target });
      const present = fs.statSync(target, { throwIfNoEntry: false });
      writeDurably(draft, Buffer.from(after, 'latin1'), { mode: (present?.mode ?? mode ?? 0o666) & 0o7777 });
    }
    for (const { draft, target } of drafts) fs.renameSync(draft, target);
    for (const { path, after } of edits) if (after === null) removeIfThere(path);
    return success(null);
  } catch (error) {
    for (const { draft } of drafts) removeIfThere(draft);
    return ioFailure(error, 'the hooks cannot be written');
  }
}
