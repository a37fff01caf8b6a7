import fs from 'node:fs';
import { dirname } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { type Result, success } from '../../model/result.js';
import { removeIfThere } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { type Draft, draftFile } from '../files/replaceFile.js';

/**
 * Write files that may lie outside of the workspace (hooks): every new content is on the disk beside its file before
 * the first one is put in place. Links are followed, modes kept.
 */
export function writeFiles(edits: readonly FileOperation[], token: string): Result<null> {
  const drafts: Draft[] = [];
  try {
    for (const { path, after, mode } of edits) {
      if (after === null) continue;
      const target = fs.existsSync(path) ? fs.realpathSync(path) : path;
      fs.mkdirSync(dirname(target), { recursive: true });
      const present = fs.statSync(target, { throwIfNoEntry: false });
      drafts.push(
        draftFile(target, [Buffer.from(after, 'latin1')], {
          token,
          syncs: true,
          mode: { mode: (present?.mode ?? mode ?? 0o666) & 0o7777 },
        }),
      );
    }
    for (const draft of drafts) draft.replace();
    for (const { path, after } of edits) if (after === null) removeIfThere(path);
    return success(null);
  } catch (error) {
    for (const draft of drafts) draft.discard();
    return ioFailure(error, 'the hooks cannot be written');
  }
}
