import fs from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { readOrNull } from '../files/readOrNull.js';
import { gitOutput } from '../git/git.js';
import type { Repository, Workspace } from '../workspace.js';

/** Who runs the hooks of a repository. */
export type HookManager = 'git' | 'husky' | 'lefthook' | 'pre-commit';

export interface HookPlace {
  readonly manager: HookManager;
  /** Absolute folder in which git looks for hooks; it need not exist. */
  readonly folder: string;
  /** The manager's own file that calls doc-ops, where there is one. */
  readonly calls: string | null;
}

/** Where git looks for hooks, and whether another program is in charge of them. */
export async function hookPlace(workspace: Workspace, repository: Repository): Promise<HookPlace> {
  const own = join(repository.commonDir, 'hooks');
  // `--type=path` expands `~`; a relative path counts from the top of each work tree.
  const configured = await gitOutput(workspace, ['config', '--type=path', 'core.hooksPath']);
  const path = configured.ok ? configured.value.replace(/\n$/, '') : '';
  const folder = path === '' ? own : isAbsolute(path) ? path : resolve(repository.workTree, path);
  const manager = managerOf(repository.workTree, folder, path === '');
  return { manager, folder, calls: manager === 'git' ? null : callerIn(repository.workTree, manager) };
}

const lefthookFiles = ['', '.', '.config/'].flatMap((before) =>
  ['lefthook', 'lefthook-local'].flatMap((name) =>
    ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((extension) => `${before}${name}.${extension}`),
  ),
);
const preCommitFiles = ['.pre-commit-config.yaml', '.pre-commit-config.yml'];

function managerOf(top: string, folder: string, isDefault: boolean): HookManager {
  const has = (names: readonly string[]) => names.some((name) => fs.existsSync(join(top, name)));
  if (/[\\/]\.husky(?:[\\/]|$)/.test(folder)) return 'husky';
  const hook = readOrNull(join(folder, 'pre-commit')) ?? '';
  if (/\blefthook\b/.test(hook) || has(lefthookFiles)) return 'lefthook';
  if (/\bpre-commit\.com\b|\bINSTALL_PYTHON\b/.test(hook) || has(preCommitFiles)) return 'pre-commit';
  // Before the first `npm install` husky has not told git yet.
  return isDefault && has(['.husky']) ? 'husky' : 'git';
}

function callerIn(top: string, manager: Exclude<HookManager, 'git'>): string | null {
  const files = { husky: ['.husky/pre-commit'], lefthook: lefthookFiles, 'pre-commit': preCommitFiles };
  return files[manager].find((name) => /\bdoc-ops\b/.test(readOrNull(join(top, name)) ?? '')) ?? null;
}

/** What to add by hand where husky, lefthook or the pre-commit framework runs the hooks. */
export function linesFor(manager: HookManager, folder: string): string[] {
  switch (manager) {
    case 'git':
      return [];
    case 'husky':
      return [
        '# at the end of .husky/pre-commit and of .husky/pre-merge-commit',
        'npx doc-ops validate --staged',
      ];
    case 'lefthook':
      return [
        '# lefthook.yml',
        ...['pre-commit', 'pre-merge-commit'].flatMap((hook) => [
          `${hook}:`,
          '  commands:',
          '    doc-ops:',
          '      run: npx doc-ops validate --staged',
        ]),
      ];
    case 'pre-commit':
      return [
        '# .pre-commit-config.yaml',
        'default_install_hook_types: [pre-commit, pre-merge-commit]',
        'repos:',
        '  - repo: local',
        '    hooks:',
        '      - id: doc-ops-validate',
        `        name: links and ids in ${folder}/`,
        '        entry: npx doc-ops validate --staged',
        '        language: system',
        '        pass_filenames: false',
        '        always_run: true',
        '        stages: [pre-commit, pre-merge-commit]',
      ];
  }
}
