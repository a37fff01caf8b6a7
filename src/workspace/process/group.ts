import fs from 'node:fs';

/** End a process group: politely, then for good once `grace` milliseconds are over. Resolves when it is gone. */
export async function endGroup(group: number, grace: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  const until = Date.now() + grace;
  for (let pause = 2; isAlive(group) && Date.now() < until; pause = Math.min(50, pause * 2)) {
    await wait(pause);
    if (pause > 10 && isDead(group)) return;
  }
  for (let tries = 0; isRunning(group) && tries < 100; tries++) {
    signalGroup(group, 'SIGKILL');
    await wait(5);
  }
}

/** Whether any process of the group still runs. */
export function isRunning(group: number): boolean {
  return isAlive(group) && !isDead(group);
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
 * process nobody does. /proc tells; false where there is none.
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
    // It has gone by now.
    return false;
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  signalProcess(-group, signal);
}

/** Send a signal to a process that may be gone by now. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone already, or not ours any more.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
