import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Work in an empty folder that only this person can read, and remove it. A model's program is started there, so that it
 * reads no instructions, settings or servers that a repository may hold: all that it gets is the prompt.
 */
export async function inOwnFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-model-'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
