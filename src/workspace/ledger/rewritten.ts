import fs from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../model/finding.js';
import { nameOf } from '../../model/links/path.js';
import { namesIn } from '../files/durable.js';
import { git, records } from '../git/git.js';
import { readObjects } from '../git/objects.js';
import type { Workspace } from '../workspace.js';
import { ledgerFolder, plansWithLedger } from './ledgerFiles.js';
import { blobId } from './treeSnapshot.js';

/**
 * Ledger files of HEAD that are not the beginning of what is in the work tree, or of what is staged. Contents are
 * compared, not what git's index believes of them: a file can be marked as unchanged there. A file that a plan took
 * along to another id is looked for by its name, which is its own for ever.
 */
export async function rewrittenLedgers(
  workspace: Workspace,
  side: 'work tree' | 'staged',
  plan?: string,
): Promise<Finding[]> {
  if (!workspace.repository) return [];
  const folder = `${workspace.folder}/proofs`;
  const committed = await listed(workspace, ['ls-tree', '-r', '-z', 'HEAD', '--', `${folder}/`]);
  if (committed.size === 0) return [];
  const present =
    side === 'staged'
      ? await listed(workspace, ['ls-files', '--stage', '-z', '--', folder])
      : workTreeFiles(workspace);
  const places = new Map([...present.keys()].map((path) => [nameOf(path), path]));
  const differing = [...committed].flatMap(([path, blob]) => {
    const now = present.has(path) ? path : places.get(nameOf(path));
    const isOfPlan = [path, now].some((one) => one?.startsWith(`${folder}/${plan}/`));
    if (plan !== undefined && !isOfPlan) return [];
    const after = now === undefined ? undefined : blobOf(workspace, present, now, blob);
    return after === blob ? [] : [{ path, blob, now, after }];
  });
  if (differing.length === 0) return [];
  const ids = differing.flatMap(({ blob, after }) => [blob, ...(side === 'staged' && after ? [after] : [])]);
  const objects = await readObjects(workspace, ids);
  return differing.flatMap(({ path, blob, now, after }): Finding[] => {
    const before = objects.get(blob)?.bytes ?? Buffer.alloc(0);
    if (now === undefined || !after) return [finding(workspace, path, null)];
    const bytes = side === 'staged' ? objects.get(after)?.bytes : fs.readFileSync(join(workspace.root, now));
    if (!bytes) return [finding(workspace, path, null)];
    if (bytes.length >= before.length && bytes.subarray(0, before.length).equals(before)) return [];
    return [finding(workspace, now, differingLine(before, bytes))];
  });
}

/** Ledger files that git names in `<mode> [<kind>] <blob> [<stage>]\t<path>` → blob; none before the first commit. */
async function listed(workspace: Workspace, args: readonly string[]): Promise<Map<string, string>> {
  const ended = await git(workspace, args);
  const found = new Map<string, string>();
  for (const record of ended.code === 0 ? records(ended.stdout) : []) {
    const tab = record.indexOf('\t');
    const blob = record
      .slice(0, tab)
      .split(' ')
      .find((word) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(word));
    if (blob !== undefined && record.endsWith('.jsonl')) found.set(record.slice(tab + 1), blob);
  }
  return found;
}

/** Ledger files of the work tree; their blobs are computed where they are asked for. */
function workTreeFiles(workspace: Workspace): Map<string, null> {
  return new Map(
    plansWithLedger(workspace).flatMap((plan) => {
      const folder = ledgerFolder(workspace, plan);
      return namesIn(join(workspace.root, folder)).map((name) => [`${folder}/${name}`, null] as const);
    }),
  );
}

/** Undefined where something else than a file is. */
function blobOf(
  workspace: Workspace,
  present: ReadonlyMap<string, string | null>,
  path: string,
  like: string,
): string | undefined {
  const known = present.get(path);
  if (known) return known;
  const absolute = join(workspace.root, path);
  if (!fs.lstatSync(absolute, { throwIfNoEntry: false })?.isFile()) return undefined;
  return blobId(absolute, like) ?? undefined;
}

function finding({ config }: Workspace, path: string, line: number | null): Finding {
  return {
    rule: 'ledger/rewritten',
    severity: config.rules['ledger/rewritten'] === 'warning' ? 'warning' : 'error',
    path,
    ...(line === null ? {} : { span: { line, column: 1, offset: 0, length: 0 } }),
    message:
      line === null
        ? 'a committed ledger file was taken away'
        : 'this line of a committed ledger was changed or removed',
    suggestion: `git checkout HEAD -- ${path}`,
  };
}

/** 1-based number of the first line that is another. */
function differingLine(before: Buffer, now: Buffer): number {
  let at = 0;
  let line = 1;
  while (at < before.length && at < now.length && before[at] === now[at]) {
    if (before[at] === 10) line += 1;
    at += 1;
  }
  return line;
}
