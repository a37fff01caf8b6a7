import fs from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Repository } from './workspace.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Find the git repository of a folder without starting git; honours what git sets in hooks. */
export function findRepository(folder: string, env: Env, cwd: string): Repository | null {
  if (env.GIT_DIR) {
    const gitDir = realOr(resolve(cwd, env.GIT_DIR));
    // Git runs hooks in the top of the work tree, and names that folder only where it is elsewhere.
    const workTree = realOr(env.GIT_WORK_TREE ? resolve(cwd, env.GIT_WORK_TREE) : (topOf(folder) ?? cwd));
    if (fs.existsSync(gitDir)) return { workTree, gitDir, commonDir: commonDirOf(gitDir, env, cwd) };
  }
  const top = topOf(folder);
  if (top === null) return null;
  const gitDir = gitDirOf(top);
  return gitDir === null ? null : { workTree: top, gitDir, commonDir: commonDirOf(gitDir, {}, cwd) };
}

/** The nearest folder upwards that holds `.git`. */
function topOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (fs.existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}

/** `.git` itself, or what the file `.git` of a linked work tree names. */
function gitDirOf(top: string): string | null {
  const path = join(top, '.git');
  if (fs.statSync(path).isDirectory()) return fs.existsSync(join(path, 'HEAD')) ? realOr(path) : null;
  const named = /^gitdir: (.*)$/m.exec(fs.readFileSync(path, 'utf8'))?.[1]?.trim();
  if (!named) return null;
  const absolute = isAbsolute(named) ? named : resolve(top, named);
  return fs.existsSync(absolute) ? realOr(absolute) : null;
}

function commonDirOf(gitDir: string, env: Env, cwd: string): string {
  if (env.GIT_COMMON_DIR) return realOr(resolve(cwd, env.GIT_COMMON_DIR));
  const file = join(gitDir, 'commondir');
  if (!fs.existsSync(file)) return gitDir;
  return realOr(resolve(gitDir, fs.readFileSync(file, 'utf8').trim()));
}

function realOr(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
