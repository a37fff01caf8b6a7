import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { FileOperation } from '../../../src/model/fileOperation.js';
import type { Result } from '../../../src/model/result.js';
import { namesIn } from '../../../src/workspace/files/durable.js';
import { stateFolders } from '../../../src/workspace/files/stateFolders.js';
import {
  type CommitOptions,
  commitOperations,
  withLockedFiles,
} from '../../../src/workspace/transaction/commit.js';
import { redo, undo } from '../../../src/workspace/transaction/history.js';
import { namedIn } from '../../../src/workspace/transaction/lock/generations.js';
import { recover } from '../../../src/workspace/transaction/recovery.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { undoHistory } from '../../support/undoHistory.js';
import { snapshot } from '../../workspace/support/snapshot.js';
import { workspaceAt } from '../../workspace/support/testWorkspace.js';

const old = {
  board: '## Backlog\r\n\r\n- [ ] one\r\n',
  task: '\ufeff---\nid: TASK-001\n---\nüñí 🙂\n',
  plan: 'no newline at the end',
  bug: 'a bug\n',
};

// Thousands of runs that each wait for a disk would take minutes; what is on the disk is judged, not when.
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';
let base: string | undefined;
let folders = 0;

/** A folder before the verbs of these tests: several modes, encodings and line endings. */
export function startFolder(): Workspace {
  base ??= temporaryFolder();
  folders += 1;
  const root = join(base, String(folders));
  writeFiles(root, {
    'dev_ops/board.md': old.board,
    'dev_ops/tasks/TASK-001-a.md': old.task,
    'dev_ops/plans/PLAN-001-a.md': old.plan,
    'dev_ops/bugs/BUG-001-a.md': old.bug,
  });
  chmodSync(join(root, 'dev_ops/tasks/TASK-001-a.md'), 0o600);
  chmodSync(join(root, 'dev_ops/bugs/BUG-001-a.md'), 0o755);
  return workspaceAt(root);
}

/** Update, update, create in new folders, delete, rename: every kind of change in one transaction. */
export const mixed: readonly FileOperation[] = [
  { path: 'dev_ops/board.md', before: old.board, after: `${old.board}- [ ] two\r\n` },
  { path: 'dev_ops/tasks/TASK-001-a.md', before: old.task, after: 'x' },
  { path: 'dev_ops/adrs/deep/ADR-001-a.md', before: null, after: 'a decision\n' },
  { path: 'dev_ops/plans/PLAN-001-a.md', before: old.plan, after: null },
  {
    path: 'dev_ops/bugs/BUG-001-a.md',
    to: 'dev_ops/bugs/BUG-001-b.md',
    before: old.bug,
    after: 'another bug\n',
  },
];

/** Carry out operations as one transaction. */
export function commit(
  workspace: Workspace,
  verb: string,
  operations: readonly FileOperation[],
  options: CommitOptions = {},
): Promise<Result<number | null>> {
  const work = async () => commitOperations(workspace, operations, { kind: 'do', verb }, options);
  return withLockedFiles(workspace, verb, work, options);
}

export function change(workspace: Workspace, changes = mixed): Promise<Result<unknown>> {
  return commit(workspace, 'mixed', changes);
}

export type VerbName = 'change' | 'undo' | 'redo';

const verbs: Record<VerbName, (workspace: Workspace) => Promise<Result<unknown>>> = {
  change: (workspace) => change(workspace),
  undo: (workspace) => undo(workspace),
  redo: (workspace) => redo(workspace),
};

/** What has to be done before a verb can be tried. */
const preparation: Record<VerbName, VerbName[]> = { change: [], undo: ['change'], redo: ['change', 'undo'] };

export const verbNames = Object.keys(verbs) as VerbName[];

export function runVerb(workspace: Workspace, verb: VerbName): Promise<Result<unknown>> {
  return verbs[verb](workspace);
}

/** A folder in which the verb comes next. */
export async function folderFor(verb: VerbName): Promise<Workspace> {
  const workspace = startFolder();
  for (const earlier of preparation[verb]) await must(runVerb(workspace, earlier));
  return workspace;
}

export interface Expected {
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
}

/** How the files stand before and after a verb that nothing disturbs. */
export async function expectedOf(verb: VerbName): Promise<Expected> {
  const workspace = await folderFor(verb);
  const before = snapshot(workspace.root);
  await must(runVerb(workspace, verb));
  const after = snapshot(workspace.root);
  assert.not.equal(after, before);
  return { before, after };
}

export async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`${settled.problem.message}: ${settled.problem.hint}`);
  return settled.value;
}

/**
 * What must hold after the next command, whatever happened to a verb: all of it or none, nothing left over, and a
 * history that leads to where it says, which is tried out when `thoroughly`. Returns which of the two it was.
 */
export async function checkSettled(
  workspace: Workspace,
  verb: VerbName,
  { before, after }: Expected,
  context: string,
  thoroughly = true,
): Promise<'before' | 'after'> {
  const { root } = workspace;
  const report = await must(recover(workspace));
  assert.equal(report?.conflicts ?? [], [], context);
  checkNothingLeft(workspace, context);
  const now = snapshot(root);
  const outcome = JSON.stringify(now) === JSON.stringify(after) ? 'after' : 'before';
  assert.equal(now, outcome === 'after' ? after : before, context);

  const undone = (verb === 'undo') === (outcome === 'after');
  const depth = verb === 'change' && outcome === 'before' ? 0 : undone ? 0 : 1;
  assert.is(undoHistory(workspace).length, depth, context);
  if (!thoroughly) return outcome;
  if (depth === 1) {
    await must(undo(workspace));
    assert.equal(snapshot(root), verb === 'undo' ? after : before, context);
    await must(redo(workspace));
  } else if (!(verb === 'change' && outcome === 'before')) {
    await must(redo(workspace));
    await must(undo(workspace));
  }
  assert.equal(snapshot(root), now, context);
  return outcome;
}

/** No staged file, no draft, no journal; the lock is free. */
export function checkNothingLeft(workspace: Workspace, context: string): void {
  checkNothingStaged(workspace, context);
  const drafts = namedIn(stateFolders(workspace).lock).filter(({ kind }) => kind === 'draft');
  assert.equal(drafts, [], context);
}

/** No staged file, no journal. */
export function checkNothingStaged(workspace: Workspace, context: string): void {
  const { staging, journal } = stateFolders(workspace);
  assert.equal(namesIn(staging), [], context);
  const names = namesIn(journal).filter((name) => name !== 'history');
  assert.equal(names, [], context);
}
