import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { mayWrite } from '../files/durable.js';
import { git } from '../git/git.js';
import type { Workspace } from '../workspace.js';
import type { Inspected } from './check.js';

/** Node, git and the file system. */
export async function inspectMachine(workspace: Workspace): Promise<Inspected[]> {
  return [
    nodeVersion(),
    await gitVersion(workspace),
    repository(workspace),
    writable(workspace),
    namesOf(workspace),
  ];
}

function nodeVersion(): Inspected {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19))
    return { check: 'node', state: 'ok', message: process.version };
  return {
    check: 'node',
    state: 'broken',
    message: process.version,
    hint: 'doc-ops needs Node 20.19 or newer',
  };
}

/** Git runs pre-merge-commit hooks from 2.24 on. */
async function gitVersion(workspace: Workspace): Promise<Inspected> {
  const { code, stdout } = await git(workspace, ['--version']);
  if (code !== 0) {
    return {
      check: 'git',
      state: workspace.repository ? 'broken' : 'warning',
      message: 'git is not installed',
      hint: 'without git there are no hooks, and ids are unique on this machine only',
    };
  }
  const message = stdout.toString('utf8').trim();
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(message) ?? [];
  if (Number(major) > 2 || (major === '2' && Number(minor) >= 24))
    return { check: 'git', state: 'ok', message };
  return { check: 'git', state: 'warning', message, hint: 'merges are checked from git 2.24 on' };
}

function repository({ repository: found, refusedRepository }: Workspace): Inspected {
  if (refusedRepository)
    return {
      check: 'repository',
      state: 'broken',
      message: refusedRepository,
      hint: 'git status tells more; until git takes it, doc-ops works as without a repository',
    };
  if (found) return { check: 'repository', state: 'ok', message: found.workTree };
  return {
    check: 'repository',
    state: 'warning',
    message: 'the documents are in no git repository',
    hint: 'git init, then doc-ops hooks install',
  };
}

function writable({ root, folder, repository: found }: Workspace): Inspected {
  const places = [join(root, folder), ...(found ? [found.commonDir] : [])];
  const closed = places.find((place) => !mayWrite(place));
  if (closed === undefined) return { check: 'writing', state: 'ok', message: 'allowed' };
  return {
    check: 'writing',
    state: 'broken',
    message: `${closed} cannot be written`,
    hint: 'check the permissions of the folder',
  };
}

function namesOf({ root, folder }: Workspace): Inspected {
  const turned = folder === folder.toUpperCase() ? folder.toLowerCase() : folder.toUpperCase();
  const folds = turned !== folder && fs.existsSync(join(root, turned));
  return {
    check: 'file names',
    state: 'ok',
    message: folds
      ? 'upper and lower case are the same on this disk; links are checked for case all the same'
      : 'upper and lower case differ',
  };
}

/** The Obsidian vault that a folder lies in, or that lies in it; null where there is none. */
export function vaultNear(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (fs.existsSync(join(at, '.obsidian'))) return at;
    if (dirname(at) === at) return null;
  }
}
