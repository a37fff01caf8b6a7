import fs from 'node:fs';
import { cachePath, cacheVersion, writeCache } from '../../workspace/index/cacheFile.js';
import type { Snapshot } from '../../workspace/index/snapshot.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { PackedLinks } from './linkTable.js';

const fileName = 'links.bin';

/** Keep the links of a snapshot: a line of what they stand on, a line of JSON with the texts, then the numbers. */
export function keepLinks(workspace: Workspace, snapshot: Snapshot, { texts, numbers }: PackedLinks): void {
  const head = Buffer.from(`${headOf(workspace, snapshot)}\n${JSON.stringify(texts)}\n`);
  writeCache(workspace, fileName, [head, new Uint8Array(numbers.buffer)], true);
}

/** The links of a snapshot; null where they were not kept. Only for those to whom nothing else they name has changed. */
export function keptLinks(workspace: Workspace, snapshot: Snapshot): PackedLinks | null {
  try {
    const bytes = fs.readFileSync(cachePath(workspace, fileName));
    const first = bytes.indexOf('\n');
    const second = bytes.indexOf('\n', first + 1);
    if (first < 0 || second < 0 || bytes.toString('utf8', 0, first) !== headOf(workspace, snapshot))
      return null;
    const texts = JSON.parse(bytes.toString('utf8', first + 1, second)) as string[];
    // Copied, since numbers of four bytes have to begin at a multiple of four.
    return { texts, numbers: new Int32Array(new Uint8Array(bytes.subarray(second + 1)).buffer) };
  } catch {
    // Not there, or damaged: they are read again.
    return null;
  }
}

function headOf(workspace: Workspace, { key }: Snapshot): string {
  return `${cacheVersion(workspace)} ${key}`;
}
