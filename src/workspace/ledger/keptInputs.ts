import fs from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from '../../model/ledger/inputChanges.js';
import { namesIn, readIfThere } from '../files/durable.js';
import { replaceFile } from '../files/replaceFile.js';
import { makeOwnFolder } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { digestOfFiles } from './treeSnapshot.js';

/** So many lists are kept; only what was proven lately is asked for. */
const most = 100;

/**
 * Keep the list behind an inputs digest, so that it can be told later which files changed. A cache in
 * `.state/inputs/`: without it proofs are as stale, only nobody can say by what.
 */
export function keepInputs(workspace: Workspace, digest: string, files: readonly InputFile[]): void {
  if (fs.existsSync(join(workspace.root, workspace.folder, '.state/inputs', digest))) return;
  const folder = makeOwnFolder(workspace, '.state/inputs');
  removeOldest(folder);
  replaceFile(join(folder, digest), JSON.stringify(files), { token: workspace.environment.token(6) });
}

/** The list behind an inputs digest; null where it is not kept. */
export function keptInputs(workspace: Workspace, digest: string): readonly InputFile[] | null {
  const bytes = readIfThere(join(workspace.root, workspace.folder, '.state', 'inputs', digest));
  if (!bytes) return null;
  try {
    const files = JSON.parse(bytes.toString('utf8')) as readonly InputFile[];
    return Array.isArray(files) && digestOfFiles(files) === digest ? files : null;
  } catch {
    // A cache that cannot be read is ignored.
    return null;
  }
}

function removeOldest(folder: string): void {
  const names = namesIn(folder);
  if (names.length < most) return;
  const byAge = names
    .map((name) => ({
      path: join(folder, name),
      at: fs.statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .sort((a, b) => a.at - b.at);
  for (const { path } of byAge.slice(0, names.length - most + 1)) fs.rmSync(path, { force: true });
}
