import fs from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../workspace/files/durable.js';
import { readOrNull } from '../../workspace/files/readOrNull.js';
import { replaceFile } from '../../workspace/files/replaceFile.js';
import { isGone, type LockHolder, parseHolder } from '../../workspace/transaction/lock/holder.js';
import type { Repository, Workspace } from '../../workspace/workspace.js';

/** How a run of an implementer ended. */
export interface RunEnd {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly status: 'complete' | 'in_progress' | 'failed';
  /** Why, in a few words; `no-changes` where nothing was changed, empty where it ended well. */
  readonly reason: string;
}

/** A run of an implementer on this machine, as `<git common dir>/doc-ops/runs/<plan>/<id>.json` holds it. */
export interface LocalRun {
  readonly v: 1;
  readonly plan: string;
  /** Six base-36 characters. */
  readonly id: string;
  readonly branch: string;
  /** Absolute path of the work tree. */
  readonly worktree: string;
  /** `claude`, `codex` or the command line. */
  readonly implementer: string;
  /** The commit that it started from. */
  readonly from: string;
  readonly started: string;
  /** The process that carries it out. */
  readonly holder: LockHolder;
  readonly ended: RunEnd | null;
}

/** A run with what is known of its process. */
export interface ObservedRun extends LocalRun {
  readonly state: 'running' | 'ended' | 'died';
}

/** So many runs of a plan are kept; older ones go when another starts. */
const mostKept = 10;

function folderOf({ commonDir }: Repository, plan: string): string {
  return join(commonDir, 'doc-ops', 'runs', plan);
}

/** Where a run's output is written as it comes. Absolute. */
export function outputOf(repository: Repository, { plan, id }: Pick<LocalRun, 'plan' | 'id'>): string {
  return join(folderOf(repository, plan), `${id}.log`);
}

/** Write or replace the record of a run. */
export function recordRun(workspace: Workspace, repository: Repository, run: LocalRun): void {
  const folder = folderOf(repository, run.plan);
  fs.mkdirSync(folder, { recursive: true });
  const token = workspace.environment.token(6);
  replaceFile(join(folder, `${run.id}.json`), `${JSON.stringify(run, null, 2)}\n`, { token });
}

/** Remove the record of a run and its output. */
export function forgetRun(repository: Repository, { plan, id }: Pick<LocalRun, 'plan' | 'id'>): void {
  for (const name of [`${id}.json`, `${id}.log`])
    fs.rmSync(join(folderOf(repository, plan), name), { force: true });
}

/** Remove the oldest runs of a plan. */
export function forgetOldRuns(repository: Repository, plan: string): void {
  for (const run of recordsOf(repository, plan).slice(0, -mostKept)) forgetRun(repository, run);
}

/** A plan's runs on this machine, the oldest first. */
export async function runsOf(repository: Repository, plan: string): Promise<ObservedRun[]> {
  return Promise.all(recordsOf(repository, plan).map(observe));
}

/** Plans of which there are runs. */
export function plansWithRuns({ commonDir }: Repository): string[] {
  return namesIn(join(commonDir, 'doc-ops', 'runs')).sort();
}

async function observe(run: LocalRun): Promise<ObservedRun> {
  if (run.ended) return { ...run, state: 'ended' };
  return { ...run, state: (await isGone(run.holder)) ? 'died' : 'running' };
}

function recordsOf(repository: Repository, plan: string): LocalRun[] {
  const folder = folderOf(repository, plan);
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => parseRun(readOrNull(join(folder, name)) ?? '') ?? [])
    .sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : 0));
}

/** Null for anything that no run has written. */
function parseRun(text: string): LocalRun | null {
  try {
    const run = JSON.parse(text) as LocalRun;
    const texts = [run.plan, run.id, run.branch, run.worktree, run.implementer, run.from, run.started];
    const isRun = run.v === 1 && texts.every((one) => typeof one === 'string');
    return isRun && parseHolder(JSON.stringify(run.holder)) ? run : null;
  } catch {
    return null;
  }
}
