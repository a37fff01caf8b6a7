import fs from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { git, gitFailure, gitOutput, requireRepository } from '../../workspace/git/git.js';
import { prefixOf } from '../../workspace/git/repository.js';
import type { Workspace } from '../../workspace/workspace.js';
import { withScratch } from './scratch.js';

/** A file of a commit: its bytes exactly as given, whatever filters git has for it; null removes it. */
export interface CommittedFile {
  /** Root-relative. */
  readonly path: string;
  readonly bytes: string | Uint8Array | null;
}

export interface NewCommit {
  /** The commit that it follows; it has that one's files, apart from those that are named here. */
  readonly parent: string;
  readonly files: readonly CommittedFile[];
  readonly message: string;
}

/**
 * Make a commit that no branch holds yet. Its tree is put together in an index of its own: working tree, index and HEAD
 * stay as they are, and no hook runs. The caller holds the lock of the repository.
 */
export async function makeCommit(workspace: Workspace, commit: NewCommit): Promise<Result<string>> {
  const repository = requireRepository(workspace);
  if (!repository.ok) return repository;
  return withScratch(workspace, repository.value, async (folder) => {
    const lines = await indexLines(workspace, folder, commit.files);
    if (!lines.ok) return lines;
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const read = await gitOutput(workspace, ['read-tree', commit.parent], { env });
    if (!read.ok) return read;
    const input = lines.value;
    const updated = await gitOutput(workspace, ['update-index', '-z', '--index-info'], { env, input });
    if (!updated.ok) return updated;
    const tree = await gitOutput(workspace, ['write-tree'], { env });
    return tree.ok ? commitTree(workspace, tree.value.trim(), [commit.parent], commit.message) : tree;
  });
}

/** What `git update-index --index-info` reads: the files as blobs, stored by one git. */
async function indexLines(
  workspace: Workspace,
  folder: string,
  files: readonly CommittedFile[],
): Promise<Result<string>> {
  const written = files.filter(({ bytes }) => bytes !== null);
  for (const [number, { bytes }] of written.entries())
    fs.writeFileSync(join(folder, String(number)), bytes ?? '');
  const input = written.map((_, number) => `${join(folder, String(number))}\n`).join('');
  const args = ['hash-object', '-w', '--no-filters', '--stdin-paths'];
  const stored = await gitOutput(workspace, args, { input });
  if (!stored.ok) return stored;
  const ids = stored.value.split('\n');
  const nothing = '0'.repeat(ids[0]?.length || 40);
  const blobs = new Map(written.map((file, number) => [file, ids[number] ?? '']));
  return success(
    files
      .map((file) => {
        const blob = blobs.get(file);
        const name = prefixOf(workspace) + file.path;
        return blob === undefined ? `0 ${nothing}\t${name}\0` : `100644 ${blob}\t${name}\0`;
      })
      .join(''),
  );
}

/** A commit of a tree, signed where git is told to sign commits. */
export async function commitTree(
  workspace: Workspace,
  tree: string,
  parents: readonly string[],
  message: string,
): Promise<Result<string>> {
  const signs = await gitOutput(workspace, ['config', '--type=bool', 'commit.gpgSign']);
  const args = [
    'commit-tree',
    ...(signs.ok && signs.value.trim() === 'true' ? ['-S'] : []),
    ...parents.flatMap((parent) => ['-p', parent]),
    '-F',
    '-',
    tree,
  ];
  const made = await git(workspace, args, { input: `${message.trimEnd()}\n` });
  if (made.code === 0) return success(made.stdout.toString('utf8').trim());
  const known = await git(workspace, ['var', 'GIT_COMMITTER_IDENT']);
  if (known.code === 0) return gitFailure(made, args);
  return failure('refused', 'git does not know who you are', {
    hint: 'git config user.name and git config user.email tell it',
  });
}
