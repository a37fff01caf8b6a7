import fs from 'node:fs';
import { join } from 'node:path';
import { codeOf, namesIn, readIfThere } from '../../files/durable.js';
import { type LockHolder, parseHolder } from './holder.js';

/*
 * The lock is a folder of generations. `lock.<N>` names a holder and becomes `released.<N>` when it is done; the
 * highest N is the present one. Taking the lock is making `lock.<N+1>` exclusively when N is released or its
 * process is gone. Both are for ever, so two that see it at once cannot both succeed, and one that saw it long ago
 * finds a higher number afterwards and steps back. For that the highest number must always be there: only a holder
 * removes older ones, and leaves a few, since a listing is not one instant on every file system.
 */
const olderKept = 4;

interface Named {
  readonly name: string;
  readonly kind: 'lock' | 'released' | 'draft';
  readonly generation: number;
}

/** What is in the lock folder; nothing where it is missing. */
export function namedIn(folder: string): Named[] {
  return namesIn(folder).flatMap((name) => {
    const match = /^(lock|released|draft)\.(\d{1,15})(?:\..*)?$/.exec(name);
    return match ? [{ name, kind: match[1] as Named['kind'], generation: Number(match[2]) }] : [];
  });
}

/** The present generation, 0 where the lock was never taken. */
export function highestOf(named: readonly Named[]): { generation: number; released: boolean } {
  let generation = 0;
  for (const one of named)
    if (one.kind !== 'draft' && one.generation > generation) generation = one.generation;
  const released = named.some((one) => one.kind === 'released' && one.generation === generation);
  return { generation, released };
}

/**
 * Who made a lock. `moved`: it was released or removed since it was listed. `torn`: a lock appears only complete,
 * so one that cannot be read is from before a power cut and nobody's.
 */
export function holderOf(folder: string, generation: number): LockHolder | 'moved' | 'torn' {
  const path = join(folder, `lock.${generation}`);
  let text: string;
  try {
    text = readLock(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'moved';
    throw error;
  }
  return parseHolder(text) ?? 'torn';
}

function readLock(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    return readIfThere(join(path, 'holder'))?.toString('utf8') ?? '';
  }
}

/**
 * Become the holder of a generation; false when somebody else was first. When it throws, the lock may be there all
 * the same: its token is then to be treated as abandoned.
 */
export function claimGeneration(folder: string, generation: number, holder: LockHolder): boolean {
  const draft = join(folder, `draft.${generation}.${holder.token}`);
  try {
    fs.writeFileSync(draft, JSON.stringify(holder), { flag: 'wx' });
    if (!publish(folder, generation, draft, holder)) return false;
  } finally {
    discard(draft);
  }
  try {
    if (!isOvertaken(folder, generation)) return true;
    remove(join(folder, `lock.${generation}`));
    return false;
  } catch (error) {
    releaseGeneration(folder, generation);
    throw error;
  }
}

/** Whether the generation was held and given back, or a later one taken, before we made our lock. */
function isOvertaken(folder: string, generation: number): boolean {
  return namedIn(folder).some(
    (one) =>
      one.kind !== 'draft' &&
      (one.generation > generation || (one.generation === generation && one.kind === 'released')),
  );
}

function publish(folder: string, generation: number, draft: string, holder: LockHolder): boolean {
  const lock = join(folder, `lock.${generation}`);
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    switch (codeOf(error)) {
      case 'EEXIST': {
        // Network file systems repeat a call whose answer was lost, and then find their own link.
        const owner = holderOf(folder, generation);
        return typeof owner !== 'string' && owner.token === holder.token;
      }
      case 'ENOENT':
        // The draft was swept away by the one who was first.
        return false;
      case 'EPERM':
      case 'EACCES':
      case 'EMLINK':
      case 'ENOSYS':
      case 'ENOTSUP':
      case 'EOPNOTSUPP':
        return publishFolder(lock, `${draft}.folder`, holder);
      default:
        throw error;
    }
  }
}

/**
 * Without hard links: a folder that holds the file. It can be renamed only to a name that is free or an empty
 * folder's, and appears complete, which a file opened exclusively does not.
 */
function publishFolder(lock: string, draft: string, holder: LockHolder): boolean {
  fs.mkdirSync(draft);
  try {
    fs.writeFileSync(join(draft, 'holder'), JSON.stringify(holder));
    fs.renameSync(draft, lock);
    return true;
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTEMPTY' || code === 'ENOTDIR' || code === 'ENOENT') return false;
    throw error;
  }
}

/** Give a generation back; false when the disk refuses. Needs no space, so a full disk does not keep the lock. */
export function releaseGeneration(folder: string, generation: number): boolean {
  const marker = join(folder, `released.${generation}`);
  try {
    fs.renameSync(join(folder, `lock.${generation}`), marker);
    return true;
  } catch {
    // Whatever the reason, a marker beside it says the same.
  }
  try {
    fs.writeFileSync(marker, '');
    return true;
  } catch {
    // The caller remembers it; for other processes the lock ends with this one.
    return false;
  }
}

/** Remove what older holders, and those who came too late, left behind. Only by the holder of `generation`. */
export function removeOlder(folder: string, generation: number): void {
  let named: Named[] = [];
  try {
    named = namedIn(folder);
  } catch (error) {
    // The next holder tidies up.
    if (codeOf(error) === undefined) throw error;
  }
  for (const one of named) {
    const limit = one.kind === 'draft' ? generation : generation - olderKept - 1;
    if (one.generation <= limit) discard(join(folder, one.name));
  }
}

/** Remove what is of no use to anybody; where that fails, the next holder tries again. */
function discard(path: string): void {
  try {
    remove(path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

function remove(path: string): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EISDIR' || code === 'EPERM') fs.rmSync(path, { recursive: true, force: true });
    else if (code !== 'ENOENT') throw error;
  }
}
