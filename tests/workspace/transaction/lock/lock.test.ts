import { spawn, spawnSync } from 'node:child_process';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Result, success } from '../../../../src/model/result.js';
import {
  claimGeneration,
  highestOf,
  namedIn,
  releaseGeneration,
  removeOlder,
} from '../../../../src/workspace/transaction/lock/generations.js';
import {
  isGone,
  type LockHolder,
  startByPs,
  thisHolder,
} from '../../../../src/workspace/transaction/lock/holder.js';
import { lockOwner, withLock } from '../../../../src/workspace/transaction/lock/lock.js';
import { arm, disarm } from '../../../crash/support/faultyFs.mjs';
import { skipped, temporaryFolder } from '../../../support/folder.js';

let tokens = 0;
const token = () => `t${tokens++}`;
const holder = (more: Partial<LockHolder> = {}) => ({ ...thisHolder('test', token()), ...more });

function lockFolder(): string {
  return join(temporaryFolder(), 'lock');
}

/** A lock of generation 1 that says this. */
function lockedBy(content: string | LockHolder): string {
  const folder = lockFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, 'lock.1'), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

/** Take the lock and give it back; `locked` when it stays taken. */
async function tryLock(folder: string, patience = 0): Promise<string> {
  const result = await withLock(folder, 'test', { token, patience }, async () => success('taken'));
  return result.ok ? result.value : result.problem.code;
}

/** The process id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('is held during the work and free after it, whatever becomes of that', async () => {
  const folder = lockFolder();
  const works: (() => Promise<Result<string>>)[] = [
    async () => success('fine'),
    async () => ({ ok: false, problem: { code: 'refused', message: 'no' } }),
    async () => {
      throw new Error('bug');
    },
  ];
  for (const work of works) {
    const held = withLock(folder, 'working', { token }, async () => {
      assert.is((await lockOwner(folder))?.verb, 'working');
      assert.is((await lockOwner(folder))?.pid, process.pid);
      return work();
    });
    await held.catch((error) => assert.is(error.message, 'bug'));
    assert.is(await lockOwner(folder), null);
  }
  assert.is(highestOf(namedIn(folder)).generation, 3);
});

test('does not grow: old generations and drafts are removed', async () => {
  const folder = lockFolder();
  for (let i = 0; i < 30; i++) assert.is(await tryLock(folder), 'taken');
  writeFileSync(join(folder, 'draft.31.x'), 'of a process that was killed');
  mkdirSync(join(folder, 'draft.30.y.folder'));
  assert.is(await tryLock(folder), 'taken');
  const names = readdirSync(folder);
  assert.ok(names.length <= 6, names.join(' '));
  assert.is(highestOf(namedIn(folder)).generation, 31);
  assert.not.ok(names.some((name) => name.startsWith('draft')));
});

test('waits for a living process, and says who it is when it takes too long', async () => {
  const folder = lockedBy({ ...holder(), verb: 'create' });
  const result = await withLock(folder, 'test', { token, patience: 20 }, async () => success(1));
  if (result.ok) throw new Error('the lock was taken');
  assert.is(result.problem.code, 'locked');
  assert.match(result.problem.message, `create, process ${process.pid}`);
  assert.equal(readdirSync(folder), ['lock.1'], 'nobody touched it');
});

test('patience starts anew whenever the lock changes hands', async () => {
  const folder = lockedBy(holder());
  let generation = 1;
  // The holder changes ten times before it is free: as long as others come on, one waits.
  const hand = setInterval(() => {
    releaseGeneration(folder, generation);
    generation += 1;
    if (generation > 10) clearInterval(hand);
    else claimGeneration(folder, generation, holder());
  }, 15);
  assert.is(await tryLock(folder, 100_000), 'taken');
  clearInterval(hand);
});

const gone: Record<string, (folder: string) => Partial<LockHolder>> = {
  'no such process': () => ({ pid: endedProcess() }),
  'another process by that id': () => ({ started: '1' }),
  'the machine was booted since': () => ({ boot: 'another' }),
  'booted since, from another container': () => ({ boot: 'another', namespace: 'pid:[1]' }),
};
const notGone: Record<string, Partial<LockHolder>> = {
  'this very process': {},
  'another machine': { host: 'other', boot: 'another' },
  'another machine of the same name': { machine: 'other', boot: 'another' },
  'another machine, its process id unknown here': { host: 'other', boot: 'another', pid: 999_999_999 },
  'another container': { namespace: 'pid:[1]', pid: 999_999_999 },
};
const onLinux = existsSync('/proc/self/stat');
if (!onLinux) skipped('locks of processes that are gone: no /proc');

for (const [what, more] of Object.entries(gone)) {
  test(`is taken from a process that is provably gone: ${what}`, async () => {
    if (!onLinux) return;
    const folder = lockFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock.1'), JSON.stringify(holder(more(folder))));
    assert.is(await lockOwner(folder), null);
    assert.is(await tryLock(folder), 'taken');
  });
}

for (const [what, more] of Object.entries(notGone)) {
  test(`is left to ${what}, however old`, async () => {
    if (!onLinux) return;
    const folder = lockedBy(holder(more));
    fs.utimesSync(join(folder, 'lock.1'), 1, 1);
    assert.is(await tryLock(folder), 'locked');
    assert.ok(await lockOwner(folder));
  });
}

test('a renamed machine is known by its boot', async () => {
  if (!onLinux) return;
  assert.is(await isGone(holder({ host: 'old-name', pid: endedProcess() })), true);
  assert.is(await isGone(holder({ host: 'old-name' })), false);
});

test('a zombie is gone', async () => {
  if (!onLinux) return;
  // A process that ends when descriptor 3 does, and a parent that by then has become one that never waits for it.
  const script = 'cat <&3 >&2 & echo $!; exec tail -f /dev/null';
  const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  const stat = (pid: unknown) => readFileSync(`/proc/${pid}/stat`, 'utf8');
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    const pid = Number(await new Promise((resolve) => parent.stdout?.once('data', resolve)));
    const started = stat(pid).split(') ')[1]?.split(' ')[19] ?? '';
    assert.is(await isGone(holder({ pid, started })), false);
    await until(() => stat(parent.pid).includes('(tail)'));
    parent.stdio[3]?.destroy();
    await until(() => stat(pid).includes(') Z '));
    assert.is(await isGone(holder({ pid, started })), true);
  } finally {
    parent.kill('SIGKILL');
  }
});

test('without /proc, ps tells when a process started', async () => {
  const started = await startByPs(process.pid);
  if (started === null) return skipped('no ps that knows lstart');
  assert.ok(Math.abs(started - performance.timeOrigin) < 10_000);
  const elsewhere = { boot: '', started: String(Math.round(performance.timeOrigin)) };
  assert.is(await isGone(holder(elsewhere)), false);
  assert.is(await isGone(holder({ ...elsewhere, started: '1000000' })), true);
});

for (const text of ['', '{"pid":1', 'null', '[]', '{"pid":"1"}', '\0\0\0\0']) {
  test(`a lock that holds ${JSON.stringify(text)} is from before a power cut`, async () => {
    assert.is(await tryLock(lockedBy(text)), 'taken');
  });
}

test('a folder without a holder is from before a power cut', async () => {
  const folder = lockFolder();
  mkdirSync(join(folder, 'lock.1'), { recursive: true });
  assert.is(await tryLock(folder), 'taken');
});

/** What another process may do in between, as one step. */
function passThrough(folder: string, times: number, hold: boolean): number {
  let generation = 0;
  for (let i = 0; i < times; i++) {
    const top = highestOf(namedIn(folder));
    if (top.generation > 0 && !top.released) return 0;
    generation = top.generation + 1;
    if (!claimGeneration(folder, generation, holder())) return 0;
    removeOlder(folder, generation);
    if (i < times - 1 || !hold) releaseGeneration(folder, generation);
  }
  return hold ? generation : 0;
}

for (const links of [true, false]) {
  for (const [times, hold] of [
    [1, true],
    [1, false],
    [2, true],
    [9, true],
    [9, false],
  ] as const) {
    const how = `${times} others in between${hold ? ', the last holding it' : ''}${links ? '' : ', no hard links'}`;
    test(`never two holders: ${how}, at every operation`, () => {
      const link = fs.linkSync;
      if (!links) {
        fs.linkSync = () => {
          throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' });
        };
      }
      try {
        const base = temporaryFolder();
        let claimed = 0;
        for (let at = 1; ; at++) {
          const folder = join(base, String(at));
          mkdirSync(folder);
          passThrough(folder, 1, false);
          let other = 0;
          // As `takeLock`: look, claim the next one, clean up. Here the others come in before operation `at`.
          arm(`call@${at}`, () => {
            other = passThrough(folder, times, hold);
          });
          const top = highestOf(namedIn(folder));
          const mine = top.released && claimGeneration(folder, top.generation + 1, holder());
          if (mine) removeOlder(folder, top.generation + 1);
          const operations = disarm().length;
          assert.not.ok(mine && other > 0, `two holders at operation ${at}`);
          if (other > 0 || mine) {
            const now = highestOf(namedIn(folder));
            assert.is(now.released, false, `held, so taken, at operation ${at}`);
            assert.is(now.generation, mine ? top.generation + 1 : other);
          }
          if (mine) claimed += 1;
          if (operations < at) break;
        }
        assert.ok(claimed > 0);
      } finally {
        fs.linkSync = link;
      }
    });
  }
}

test('a release that the disk refuses does not lock this process out', async () => {
  const folder = lockFolder();
  const { renameSync, writeFileSync: write } = fs;
  const refuse = () => {
    throw Object.assign(new Error('EROFS'), { code: 'EROFS', syscall: 'rename' });
  };
  const result = await withLock(folder, 'test', { token }, async () => {
    Object.assign(fs, { renameSync: refuse, writeFileSync: refuse });
    return success(1);
  });
  Object.assign(fs, { renameSync, writeFileSync: write });
  assert.ok(result.ok);
  assert.equal(readdirSync(folder), ['lock.1']);
  assert.is(await tryLock(folder), 'taken');
});

test('a failing disk is a problem, and no lock is left behind', async () => {
  for (const code of ['ENOSPC', 'EIO', 'EACCES']) {
    for (let at = 1; ; at++) {
      const folder = lockFolder();
      arm(`${code}@${at}`);
      const taken = await tryLock(folder);
      const operations = disarm();
      assert.ok(taken === 'taken' || taken === 'io', `${code}@${at} ${operations[at - 1]}: ${taken}`);
      // Nor for other processes, which do not know what failed here.
      const { generation, released } = highestOf(namedIn(folder));
      assert.ok(generation === 0 || released, `${code}@${at} ${operations[at - 1]}`);
      assert.is(await tryLock(folder), 'taken', `${code}@${at} ${operations[at - 1]}`);
      if (operations.length < at) break;
    }
  }
});

test('is not taken twice by one operation', async () => {
  const folder = lockFolder();
  let thrown: unknown;
  await withLock(folder, 'outer', { token }, async () => {
    await tryLock(folder).catch((error) => {
      thrown = error;
    });
    return success(await tryLock(lockFolder()));
  });
  assert.instance(thrown, Error);
});

test.run();
