import fs from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../workspace/files/durable.js';
import type { Repository, Workspace } from '../../workspace/workspace.js';

/**
 * A folder in git's own for what a commit is made of, removed afterwards. The caller holds the lock of the repository,
 * so what lies there already was left by a killed process.
 */
export async function withScratch<T>(
  workspace: Workspace,
  repository: Repository,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const all = join(repository.commonDir, 'doc-ops', 'scratch');
  for (const name of namesIn(all)) fs.rmSync(join(all, name), { recursive: true, force: true });
  const folder = join(all, workspace.environment.token(8));
  fs.mkdirSync(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
