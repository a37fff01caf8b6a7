import fs from 'node:fs';
import { join } from 'node:path';
import { codeOf, namesIn, removeIfThere } from '../workspace/files/durable.js';
import { isOwnFolder, makeOwnFolder } from '../workspace/files/stateFolders.js';
import { endGroup } from '../workspace/process/group.js';
import { isGone, parseHolder, thisHolder } from '../workspace/transaction/lock/holder.js';
import type { Workspace } from '../workspace/workspace.js';

/** Every command of a run finds the run's own token in this variable, by which it is known again. */
export const runVariable = 'DOC_OPS_RUN';

/**
 * Which process groups a run has started, on disk: for the next run, where a killed one was killed together with its
 * guardian.
 */
export class RunRecord {
  readonly token: string;
  readonly #path: string;
  readonly #descriptor: number;

  constructor(workspace: Workspace) {
    this.token = workspace.environment.token(20);
    this.#path = join(makeOwnFolder(workspace, '.state/running'), `${this.token}.txt`);
    this.#descriptor = fs.openSync(this.#path, 'ax', 0o600);
    this.#write(JSON.stringify(thisHolder('run', this.token)));
  }

  add(group: number): void {
    this.#write(String(group));
  }

  /** Nothing of the run is left. */
  close(): void {
    fs.closeSync(this.#descriptor);
    removeIfThere(this.#path);
  }

  /** Not synced: what takes the disk's last writes away takes the processes away as well. */
  #write(line: string): void {
    fs.writeSync(this.#descriptor, `${line}\n`);
  }
}

/**
 * End what killed runs of this work tree have left; returns how many process groups that were. Only a group of which
 * a process has its run's token in its environment: group ids are used again, tokens are not.
 */
export async function sweep(workspace: Workspace, grace: number): Promise<number> {
  if (!isOwnFolder(workspace, '.state/running')) return 0;
  const folder = join(workspace.root, workspace.folder, '.state/running');
  let ended = 0;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const text = textOf(path);
    const left = await leftBy(text);
    // A runner that was killed before it had written who it is had started nothing.
    if (!text.includes('\n')) removeIfThere(path);
    if (!left) continue;
    const groups = groupsWith(left.token).filter((group) => left.groups.has(group));
    await Promise.all(groups.map((group) => endGroup(group, grace)));
    ended += groups.length;
    removeIfThere(path);
  }
  return ended;
}

/** Whether a run of this work tree is under way, or may be: on another machine that cannot be told. */
export async function runsUnderWay(workspace: Workspace): Promise<boolean> {
  if (!isOwnFolder(workspace, '.state/running')) return false;
  const folder = join(workspace.root, workspace.folder, '.state/running');
  for (const name of namesIn(folder)) {
    const runner = parseHolder(textOf(join(folder, name)).split('\n')[0] ?? '');
    if (runner && !(await isGone(runner))) return true;
  }
  return false;
}

interface Left {
  readonly token: string;
  readonly groups: ReadonlySet<number>;
}

/** What a record tells of a run whose process is provably gone; null of any other, and of what is not a record. */
async function leftBy(text: string): Promise<Left | null> {
  const [first = '', ...lines] = text.split('\n');
  const runner = parseHolder(first);
  if (!runner || !(await isGone(runner))) return null;
  return {
    token: runner.token,
    groups: new Set(lines.filter((line) => /^[1-9]\d*$/.test(line)).map(Number)),
  };
}

const largestRecord = 16 * 1024 * 1024;

function textOf(path: string): string {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= largestRecord ? fs.readFileSync(path, 'utf8') : '';
}

/** Groups of the processes that were started with a run's token; none without /proc. */
function groupsWith(token: string): number[] {
  const wanted = `\0${runVariable}=${token}\0`;
  const groups = new Set<number>();
  for (const name of namesIn('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (!`\0${fs.readFileSync(`/proc/${name}/environ`, 'latin1')}\0`.includes(wanted)) continue;
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
      // `pid (name) state ppid pgrp …`, and the name may hold anything.
      groups.add(Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]));
    } catch (error) {
      // Of somebody else, or gone by now.
      if (codeOf(error) === undefined) throw error;
    }
  }
  return [...groups];
}
