import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { failure, type Result, success } from '../model/result.js';
import { namesIn, readIfThere, removeIfThere } from './durable.js';
import { isGone, type LockHolder, thisHolder } from './lockHolder.js';
import { ioFailure } from './readText.js';

/**
 * The lock is a folder of generations. `lock.<N>` names a holder, `released.<N>` says that it is done; the highest
 * N is the present one. Taking the lock is linking `lock.<N+1>` exclusively when N is released or its process is
 * provably gone, so two that break a dead lock at once cannot both succeed. Only the holder removes lower numbers,
 * and never the highest: a late comer that links a number below the highest sees that and steps back.
 */
export interface Lock {
  release(): void;
}

const held = new Set<string>();

/** How long to wait while nobody else makes progress, in ms. */
export const defaultPatience = 30_000;

/** Take the lock, waiting while a living process holds it. Never broken by age. */
export async function takeLock(
  folder: string,
  verb: string,
  token: () => string,
  patience = defaultPatience,
): Promise<Result<Lock>> {
  if (held.has(folder)) throw new Error('the lock is held by this process already');
  try {
    fs.mkdirSync(folder, { recursive: true });
    const holder = thisHolder(verb);
    let waitedFor = -1;
    let since = Date.now();
    for (let delay = 2; ; delay = Math.min(25, delay + 2)) {
      const top = highest(folder);
      const owner = top === 0 ? null : ownerOf(folder, top);
      if (owner === null) {
        if (tryGeneration(folder, top + 1, holder, token())) return success(lockOf(folder, top + 1));
        continue;
      }
      if (top !== waitedFor) {
        waitedFor = top;
        since = Date.now();
      }
      if (Date.now() - since > patience) return stillLocked(owner);
      await setTimeout(delay * (0.5 + Math.random()));
    }
  } catch (error) {
    return ioFailure(error, 'the lock cannot be taken');
  }
}

/** Who holds the lock now, for `doctor` and for readers; null when nobody alive does. */
export function lockOwner(folder: string): LockHolder | null {
  const top = highest(folder);
  return top === 0 ? null : ownerOf(folder, top);
}

function highest(folder: string): number {
  let top = 0;
  for (const name of namesIn(folder)) {
    const match = /^lock\.(\d+)$/.exec(name);
    if (match) top = Math.max(top, Number(match[1]));
  }
  return top;
}

/** The living owner of a generation, or null when it was released or its process is gone. */
function ownerOf(folder: string, generation: number): LockHolder | null {
  if (fs.existsSync(join(folder, `released.${generation}`))) return null;
  return ownerIn(join(folder, `lock.${generation}`));
}

function ownerIn(path: string): LockHolder | null {
  const bytes = readIfThere(path);
  if (bytes === null) return null;
  let holder: LockHolder;
  try {
    holder = JSON.parse(bytes.toString('utf8')) as LockHolder;
  } catch {
    // Torn: links are made only to complete files, so a torn lock is from before a power cut; a torn draft is nobody's.
    return null;
  }
  return isGone(holder) ? null : holder;
}

function tryGeneration(folder: string, generation: number, holder: LockHolder, token: string): boolean {
  const target = join(folder, `lock.${generation}`);
  const draft = join(folder, `draft.${process.pid}.${token}`);
  fs.writeFileSync(draft, JSON.stringify(holder), { flag: 'wx' });
  try {
    fs.linkSync(draft, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    // No hard links on this file system: an exclusive copy is the next best.
    try {
      fs.copyFileSync(draft, target, fs.constants.COPYFILE_EXCL);
    } catch (copying) {
      if ((copying as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw copying;
    }
  } finally {
    removeIfThere(draft);
  }
  if (highest(folder) === generation) return true;
  removeIfThere(target);
  return false;
}

function lockOf(folder: string, generation: number): Lock {
  held.add(folder);
  for (const name of namesIn(folder)) {
    const match = /^(?:lock|released)\.(\d+)$/.exec(name);
    if (match && Number(match[1]) < generation) removeIfThere(join(folder, name));
    if (name.startsWith('draft.') && ownerIn(join(folder, name)) === null) removeIfThere(join(folder, name));
  }
  return {
    release() {
      held.delete(folder);
      markReleased(folder, generation);
    },
  };
}

/** A link takes no space, so that a full disk does not keep the lock. */
function markReleased(folder: string, generation: number): void {
  const marker = join(folder, `released.${generation}`);
  try {
    fs.linkSync(join(folder, `lock.${generation}`), marker);
  } catch {
    try {
      fs.writeFileSync(marker, '');
    } catch {
      // The lock then ends with this process, which is what the others look at.
    }
  }
}

function stillLocked(owner: LockHolder): Result<never> {
  return failure(
    'locked',
    `another doc-ops is at work: ${owner.verb}, process ${owner.pid} on ${owner.host}`,
    {
      hint: 'wait for it to end; the lock is free as soon as that process is gone',
    },
  );
}
