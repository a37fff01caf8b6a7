import fs from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../workspace.js';
import { isInside } from './safePath.js';

/** The markdown files of the root that globs or paths name, root-relative, sorted. Globs count from the working folder. */
export async function matchMarkdown(
  workspace: Workspace,
  globs: readonly string[],
): Promise<Result<string[]>> {
  const { globby } = await import('globby');
  const cwd = isInside(workspace.root, workspace.environment.cwd)
    ? workspace.environment.cwd
    : workspace.root;
  const patterns = globs.map((glob) => {
    const absolute = resolve(cwd, glob);
    return fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory()
      ? `${glob.replace(/\/$/, '')}/**/*.md`
      : glob;
  });
  const matched = await globby(patterns, {
    cwd,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**', '**/.state/**'],
  });
  const inside = matched
    .map((path) => resolve(path))
    .filter((path) => isInside(workspace.root, path) && /\.(?:md|markdown)$/i.test(path));
  if (inside.length === 0) {
    const outside = matched.some((path) => !isInside(workspace.root, resolve(path)));
    if (outside) return failure('outside-root', `${globs.join(' ')} is outside the repository`);
    return failure('usage', `no markdown file matches ${globs.join(' ')}`, {
      hint: 'quote globs, so that doc-ops and not the shell expands them',
    });
  }
  return success(inside.map((path) => relative(workspace.root, path).split(sep).join('/')).sort());
}
