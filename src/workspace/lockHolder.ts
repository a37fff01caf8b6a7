import fs from 'node:fs';
import { hostname } from 'node:os';

/** Who holds the lock; enough to tell whether that process is provably gone. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Process ids mean something only within one namespace (containers). */
  readonly namespace: string;
  readonly boot: string;
  /** When the process started, in the platform's own units; ids are used again, this with them is not. */
  readonly started: string;
  readonly verb: string;
}

/** This process as a lock holder. */
export function thisHolder(verb: string): LockHolder {
  return {
    pid: process.pid,
    host: hostname(),
    namespace: namespaceOf(),
    boot: bootOf(),
    started: startOf(process.pid) ?? '',
    verb,
  };
}

/** Provably gone: same machine and namespace, and booted since, or no such process, or another one by that id. */
export function isGone(holder: LockHolder): boolean {
  if (holder.host !== hostname() || holder.namespace !== namespaceOf()) return false;
  if (holder.boot !== bootOf()) return true;
  if (!isRunning(holder.pid)) return true;
  const started = startOf(holder.pid);
  return started !== null && holder.started !== '' && started !== holder.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Field 22 of `/proc/<pid>/stat` (clock ticks since boot); null where there is no `/proc`. */
function startOf(pid: number): string | null {
  const stat = readOr(`/proc/${pid}/stat`, '');
  return stat === '' ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}

function bootOf(): string {
  return readOr('/proc/sys/kernel/random/boot_id', '').trim();
}

function namespaceOf(): string {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    // No /proc: not Linux, and no process namespaces.
    return '';
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    // No /proc, or the process is gone.
    return otherwise;
  }
}
