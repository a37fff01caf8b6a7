import fs from 'node:fs';
import { join } from 'node:path';
import { namesIn } from './durable.js';
import { git } from './git.js';
import { journalPath, readJournal } from './journal.js';
import { lockOwner } from './lock.js';
import { stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

/** One thing that was looked at. */
export interface Inspected {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'broken';
  readonly message: string;
  readonly hint?: string;
}

/** The machine, git, the board, and what a killed process may have left. */
export async function inspect(workspace: Workspace): Promise<Inspected[]> {
  const folders = stateFolders(workspace);
  const version = await git(workspace, ['--version']);
  const board = fs.existsSync(join(workspace.root, workspace.folder, 'board.md'));
  const owner = lockOwner(folders.lock);
  const journal = readJournal(journalPath(folders.journal));
  const conflicts = namesIn(folders.conflicts);
  const leftovers = namesIn(folders.staging);
  return [
    nodeVersion(),
    version.code === 0
      ? { check: 'git', state: 'ok', message: version.stdout.toString('utf8').trim() }
      : {
          check: 'git',
          state: 'warning',
          message: 'git is not installed',
          hint: 'ids are then unique only on this machine',
        },
    workspace.repository
      ? { check: 'repository', state: 'ok', message: workspace.repository.workTree }
      : { check: 'repository', state: 'warning', message: 'not in a git repository', hint: 'git init' },
    { check: 'documents', state: 'ok', message: join(workspace.root, workspace.folder) },
    board
      ? { check: 'board', state: 'ok', message: `${workspace.folder}/board.md` }
      : { check: 'board', state: 'warning', message: 'there is no board', hint: 'doc-ops board rebuild' },
    owner
      ? {
          check: 'lock',
          state: 'warning',
          message: `held by ${owner.verb}, process ${owner.pid} on ${owner.host}`,
        }
      : { check: 'lock', state: 'ok', message: 'free' },
    journal
      ? {
          check: 'journal',
          state: 'warning',
          message: `${journal.verb} of ${journal.when} is under way or was interrupted`,
          hint: 'the next changing command finishes it',
        }
      : { check: 'journal', state: 'ok', message: 'nothing interrupted' },
    ...(conflicts.length > 0
      ? [
          {
            check: 'journal',
            state: 'warning' as const,
            message: `${conflicts.length} interrupted changes could not be finished`,
            hint: `look into ${folders.conflicts}, then remove it`,
          },
        ]
      : []),
    ...(leftovers.length > 0 && !owner
      ? [
          {
            check: 'staging',
            state: 'warning' as const,
            message: `${leftovers.length} leftovers of a killed command`,
            hint: 'the next changing command removes them',
          },
        ]
      : []),
    writable(workspace),
    caseOf(workspace),
  ];
}

/** What config.yaml says wrong. */
export function findingsOfConfig(workspace: Workspace): Inspected[] {
  const [first] = workspace.configFindings;
  if (!first) return [{ check: 'config', state: 'ok', message: 'valid' }];
  const place = first.span ? `:${first.span.line}:${first.span.column}` : '';
  return [
    {
      check: 'config',
      state: 'broken',
      message: `${first.path}${place}: ${first.message}`,
      ...(first.suggestion ? { hint: first.suggestion } : {}),
    },
  ];
}

function nodeVersion(): Inspected {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return {
    check: 'node',
    state: fits ? 'ok' : 'broken',
    message: process.version,
    ...(fits ? {} : { hint: 'doc-ops needs Node 20.19 or newer' }),
  };
}

function writable(workspace: Workspace): Inspected {
  try {
    fs.accessSync(join(workspace.root, workspace.folder), fs.constants.W_OK);
    return { check: 'writable', state: 'ok', message: 'yes' };
  } catch {
    return {
      check: 'writable',
      state: 'broken',
      message: `${workspace.folder}/ cannot be written`,
      hint: 'check the permissions of the folder',
    };
  }
}

function caseOf(workspace: Workspace): Inspected {
  const folds =
    fs.existsSync(join(workspace.root, workspace.folder.toUpperCase())) &&
    workspace.folder !== workspace.folder.toUpperCase();
  return {
    check: 'file names',
    state: 'ok',
    message: folds
      ? 'case is not told apart here; links are checked for it all the same'
      : 'case is told apart',
  };
}
