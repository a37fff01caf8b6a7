import fs from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from './durable.js';
import type { Workspace } from './workspace.js';

/** Where doc-ops keeps what is no document. All absolute. */
export interface StateFolders {
  /** Shared by all work trees: ids are given out under it. */
  readonly lock: string;
  /** Journal of the transaction under way, of this work tree and documents' folder. */
  readonly journal: string;
  /** Journals of what was done, for undo and redo; and those that could not be finished, for a person. */
  readonly history: string;
  /** New contents before they are renamed into place; on the documents' file system. */
  readonly staging: string;
}

/** `<git common dir>/doc-ops/`, or `.state/` where there is no git (FORMATS.md, *Layout*). */
export function stateFolders(workspace: Workspace): StateFolders {
  const { repository } = workspace;
  const state = join(workspace.root, workspace.folder, '.state');
  const shared = repository ? join(repository.commonDir, 'doc-ops') : state;
  const own = repository
    ? join(
        shared,
        'worktrees',
        repository.gitDir === repository.commonDir ? 'main' : `linked-${basename(repository.gitDir)}`,
        scopeOf(workspace),
      )
    : state;
  return {
    lock: join(shared, 'lock'),
    journal: own,
    history: join(own, 'history'),
    staging: join(state, 'tmp'),
  };
}

/** Several document folders may stand in one repository; each has a history of its own. */
function scopeOf(workspace: Workspace): string {
  const top = workspace.repository?.workTree ?? workspace.root;
  const inside = workspace.root === top ? '' : workspace.root.slice(top.length + 1);
  return `${inside === '' ? '' : `${inside.replaceAll('%', '%25').replaceAll('/', '%2F')}%2F`}${workspace.folder}`;
}

/** Make `.state/`, with a .gitignore of its own, so that nothing in it is ever committed. */
export function makeStateFolder(workspace: Workspace): string {
  const state = join(workspace.root, workspace.folder, '.state');
  const ignore = join(state, '.gitignore');
  // An empty one is what a process left that was killed between making and filling it.
  if (sizeOf(ignore) === 0) {
    fs.mkdirSync(state, { recursive: true });
    fs.writeFileSync(ignore, '# Only what can be made again.\n*\n');
  }
  return state;
}

/** Bytes of a file, 0 where there is none. */
function sizeOf(path: string): number {
  try {
    return fs.statSync(path).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
