import fs from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { gitOutput } from '../git.js';
import type { Repository, Workspace } from '../workspace.js';

/** Who runs the hooks of a repository. */
export type HookManager = 'git' | 'husky' | 'lefthook' | 'pre-commit';

export interface HookPlace {
  readonly manager: HookManager;
  /** Absolute folder in which git looks for hooks. */
  readonly folder: string;
}

/** Where git looks for hooks, and whether another program is in charge of them. */
export async function hookPlace(workspace: Workspace, repository: Repository): Promise<HookPlace> {
  const configured = await gitOutput(workspace, ['config', '--type=path', 'core.hooksPath']);
  const path = configured.ok ? configured.value.replace(/\n$/, '') : '';
  const folder =
    path === ''
      ? join(repository.commonDir, 'hooks')
      : isAbsolute(path)
        ? path
        : resolve(repository.workTree, path.replace(/^~(?=\/)/, homedir()));
  return { folder, manager: managerOf(repository.workTree, folder) };
}

function managerOf(top: string, folder: string): HookManager {
  const has = (...names: string[]) => names.some((name) => fs.existsSync(join(top, name)));
  const hook = readOr(join(folder, 'pre-commit'));
  if (/[\\/]\.husky(?:[\\/]|$)/.test(folder) || has('.husky')) return 'husky';
  if (
    /lefthook/i.test(hook) ||
    has(
      'lefthook.yml',
      'lefthook.yaml',
      'lefthook.toml',
      'lefthook.json',
      '.lefthook.yml',
      '.lefthook.yaml',
      '.lefthook.toml',
    )
  )
    return 'lefthook';
  if (/pre-commit\.com|INSTALL_PYTHON/.test(hook) || has('.pre-commit-config.yaml', '.pre-commit-config.yml'))
    return 'pre-commit';
  return 'git';
}

function readOr(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
