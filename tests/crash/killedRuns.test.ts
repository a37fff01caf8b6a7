// time limit: 15 min, because KILLS may ask for hundreds of killed runs; a dozen take half a minute
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PlannedTasc, planProject } from '../cli/support/planProject.js';
import { skipped, temporaryFolder } from '../support/folder.js';
import { docOps } from '../support/process.js';
import { endOf, leftBehind, marked, startRun } from './support/runs.js';

/*
 * The runner, killed at random moments. KILLS=200 kills it that often; KILL_SEED repeats the
 * moments of a run.
 */
const kills = Number(process.env.KILLS ?? 12);
const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Children that ignore signals, that stay in the background, that print a lot, that are tried again. */
const tascs: readonly PlannedTasc[] = [
  { id: 'first', run: 'test -f a.txt' },
  { id: 'stubborn', run: "trap '' TERM INT HUP; sleep 0.2; test -f a.txt", needs: ['first'] },
  { id: 'background', run: "(trap '' TERM; exec sleep 300) & test -f a.txt", proof: { timeout_seconds: 30 } },
  { id: 'loud', run: 'i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done' },
  {
    id: 'again',
    run: 'mkdir -p tries; n=$(ls tries | wc -l); touch tries/$n; test $n -ge 1',
    proof: { max_retries: 20 },
  },
  { id: 'makes', run: 'echo made > made.txt', proof: { criteria: { expected_output_files: ['made.txt'] } } },
  {
    id: 'family',
    run: 'sh -c \'trap "" TERM; sleep 0.1 & sleep 0.15; wait\'; test -f a.txt',
    needs: ['loud'],
  },
  { id: 'counts', run: 'echo "3 passed in 0.1s"', needs: ['first'], proof: { proof_type: 'test' } },
  { id: 'slow', run: 'sleep 0.3; test -f a.txt', needs: ['again'] },
  { id: 'joins', run: 'test -f made.txt', needs: ['makes', 'stubborn'] },
  { id: 'late', run: "trap '' TERM; sleep 0.1; test -f a.txt", needs: ['joins', 'family'] },
  { id: 'last', run: 'test -f a.txt', needs: ['late', 'slow', 'counts', 'background'] },
];

const template = planProject(tascs);

function freshCopy(): string {
  const root = temporaryFolder();
  cpSync(template.root, root, { recursive: true });
  return root;
}

interface Verified {
  readonly verified: boolean;
  readonly faults: readonly unknown[];
}

function verify(root: string): { code: number | null; data: Verified } {
  const { code, stdout, stderr } = docOps(root, ['verify', 'PLAN-001', '--json']);
  assert.is(stderr, '');
  return { code, data: JSON.parse(stdout).data[0] };
}

/** Ids of the tascs that the ledger has a proof of. */
function provenIn(root: string): string[] {
  const folder = join(root, 'dev_ops/proofs/PLAN-001');
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const proven = lines.flatMap(
    (line) => /"event":"validation","tasc":"(\w+)".*?"validated":true.*\}$/.exec(line)?.[1] ?? [],
  );
  return [...new Set(proven)].sort();
}

const runArgs = ['run', 'PLAN-001', '--yes', '--jobs', '3'];

/** Start a run that tells what happens, and hear of it: how often something has happened, but for what is printed. */
function startTold(root: string, mark: string, onEvent: (count: number) => void = () => {}) {
  const child = startRun(root, mark, [...runArgs, '--events']);
  let count = 0;
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      if (!line.includes('"kind":"output"')) onEvent(++count);
    });
  return child;
}

async function eventsUndisturbed(): Promise<number> {
  const root = freshCopy();
  let events = 0;
  const child = startTold(root, 'undisturbed', (count) => {
    events = count;
  });
  assert.is(await endOf(child), 0);
  rmSync(root, { recursive: true });
  return events;
}

/** Kill a run when so much has happened and a moment more is over; what it ended by. */
async function killedAt(root: string, mark: string, events: number, looks: number) {
  let happened: () => void = () => {};
  const reached = new Promise<void>((resolve) => {
    happened = resolve;
  });
  const child = startTold(root, mark, (count) => count >= events && happened());
  if (events > 0) await Promise.race([reached, endOf(child)]);
  for (let look = 0; look < looks; look++) {
    marked(mark);
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill('SIGKILL');
  return endOf(child);
}

if (!existsSync('/proc/self/environ'))
  skipped('runs killed at random moments: there is no /proc to look for processes');
else
  test(`killed at ${kills} random moments (seed ${seed}) the ledger holds, nothing remains, the run goes on`, async () => {
    const random = randomFrom(seed);
    const whole = await eventsUndisturbed();
    const seen = { killed: 0, tooLate: 0, withProofs: 0, unfinished: 0 };
    while (seen.killed < kills) {
      const root = freshCopy();
      // A run that was resumed may be killed again.
      for (let times = 1 + Math.floor(random() * 3); times > 0 && seen.killed < kills; times--) {
        const mark = `${seed}-${seen.killed}-${seen.tooLate}`;
        const open = (tascs.length - provenIn(root).length + 1) / (tascs.length + 1);
        const ended = await killedAt(root, mark, Math.floor(random() * whole * open), random() * 20);
        seen[ended === 'SIGKILL' ? 'killed' : 'tooLate'] += 1;
        const context = `kill ${mark}`;
        assert.equal(await leftBehind(mark), [], context);
        const proven = provenIn(root);
        if (proven.length > 0) seen.withProofs += 1;
        if (proven.length < tascs.length) seen.unfinished += 1;
        if (existsSync(join(root, 'dev_ops/proofs/PLAN-001')))
          assert.equal(verify(root).data.faults, [], context);
      }
      const before = provenIn(root);
      const resumed = docOps(root, [...runArgs, '--json']);
      assert.is(resumed.code, 0, resumed.stdout + resumed.stderr);
      const { outcomes } = JSON.parse(resumed.stdout).data.report;
      const skippedNow = Object.keys(outcomes).filter((id) => outcomes[id] === 'skipped');
      assert.equal(skippedNow.sort(), before, 'what was proven is not run again');
      const { code, data } = verify(root);
      assert.equal([code, data.verified, data.faults], [0, true, []]);
      assert.equal(readdirSync(join(root, 'dev_ops/.state/running')), []);
      rmSync(root, { recursive: true });
    }
    console.log(`seed ${seed}, ${whole} events undisturbed: ${JSON.stringify(seen)}`);
    assert.ok(seen.withProofs > 0 && seen.unfinished > 0, JSON.stringify(seen));
  });

test('without its guardian a run goes on, and ends what it started', async () => {
  if (!existsSync('/proc/self/environ')) return skipped('a killed guardian: there is no /proc');
  const others = 'for p in $(cat /proc/$PPID/task/$PPID/children); do [ $p = $$ ] || kill -9 $p; done';
  const project = planProject([
    { id: 'kills', run: `${others}; sleep 0.1` },
    { id: 'leaves', run: "(trap '' TERM; exec sleep 300) & test -f a.txt", needs: ['kills'] },
  ]);
  const mark = `alone-${seed}`;
  const child = startRun(project.root, mark, ['run', 'PLAN-001', '--yes', '--jobs', '1']);
  assert.is(await endOf(child), 0);
  assert.equal(await leftBehind(mark), []);
  assert.is(project.call('verify').code, 0);
});

test('a run whose guardian was killed with it is swept up by the next run, and nothing else is', async () => {
  if (!existsSync('/proc/self/environ')) return skipped('sweeping: there is no /proc');
  const project = planProject([
    { id: 'quick', run: 'test -f a.txt' },
    { id: 'stays', run: "trap '' TERM; echo ready; while :; do sleep 1; done", needs: ['quick'] },
  ]);
  const { root } = project;
  const mark = `guardian-${seed}`;
  const child = startRun(root, mark, ['run', 'PLAN-001', '--yes', '--events']);
  await new Promise<void>((resolve) =>
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes('"line":"ready"') && resolve()),
  );
  const guardian = marked(mark).find(({ command }) => command.includes('while read -r what group'));
  process.kill(guardian?.pid ?? 0, 'SIGKILL');
  child.kill('SIGKILL');
  await endOf(child);
  const [left] = marked(mark).filter(({ command }) => command.includes('echo ready'));
  assert.ok(left, 'nobody was there to end it');
  const running = join(root, 'dev_ops/.state/running');
  assert.is(readdirSync(running).length, 1);
  // What another run has left, as far as its record goes: the same group, but not this token.
  const foreign = join(running, 'foreign.txt');
  const [holder = '', ...groups] = readFileSync(join(running, readdirSync(running)[0] ?? ''), 'utf8').split(
    '\n',
  );
  const [own = ''] = readdirSync(running);
  rmSync(join(running, own));
  const other = JSON.stringify({ ...JSON.parse(holder), token: 'another' });
  writeFileSync(foreign, [other, ...groups].join('\n'));
  assert.is(project.call('run', 'PLAN-001', '--yes', '--only', 'quick').code, 0);
  assert.ok(
    marked(mark).some(({ pid }) => pid === left.pid),
    'a group without the token is left alone',
  );
  writeFileSync(join(running, own), [holder, ...groups].join('\n'));
  const resumed = project.call('run', 'PLAN-001', '--yes', '--only', 'quick');
  assert.is(resumed.code, 0);
  assert.match(resumed.stderr, /ended what a killed run had left: 1 process group/);
  assert.equal(await leftBehind(mark), []);
  assert.equal(readdirSync(running), []);
});

test.run();
