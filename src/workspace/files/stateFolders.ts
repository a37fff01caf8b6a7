import fs from 'node:fs';
import { basename, join } from 'node:path';
import type { Workspace } from '../workspace.js';
import { codeOf } from './durable.js';
import { resolveInside } from './safePath.js';

/** Where doc-ops keeps what is not a document. All absolute. */
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

/** `<git common dir>/doc-ops/`, or `.state/` without git (FORMATS.md, *Layout*). */
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

/** There may be several document folders in one repository; each has a history of its own. */
function scopeOf(workspace: Workspace): string {
  const top = workspace.repository?.workTree ?? workspace.root;
  const inside = workspace.root === top ? '' : workspace.root.slice(top.length + 1);
  return `${inside === '' ? '' : `${inside.replaceAll('%', '%25').replaceAll('/', '%2F')}%2F`}${workspace.folder}`;
}

/** Make `.state/`, with a .gitignore of its own, so that nothing in it is ever committed. */
export function makeStateFolder(workspace: Workspace): string {
  const state = makeOwnFolder(workspace, '.state');
  const ignore = join(state, '.gitignore');
  // An empty one is what a process left that was killed between making and filling it.
  if (sizeOf(ignore) === 0) {
    // Never through a link.
    fs.rmSync(ignore, { force: true });
    fs.writeFileSync(ignore, '# Only what can be made again.\n*\n');
  }
  return state;
}

/**
 * Make a folder below the documents' one that is ours alone, and give its path. A repository can hold links: one in
 * its place fails like a link that leads nowhere, since nobody asked to write where it leads.
 */
export function makeOwnFolder(workspace: Workspace, below: string): string {
  const path = join(workspace.root, workspace.folder, below);
  if (!isOwnFolder(workspace, below))
    throw Object.assign(new Error(`ELOOP: ${path} is behind a link`), {
      code: 'ELOOP',
      syscall: 'mkdir',
      path,
    });
  fs.mkdirSync(path, { recursive: true });
  return path;
}

/** Whether a path below the documents' folder leads to where it says; that folder may be a link inside the root. */
export function isOwnFolder(workspace: Workspace, below: string): boolean {
  const documents = resolveInside(workspace, workspace.folder);
  if (!documents.ok) return false;
  let at = documents.value;
  return below.split('/').every((part) => {
    at = join(at, part);
    return fs.lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() !== true;
  });
}

/** Bytes of a file, 0 where there is none. */
function sizeOf(path: string): number {
  try {
    const stat = fs.lstatSync(path);
    return stat.isFile() ? stat.size : 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
