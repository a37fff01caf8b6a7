import { join } from 'node:path';
import { codeOf } from '../files/durable.js';
import { readRegular } from '../files/openFile.js';
import type { Workspace } from '../workspace.js';
import { git, records } from './git.js';

const known = new WeakMap<Workspace, Promise<readonly string[]>>();

/**
 * Options that switch off the content filters of the repository's own config, for calls that compare files of the work
 * tree: a filter is a program. Filters of the person's own config stay. Git is asked only where that config may have one.
 */
export function withoutFilters(workspace: Workspace): Promise<readonly string[]> {
  let options = known.get(workspace);
  if (!options) {
    options = mayHaveFilters(workspace) ? readFilters(workspace) : Promise.resolve([]);
    known.set(workspace, options);
  }
  return options;
}

const mostBytes = 1024 * 1024;

/** Whether a word of the config says so, or it takes other files in. */
function mayHaveFilters({ repository }: Workspace): boolean {
  if (!repository) return false;
  const text = configText(join(repository.commonDir, 'config'));
  const own = /worktreeconfig/i.test(text) ? configText(join(repository.gitDir, 'config.worktree')) : '';
  return /filter|include/i.test(text + own);
}

function configText(path: string): string {
  try {
    return readRegular(path, mostBytes).bytes.toString('utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    // Git is asked about what cannot be read here.
    return code === 'ENOENT' ? '' : 'filter';
  }
}

async function readFilters(workspace: Workspace): Promise<readonly string[]> {
  const pattern = '^filter\\..*\\.(clean|smudge|process|required)$';
  const ended = await git(workspace, [
    'config',
    '--show-scope',
    '--null',
    '--name-only',
    '--get-regexp',
    pattern,
  ]);
  const parts = records(ended.stdout);
  const own: string[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope = '', key = ''] = parts.slice(at, at + 2);
    if (scope === 'local' || scope === 'worktree') own.push(key);
  }
  const names = new Set(own.map((key) => key.slice(0, key.lastIndexOf('.'))));
  return [...names].flatMap((name) => [
    ...['clean', 'smudge', 'process'].flatMap((what) => ['-c', `${name}.${what}=`]),
    '-c',
    `${name}.required=false`,
  ]);
}
