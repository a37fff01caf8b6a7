import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/folder.js';
import { testEnvironment } from '../../support/process.js';

const variable = 'DOC_OPS_TEST_MARK';

/** Start the built program, so that all that it starts can be found by `mark`. */
export function startRun(
  root: string,
  mark: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [join(repositoryRoot, 'dist/doc-ops.cjs'), ...args], {
    cwd: root,
    env: testEnvironment({ ...env, [variable]: mark }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function endOf(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve(child.signalCode ?? child.exitCode);
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
}

/** Ids and command lines of the processes with a mark. A zombie has no environment any more, and is none. */
export function marked(mark: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(`${variable}=${mark}\0`)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), command }];
    } catch {
      // Of somebody else, or gone meanwhile.
      return [];
    }
  });
}

/** Waits until no marked process is left; with those that are there all the same after so many looks. */
export async function leftBehind(mark: string): Promise<string[]> {
  for (let looks = 0; ; looks++) {
    const left = marked(mark);
    if (left.length === 0 || looks === 1500) return left.map(({ pid, command }) => `${pid} ${command}`);
    // They are not ours, so nothing tells of their end.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
