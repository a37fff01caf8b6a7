import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import type { Writable } from 'node:stream';

/**
 * A shell that outlives a killed runner for a moment: every process group announces itself to it, and when the pipe to
 * it closes it ends those that are left. It sits in a session of its own, where no Ctrl-C reaches it.
 */
const script = `
trap '' INT HUP TERM QUIT
groups=' '
while read -r what group; do
  case $what in
    +) groups="$groups$group " ;;
    -) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
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
  /**
   * What a command inherits to announce its group before it executes; closed by it then, since the guardian acts when
   * nobody holds it any more. So it is known whatever happens to this process.
   */
  readonly line: Writable | 'ignore';
  /** A group has been started. */
  watch(group: number): void;
  /** A group has ended. */
  forget(group: number): void;
  /** Let it end: nothing is left to guard. */
  close(): void;
}

/** Announces the shell's own group on descriptor 3. Without a guardian it goes on: the runner ends its children itself. */
export const announce = `trap '' PIPE; echo "+ $$" >&3; trap - PIPE; exec 3>&-`;

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
  let ended = '';
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    input.write(ended);
    ended = '';
  };
  return {
    get line() {
      return input.destroyed ? 'ignore' : input;
    },
    watch: () => undefined,
    // Several at once: a write for each would cost as much as the rest of their bookkeeping.
    forget(group) {
      ended += `- ${group}\n`;
      timer ??= setTimeout(tell, tellAfter);
    },
    close() {
      clearTimeout(timer);
      input.end(ended);
    },
  };
}

/** Milliseconds; a group's id is not used again that soon. */
const tellAfter = 20;

/** End a process group: politely, then for good once `grace` milliseconds are over. Resolves when it is gone. */
export async function endGroup(group: number, grace: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  const until = Date.now() + grace;
  for (let pause = 2; isAlive(group) && Date.now() < until; pause = Math.min(50, pause * 2)) {
    await wait(pause);
    if (pause > 10 && isDead(group)) return;
  }
  for (let tries = 0; isAlive(group) && !isDead(group) && tries < 100; tries++) {
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

/**
 * Whether all that is left of a group are zombies, which somebody else has to wait for: in a container without an init
 * process nobody does. Told by /proc; false where there is none.
 */
function isDead(group: number): boolean {
  let names: string[];
  try {
    names = fs.readdirSync('/proc');
  } catch {
    // Not Linux: its init waits for orphans.
    return false;
  }
  return names.every((name) => !/^\d+$/.test(name) || !isMember(name, group));
}

function isMember(process: string, group: number): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${process}/stat`, 'utf8');
    // `pid (name) state ppid pgrp …`, and the name may hold anything.
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    // It has gone meanwhile.
    return false;
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
