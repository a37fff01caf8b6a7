import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * A shell that outlives a killed runner for a moment: it is told every process group, and when the pipe to it closes
 * it ends those that are left. It sits in a session of its own, where no Ctrl-C reaches it.
 */
const script = `
trap '' INT HUP TERM QUIT
groups=' '
while read -r what group; do
  case $what in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
tries=0
while [ $tries -lt 10 ]; do
  left=
  for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && left=1; done
  [ -z "$left" ] && exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

export interface Guardian {
  /** Resolves once the guardian is sure to know the group, also if this process is killed right then. */
  watch(group: number): Promise<void>;
  forget(group: number): void;
  /** Let it end: nothing is left to guard. */
  close(): void;
}

export function startGuardian(): Guardian {
  const child: ChildProcess = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const input = child.stdin as Writable;
  // It can only be gone if somebody killed it; the runner then ends its children itself.
  input.on('error', () => undefined);
  child.on('error', () => undefined);
  child.unref();
  return {
    watch: (group) => new Promise((resolve) => input.write(`+ ${group}\n`, () => resolve())),
    forget: (group) => void input.write(`- ${group}\n`),
    close: () => void input.end(),
  };
}

/** End a process group: politely, then for good once `grace` milliseconds are over. Resolves when it is gone. */
export async function endGroup(group: number, grace: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  const until = Date.now() + grace;
  for (let pause = 2; isAlive(group) && Date.now() < until; pause = Math.min(50, pause * 2))
    await wait(pause);
  for (let tries = 0; isAlive(group) && tries < 100; tries++) {
    signalGroup(group, 'SIGKILL');
    await wait(5);
  }
}

/** Whether any process of the group is there; zombies that nobody has waited for count until they are reaped. */
export function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone already, or not ours any more.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
