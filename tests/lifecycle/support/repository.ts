import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../../src/workspace/open.js';
import type { Repository, Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder } from '../../support/folder.js';
import { git, testEnvironment } from '../../support/process.js';
import { snapshot } from '../../workspace/support/snapshot.js';

export interface TestRepository {
  /** The main work tree, in a folder of its own so that work trees may be made beside it. */
  readonly root: string;
  /** The bare remote `origin`, which has `main`. */
  readonly remote: string;
  readonly workspace: Workspace & { readonly repository: Repository };
}

/** A repository with these files committed on `main`, and a bare remote. */
export async function testRepository(
  files: Readonly<Record<string, string>> = {},
  environment: Partial<Workspace['environment']> = {},
): Promise<TestRepository> {
  const base = temporaryFolder(
    Object.fromEntries(
      Object.entries({
        'dev_ops/plans/PLAN-001-login.md': 'a plan\n',
        'README.md': 'read me\n',
        ...files,
      }).map(([path, text]) => [`repo/${path}`, text]),
    ),
  );
  const root = join(base, 'repo');
  const remote = join(base, 'remote.git');
  git(base, ['init', '-q', '--bare', '-b', 'main', remote]);
  git(root, ['init', '-q', '-b', 'main']);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  git(root, ['remote', 'add', 'origin', remote]);
  git(root, ['push', '-q', '-u', 'origin', 'main']);
  return { root, remote, workspace: await workspaceIn(root, environment) };
}

/** The workspace of a work tree. */
export async function workspaceIn(
  root: string,
  environment: Partial<Workspace['environment']> = {},
): Promise<Workspace & { readonly repository: Repository }> {
  let tokens = 0;
  const opened = await openWorkspace({
    environment: {
      cwd: root,
      env: testEnvironment(),
      now: () => new Date('2026-11-30T14:30:00Z'),
      token: (length) =>
        `${(tokens++).toString(36)}${process.pid.toString(36)}`.padStart(length, '0').slice(-length),
      ...environment,
    },
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { repository } = opened.value;
  if (!repository) throw new Error('not a repository');
  return { ...opened.value, repository };
}

/** Everything of the main work tree that nobody may touch: files, index, HEAD, config. */
export function untouched(root: string): Record<string, unknown> {
  return {
    files: snapshot(root),
    index: readFileSync(join(root, '.git/index')).toString('latin1'),
    head: readFileSync(join(root, '.git/HEAD'), 'utf8'),
    config: readFileSync(join(root, '.git/config'), 'utf8'),
  };
}

/** Everything that a stage makes: branches, work trees, and what lies beside the repository and in git's own folder. */
export function traces(root: string): Record<string, unknown> {
  const names = (path: string) => readdirSync(path).sort();
  return {
    refs: git(root, ['for-each-ref']).stdout,
    worktrees: git(root, ['worktree', 'list', '--porcelain']).stdout,
    remote: git(root, ['ls-remote', 'origin']).stdout,
    beside: names(join(root, '..')),
    ofGit: names(join(root, '.git')).filter((name) => name !== 'doc-ops'),
  };
}

export function showFile(root: string, commit: string, path: string): string {
  return git(root, ['cat-file', 'blob', `${commit}:${path}`]).stdout;
}

/** The value of a result that must be one. */
export function got<T>(result: { ok: true; value: T } | { ok: false; problem: { message: string } }): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
