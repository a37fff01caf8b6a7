import fs from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../model/finding.js';
import { git, records } from '../git.js';
import { readObjects } from '../gitObjects.js';
import { prefixOf } from '../repository.js';
import type { Workspace } from '../workspace.js';

/**
 * Ledger files of HEAD that are not the beginning of what stands in the work tree, or of what is staged. Nothing is
 * read where git sees no change.
 */
export async function rewrittenLedgers(
  workspace: Workspace,
  side: 'work tree' | 'staged',
  plan?: string,
): Promise<Finding[]> {
  if (!workspace.repository) return [];
  const folder = `${workspace.folder}/proofs${plan === undefined ? '' : `/${plan}`}`;
  const cached = side === 'staged' ? ['--cached'] : [];
  const diff = await git(workspace, [
    'diff',
    ...cached,
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--relative',
    'HEAD',
    '--',
    folder,
  ]);
  // Without a commit nothing was committed.
  if (diff.code !== 0) return [];
  const parts = records(diff.stdout);
  const changed: { path: string; status: string }[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const status = parts[at]?.split(' ').at(-1) ?? '';
    const path = parts[at + 1] ?? '';
    if (path.endsWith('.jsonl') && status !== 'A') changed.push({ path, status });
  }
  if (changed.length === 0) return [];
  const prefix = prefixOf(workspace);
  const names = changed.flatMap(({ path }) => [`HEAD:${prefix}${path}`, `:${prefix}${path}`]);
  const objects = await readObjects(workspace, names);
  return changed.flatMap(({ path, status }): Finding[] => {
    const before = objects.get(`HEAD:${prefix}${path}`)?.bytes;
    if (!before) return [];
    const now =
      status === 'D'
        ? undefined
        : side === 'staged'
          ? objects.get(`:${prefix}${path}`)?.bytes
          : fs.readFileSync(join(workspace.root, path));
    if (now && now.length >= before.length && now.subarray(0, before.length).equals(before)) return [];
    const line = now ? differingLine(before, now) : 1;
    return [
      {
        rule: 'ledger/rewritten',
        severity: workspace.config.rules['ledger/rewritten'] === 'warning' ? 'warning' : 'error',
        path,
        ...(now ? { span: { line, column: 1, offset: 0, length: 0 } } : {}),
        message: now
          ? 'this line of a committed ledger was changed or taken out'
          : 'a committed ledger file was taken away',
        suggestion: `git checkout HEAD -- ${path}`,
      },
    ];
  });
}

function differingLine(before: Buffer, now: Buffer): number {
  let at = 0;
  let line = 1;
  while (at < before.length && at < now.length && before[at] === now[at]) {
    if (before[at] === 10) line += 1;
    at += 1;
  }
  return line;
}
