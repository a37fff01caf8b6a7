import { failure, type Result, success } from '../../../model/result.js';
import { git, gitFailure, records } from '../../git/git.js';
import { ListedFiles } from '../../git/listedFiles.js';
import type { Workspace } from '../../workspace.js';
import { FileLookup } from '../fileLookup.js';
import { NameLookup } from '../nameLookup.js';

/** A file that the commit changes. */
export interface StagedChange {
  /** From the workspace's root. */
  readonly path: string;
  /** Blob ids; null where it was or will be no regular file. */
  readonly before: string | null;
  readonly after: string | null;
  /** A merge of this file is not finished: git refuses to commit it. */
  readonly unmerged: boolean;
}

/** The files that the commit will hold, as git's index names them. */
export interface StagedIndex {
  readonly changes: readonly StagedChange[];
  readonly files: ListedFiles;
  readonly lookup: NameLookup;
}

/** What the commit changes, and the names of all files in git's index: two git processes at once, no file read. */
export async function readStagedIndex(workspace: Workspace): Promise<Result<StagedIndex>> {
  const diffing = [
    'diff',
    '--cached',
    '--raw',
    '--no-ext-diff',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--relative',
  ];
  const [diff, listed] = await Promise.all([
    git(workspace, [...diffing, '--ignore-submodules']),
    git(workspace, ['ls-files', '--stage', '-z']),
  ]);
  if (diff.code !== 0) return gitFailure(diff, ['diff']);
  if (listed.code !== 0) return gitFailure(listed, ['ls-files']);
  const files = new ListedFiles(listed.stdout);
  return success({
    changes: changesIn(diff.stdout),
    files,
    lookup: new NameLookup(files, new FileLookup(workspace)),
  });
}

/** `:<mode> <mode> <blob> <blob> <status>` and the path, each ended by NUL. */
function changesIn(output: Buffer): StagedChange[] {
  const parts = records(output);
  const changes: StagedChange[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [modeBefore = '', modeAfter = '', before = '', after = '', status] = (parts[i] ?? '').split(' ');
    changes.push({
      path: parts[i + 1] ?? '',
      before: modeBefore.startsWith(':100') ? before : null,
      after: modeAfter.startsWith('100') ? after : null,
      unmerged: status === 'U',
    });
  }
  return changes;
}

/** Files of git's index below the documents' folder in which one of these extended regular expressions is found. */
export async function grepIndex(
  workspace: Workspace,
  patterns: readonly string[],
): Promise<Result<string[]>> {
  if (patterns.length === 0) return success([]);
  const found = await git(
    workspace,
    ['grep', '--cached', '--no-color', '-l', '-z', '-E', '-i', '-f', '-', '--', workspace.folder],
    { input: `${patterns.join('\n')}\n` },
  );
  if (found.code === 0) return success(records(found.stdout));
  if (found.code === 1) return success([]);
  const said = found.stderr.trim().split('\n')[0] ?? '';
  return failure('git', `git cannot search what is staged${said === '' ? '' : `: ${said}`}`);
}
