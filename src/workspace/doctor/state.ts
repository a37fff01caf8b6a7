import fs from 'node:fs';
import { join } from 'node:path';
import { failure, success } from '../../model/result.js';
import { namesIn } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { makeStateFolder, stateFolders } from '../files/stateFolders.js';
import { git } from '../git/git.js';
import { prefixOf } from '../git/repository.js';
import { abandonedTrees, sweepTrees } from '../git/worktrees/treeRecord.js';
import { readCachedDetails, readCachedRows } from '../index/cachedIndex.js';
import { cachePath } from '../index/cacheFile.js';
import { unfinished } from '../transaction/history.js';
import { journalName, readJournal } from '../transaction/journal.js';
import type { LockHolder } from '../transaction/lock/holder.js';
import { lockOwner } from '../transaction/lock/lock.js';
import { recover } from '../transaction/recovery.js';
import type { Workspace } from '../workspace.js';
import type { Inspected } from './check.js';

/** What doc-ops keeps for itself: lock, journal, temporary files, cache. */
export async function inspectState(workspace: Workspace): Promise<Inspected[]> {
  const owner = await lockOwner(stateFolders(workspace).lock);
  return [
    lock(owner),
    journal(workspace, owner),
    ...conflicts(workspace),
    leftovers(workspace, owner),
    ...(await throwAwayTrees(workspace)),
    await ignored(workspace),
    cache(workspace),
  ];
}

function lock(owner: LockHolder | null): Inspected {
  if (!owner) return { check: 'lock', state: 'ok', message: 'free' };
  return {
    check: 'lock',
    state: 'warning',
    message: `held by ${owner.verb}, process ${owner.pid} on ${owner.host}`,
    hint: 'others wait for it; it is free as soon as that process ends',
  };
}

function journal(workspace: Workspace, owner: LockHolder | null): Inspected {
  const path = join(stateFolders(workspace).journal, journalName);
  const file = readJournal(path);
  const finish = { hint: 'the next command that writes finishes it', fix: () => recover(workspace) };
  switch (file.kind) {
    case 'none':
      return { check: 'journal', state: 'ok', message: 'no command was interrupted' };
    case 'newer':
      return {
        check: 'journal',
        state: 'broken',
        message: 'a command of a newer doc-ops was interrupted',
        hint: 'finish it with that version, or update this one',
      };
    case 'damaged':
      return { check: 'journal', state: 'broken', message: `${path} cannot be read`, ...finish };
    case 'found': {
      const { verb, when } = file.journal;
      if (owner) return { check: 'journal', state: 'ok', message: `${verb} is at work` };
      return { check: 'journal', state: 'warning', message: `${verb} of ${when} was interrupted`, ...finish };
    }
    default:
      return file satisfies never;
  }
}

function conflicts(workspace: Workspace): Inspected[] {
  return unfinished(workspace).map((path) => ({
    check: 'journal',
    state: 'warning',
    message: 'an interrupted command could not be finished, since a file was modified by hand',
    hint: `${path} holds what it would have written; remove it when it is of no use`,
  }));
}

/** Not counted while somebody writes: they may be in use. */
function leftovers(workspace: Workspace, owner: LockHolder | null): Inspected {
  const state = join(workspace.root, workspace.folder, '.state');
  const drafts = namesIn(state).filter((name) => name.endsWith('.tmp'));
  const count = owner ? 0 : namesIn(stateFolders(workspace).staging).length + drafts.length;
  if (count === 0) return { check: 'leftovers', state: 'ok', message: 'none' };
  return {
    check: 'leftovers',
    state: 'warning',
    message: `${count} temporary ${count === 1 ? 'file' : 'files'} of a command that was killed`,
    hint: `doc-ops doctor --fix removes ${count === 1 ? 'it' : 'them'}`,
    fix: async () => {
      for (const name of drafts) fs.rmSync(join(state, name), { force: true });
      return recover(workspace);
    },
  };
}

/** Trees in which killed probes ran their checks. */
async function throwAwayTrees({ repository }: Workspace): Promise<Inspected[]> {
  const left = repository ? await abandonedTrees(repository) : [];
  if (!repository || left.length === 0) return [];
  return [
    {
      check: 'probes',
      state: 'warning',
      message: `${left.length} throw-away ${left.length === 1 ? 'tree' : 'trees'} of a probe that was killed: ${left[0]?.path}`,
      hint: `doc-ops doctor --fix removes ${left.length === 1 ? 'it' : 'them'}, and so does the next doc-ops plan probe`,
      fix: async () => {
        try {
          return success(await sweepTrees(repository));
        } catch (error) {
          return ioFailure(error, 'the throw-away tree cannot be removed');
        }
      },
    },
  ];
}

/** `.state/` must never be committed. */
async function ignored(workspace: Workspace): Promise<Inspected> {
  const check = 'state folder';
  const path = `${workspace.folder}/.state`;
  if (!fs.existsSync(join(workspace.root, path))) return { check, state: 'ok', message: 'not made yet' };
  const ignore = fs.statSync(join(workspace.root, path, '.gitignore'), { throwIfNoEntry: false });
  if (workspace.repository) {
    const { stdout } = await git(workspace, ['ls-files', '--', path]);
    const tracked = stdout.toString('utf8').split('\n').filter(Boolean);
    if (tracked.length > 0) {
      return {
        check,
        state: 'broken',
        message: `git tracks ${tracked.length} ${tracked.length === 1 ? 'file' : 'files'} of ${path}/`,
        hint: `git rm -r --cached ${prefixOf(workspace)}${path}`,
      };
    }
  }
  if (ignore && ignore.size > 0) return { check, state: 'ok', message: 'ignored by git' };
  return {
    check,
    state: 'warning',
    message: `${path}/.gitignore is missing or empty`,
    hint: 'doc-ops doctor --fix writes it',
    fix: async () => {
      makeStateFolder(workspace);
      return success(null);
    },
  };
}

function cache(workspace: Workspace): Inspected {
  const names = ['rows.json', 'details.jsonl', 'validation.json'];
  const there = names.filter((name) => fs.existsSync(cachePath(workspace, name)));
  if (!there.includes('rows.json')) return { check: 'cache', state: 'ok', message: 'not made yet' };
  const rows = readRows(workspace);
  if (rows && readCachedDetails(workspace, rows) !== null)
    return { check: 'cache', state: 'ok', message: `${rows.rows.length} documents` };
  return {
    check: 'cache',
    state: 'warning',
    message: 'of another version, or damaged',
    hint: 'the next command that lists or validates makes it again',
    fix: async () => {
      try {
        for (const name of there) fs.rmSync(cachePath(workspace, name), { force: true });
        return success(null);
      } catch {
        return failure('io', 'the cache cannot be removed');
      }
    },
  };
}

/** Whatever the file holds: a row of a wrong shape is a damaged cache. */
function readRows(workspace: Workspace): ReturnType<typeof readCachedRows> {
  try {
    return readCachedRows(workspace);
  } catch {
    return null;
  }
}
