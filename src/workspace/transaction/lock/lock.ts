import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { failure, type Result, success } from '../../../model/result.js';
import { ioFailure } from '../../files/ioFailure.js';
import {
  claimGeneration,
  highestOf,
  holderOf,
  namedIn,
  releaseGeneration,
  removeOlder,
} from './generations.js';
import { isGone, type LockHolder, thisHolder } from './holder.js';

/** How to wait for the lock. */
export interface Waiting {
  /** Random characters, distinct for every call. */
  token(): string;
  /** How long to wait while the lock does not change hands, in ms. */
  readonly patience?: number;
}

const defaultPatience = 30_000;

/** Locks held by what runs now, so that taking one twice is noticed instead of waiting for oneself. */
const holding = new AsyncLocalStorage<ReadonlySet<string>>();

/** Holdings of this process that could not be marked as released. */
const abandoned = new Set<string>();

/**
 * Do some work while holding a lock, waiting for it while a living process has it. It is taken from a process that
 * is provably gone, never by age. Taking a lock inside of itself is a bug and throws.
 */
export async function withLock<T>(
  folder: string,
  verb: string,
  waiting: Waiting,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const outer = holding.getStore();
  if (outer?.has(folder)) throw new Error('the lock is held by this very operation already');
  const taken = await takeLock(folder, verb, waiting);
  if (!taken.ok) return taken;
  const { generation, holder } = taken.value;
  try {
    return await holding.run(new Set([...(outer ?? []), folder]), work);
  } finally {
    if (!releaseGeneration(folder, generation)) abandoned.add(holder.token);
  }
}

/** The living process that holds the lock, for `doctor` and for readers; null when nobody does. */
export async function lockOwner(folder: string): Promise<LockHolder | null> {
  const top = highestOf(namedIn(folder));
  if (top.generation === 0 || top.released) return null;
  const holder = holderOf(folder, top.generation);
  return typeof holder === 'string' || (await isOver(holder)) ? null : holder;
}

interface Taken {
  readonly generation: number;
  readonly holder: LockHolder;
}

async function takeLock(folder: string, verb: string, waiting: Waiting): Promise<Result<Taken>> {
  const { patience = defaultPatience } = waiting;
  let seen = -1;
  let since = 0;
  try {
    for (let longest = 4; ; longest = Math.min(25, longest + 3)) {
      const top = highestOf(namedIn(folder));
      const owner = top.generation === 0 || top.released ? null : holderOf(folder, top.generation);
      if (owner !== 'moved') {
        if (owner === null || owner === 'torn' || (await isOver(owner))) {
          const taken = tryNext(folder, verb, waiting, top.generation + 1);
          if (taken) return success(taken);
        } else if (top.generation === seen && performance.now() - since >= patience) {
          return stillLocked(owner);
        }
      }
      if (top.generation !== seen) {
        seen = top.generation;
        since = performance.now();
      }
      // Spread, so that many who wait do not look at the same instant.
      await setTimeout(2 + Math.random() * (longest - 2));
    }
  } catch (error) {
    return ioFailure(error, 'the lock cannot be taken');
  }
}

function tryNext(folder: string, verb: string, waiting: Waiting, generation: number): Taken | null {
  const holder = thisHolder(verb, waiting.token());
  if (generation === 1) fs.mkdirSync(folder, { recursive: true });
  try {
    if (!claimGeneration(folder, generation, holder)) return null;
    removeOlder(folder, generation);
    return { generation, holder };
  } catch (error) {
    abandoned.add(holder.token);
    throw error;
  }
}

async function isOver(holder: LockHolder): Promise<boolean> {
  return abandoned.has(holder.token) || (await isGone(holder));
}

function stillLocked(owner: LockHolder): Result<never> {
  return failure(
    'locked',
    `another doc-ops is at work: ${owner.verb}, process ${owner.pid} on ${owner.host}`,
    { hint: 'wait for it to end, or end it; the lock is free as soon as that process is gone' },
  );
}
