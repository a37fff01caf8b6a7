import fs from 'node:fs';
import { hostname } from 'node:os';
import { readOrNull } from '../../files/readOrNull.js';

/** Who holds the lock; enough to tell whether that process is provably gone. */
export interface LockHolder {
  readonly pid: number;
  /** Name of the machine, for people. */
  readonly host: string;
  /** `/etc/machine-id`: two machines that share a disk may share a name. Empty where there is none. */
  readonly machine: string;
  /** Process ids mean something only within one namespace (containers). Empty outside Linux. */
  readonly namespace: string;
  /** Linux's boot id. Empty elsewhere. */
  readonly boot: string;
  /** Start of the process: clock ticks since boot on Linux, ms since 1970 elsewhere. Ids are used again, this is not. */
  readonly started: string;
  readonly verb: string;
  /** Distinguishes two holdings by one process. */
  readonly token: string;
}

type Machine = Pick<LockHolder, 'host' | 'machine' | 'namespace' | 'boot'>;

let machineHere: Machine | undefined;

/** Where this process runs. Asked once: none of it changes while a process lives. */
function thisMachine(): Machine {
  machineHere ??= {
    host: hostname(),
    machine: (readOrNull('/etc/machine-id') ?? '').trim(),
    namespace: namespaceOf(),
    boot: (readOrNull('/proc/sys/kernel/random/boot_id') ?? '').trim(),
  };
  return machineHere;
}

let own: string | undefined;

/** This process as a lock holder. */
export function thisHolder(verb: string, token: string): LockHolder {
  own ??= statusOf(process.pid)?.started ?? String(Math.round(performance.timeOrigin));
  return { pid: process.pid, ...thisMachine(), started: own, verb, token };
}

/** What a lock file says; null for anything else. */
export function parseHolder(text: string): LockHolder | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { pid, host, machine, namespace, boot, started, verb, token } = value as Record<string, unknown>;
  const texts = [host, machine, namespace, boot, started, verb, token];
  if (!Number.isSafeInteger(pid) || !texts.every((text) => typeof text === 'string')) return null;
  return value as LockHolder;
}

/**
 * Provably gone: of this machine and namespace, and the machine booted since, or the process is gone, or
 * another one by that id. False whenever that cannot be known.
 */
export async function isGone(holder: LockHolder): Promise<boolean> {
  const here = thisMachine();
  const sameBoot = holder.boot !== '' && holder.boot === here.boot;
  if (!sameBoot && (holder.host !== here.host || holder.machine !== here.machine)) return false;
  if (!sameBoot && holder.boot !== '' && here.boot !== '') return true;
  if (holder.namespace !== here.namespace) return false;
  if (!exists(holder.pid)) return true;
  if (holder.boot === '') return startedElsewhen(holder);
  const status = statusOf(holder.pid);
  return status !== null && (status.ended || status.started !== holder.started);
}

/** Whether a process id of a holder that is not gone means its process here: only then may a signal be sent to it. */
export function isOfThisMachine(holder: LockHolder): boolean {
  const here = thisMachine();
  return (
    holder.boot === here.boot &&
    holder.namespace === here.namespace &&
    (here.boot !== '' || (holder.host === here.host && holder.machine === here.machine))
  );
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** State and start of a process from `/proc/<pid>/stat` (proc(5)); null where that cannot be read. */
function statusOf(pid: number): { ended: boolean; started: string } | null {
  const stat = readOrNull(`/proc/${pid}/stat`) ?? '';
  // The name, field 2, is in parentheses and may hold anything. State is field 3, start is field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  // A zombie has ended and waits only for its parent to notice.
  return state && started ? { ended: state === 'Z' || state === 'X', started } : null;
}

/** Without `/proc`: `ps` tells the start to the second. Only asked while somebody waits for that process. */
async function startedElsewhen(holder: LockHolder): Promise<boolean> {
  const started = await startByPs(holder.pid);
  return started !== null && Math.abs(started - Number(holder.started)) > 10_000;
}

/** When a process started, in ms since 1970; null where `ps` does not tell. */
export async function startByPs(pid: number): Promise<number | null> {
  const { run } = await import('../../process/plumbing.js');
  const ended = await run({
    command: 'ps',
    args: ['-o', 'lstart=', '-p', String(pid)],
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  const time = Date.parse(`${ended.stdout.toString('utf8').trim()} UTC`);
  return ended.code === 0 && Number.isFinite(time) ? time : null;
}

function namespaceOf(): string {
  try {
    return fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    // No /proc: not Linux, and no process namespaces.
    return '';
  }
}
