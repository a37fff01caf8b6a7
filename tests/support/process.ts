import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from './folder.js';

/** The environment of test processes: nothing of the person's git or doc-ops settings gets in. */
export function testEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    ...extra,
  };
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ran(result: SpawnSyncReturns<string>): Ran {
  if (result.error && (result.error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw result.error;
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Run git in a folder; throws when it fails, unless `check` is false. */
export function git(
  cwd: string,
  args: readonly string[],
  options: { check?: boolean; env?: Record<string, string>; input?: string } = {},
): Ran {
  const result = ran(
    spawnSync('git', args as string[], {
      cwd,
      env: testEnvironment(options.env),
      input: options.input ?? '',
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
  if (options.check !== false && result.code !== 0)
    throw new Error(`git ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result;
}

/** Run the built program. */
export function docOps(
  cwd: string,
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    input?: string;
    program?: 'doc-ops' | 'kanban-ops';
    /** Milliseconds after which it is killed; its code is then null. */
    timeout?: number;
  } = {},
): Ran {
  return ran(
    spawnSync(
      process.execPath,
      [join(repositoryRoot, 'dist', `${options.program ?? 'doc-ops'}.cjs`), ...args],
      {
        cwd,
        env: testEnvironment(options.env),
        input: options.input ?? '',
        ...(options.timeout ? { timeout: options.timeout } : {}),
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    ),
  );
}
