import { failure, type Result, success } from '../model/result.js';
import { git, records } from './git.js';
import type { Workspace } from './workspace.js';

/** A file that the commit changes: blob ids, null where it was or is no file. */
export interface StagedChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the commit changes, and the names of all files in git's index; both from the workspace's root. */
export async function readIndexNames(
  workspace: Workspace,
): Promise<Result<{ changes: StagedChange[]; names: string[] }>> {
  const [diff, listed] = await Promise.all([
    git(workspace, [
      'diff',
      '--cached',
      '--raw',
      '-z',
      '--no-renames',
      '--no-abbrev',
      '--relative',
      '--ignore-submodules',
    ]),
    git(workspace, ['ls-files', '-z']),
  ]);
  if (diff.code !== 0 || listed.code !== 0) {
    return failure(
      'git',
      `git cannot tell what is staged: ${(diff.stderr || listed.stderr).trim().split('\n')[0] ?? ''}`,
    );
  }
  const parts = records(diff.stdout);
  const changes: StagedChange[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [, mode, before, after] = (parts[i] ?? '').split(' ');
    changes.push({
      path: parts[i + 1] ?? '',
      before: blobOrNull(before),
      after: mode === '160000' ? null : blobOrNull(after),
    });
  }
  return success({ changes, names: [...new Set(records(listed.stdout))] });
}

function blobOrNull(id: string | undefined): string | null {
  return id === undefined || /^0+$/.test(id) ? null : id;
}

/** The bytes behind object names (`<id>`, `:path`, `HEAD:path`) in one call; what does not exist is left out. */
export async function readBlobs(
  workspace: Workspace,
  names: readonly string[],
): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (names.length === 0) return blobs;
  const safe = names.filter((name) => !name.includes('\n'));
  const { stdout } = await git(workspace, ['cat-file', '--batch'], { input: `${safe.join('\n')}\n` });
  let at = 0;
  for (const name of safe) {
    const end = stdout.indexOf(10, at);
    if (end < 0) break;
    const match = /^[0-9a-f]+ (\w+) (\d+)$/.exec(stdout.toString('utf8', at, end));
    at = end + 1;
    if (!match) continue;
    const size = Number(match[2]);
    if (match[1] === 'blob') blobs.set(name, stdout.subarray(at, at + size));
    at += size + 1;
  }
  return blobs;
}

/** Files of the index below the documents' folder that hold one of these texts. */
export async function grepIndex(workspace: Workspace, texts: readonly string[]): Promise<string[]> {
  if (texts.length === 0) return [];
  const patterns = [...new Set(texts)].flatMap((text) => ['-e', text]);
  const found = await git(workspace, [
    'grep',
    '--cached',
    '-l',
    '-z',
    '-F',
    '-i',
    ...patterns,
    '--',
    workspace.folder,
  ]);
  return found.code === 0 ? records(found.stdout) : [];
}
