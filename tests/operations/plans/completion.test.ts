import * as assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import type { Result } from '../../../src/model/result.js';
import { openContext } from '../../../src/operations/openContext.js';
import { judgeStaged, judgeWorkspace } from '../../../src/operations/validate/judgeWorkspace.js';
import type { InputOf, Outcome, Parameters, Verb } from '../../../src/operations/verb.js';
import { verb as boardAdd } from '../../../src/operations/verbs/board/add.js';
import { verb as claim } from '../../../src/operations/verbs/board/claim.js';
import { verb as boardDone } from '../../../src/operations/verbs/board/done.js';
import { verb as boardMove } from '../../../src/operations/verbs/board/move.js';
import { verb as sync } from '../../../src/operations/verbs/board/sync.js';
import { verb as boardTick } from '../../../src/operations/verbs/board/tick.js';
import { verb as archive } from '../../../src/operations/verbs/documents/archive.js';
import { verb as create } from '../../../src/operations/verbs/documents/create.js';
import { verb as edit } from '../../../src/operations/verbs/documents/edit.js';
import { verb as rename } from '../../../src/operations/verbs/documents/rename.js';
import { verb as set } from '../../../src/operations/verbs/documents/set.js';
import { verb as supersede } from '../../../src/operations/verbs/documents/supersede.js';
import { verb as unarchive } from '../../../src/operations/verbs/documents/unarchive.js';
import { verb as undo } from '../../../src/operations/verbs/other/undo.js';
import { verb as planImport } from '../../../src/operations/verbs/plans/import.js';
import { verb as run } from '../../../src/operations/verbs/proofs/run.js';
import { readFile, temporaryFolder, writeFiles } from '../../support/folder.js';
import { testEnvironment } from '../../support/process.js';
import { openAs, repository } from '../../workspace/support/gitWorkspace.js';

/** A type with tascs: how config.yaml says so, where its document lies, a status that it begins with, one that completes it. */
interface Case {
  readonly name: string;
  readonly config: string;
  readonly type: string;
  readonly id: string;
  readonly path: string;
  readonly open: string;
  readonly completing: string;
}

const plan = { type: 'plan', id: 'PLAN-001', path: 'dev_ops/plans/PLAN-001-login.md', open: 'Active' };
const cases: readonly Case[] = [
  { ...plan, name: 'the shipped plan', config: '', completing: 'Complete' },
  {
    ...plan,
    name: 'a plan with other statuses',
    config: 'types:\n  plan:\n    statuses: [Draft, Active, Done]\n',
    completing: 'Done',
  },
  {
    ...plan,
    name: 'a plan that several statuses complete',
    config: 'types:\n  plan:\n    completes: [superseded, complete]\n',
    completing: 'Superseded',
  },
  {
    name: 'another type with tascs',
    config:
      'types:\n  runbook:\n    prefix: RUN\n    folder: runbooks\n    statuses: [Open, Doing, All Done, Superseded]\n    closing: [All Done, Superseded]\n    completes: [All Done, Superseded]\n',
    type: 'runbook',
    id: 'RUN-001',
    path: 'dev_ops/runbooks/RUN-001-login.md',
    open: 'Doing',
    completing: 'All Done',
  },
];

const tascs =
  '## Tascs\n\n```yaml tascs\n- id: fix\n  title: Fix it\n  testing_instructions: test -f a.txt\n```\n';

function document({ id }: Case, status: string, body = tascs): string {
  return `---\nid: ${id}\ntitle: Login\nstatus: ${status}\ncreated: 2026-01-05\n---\n\n# ${id} - Login\n\n${body}`;
}

/** A repository with an open document with tascs, and its card. */
function project(one: Case): string {
  return repository({
    'a.txt': 'a\n',
    'dev_ops/config.yaml': one.config,
    [one.path]: document(one, one.open),
    'dev_ops/board.md': board(`- [ ] [[${one.id}]] Login\n`, ''),
  });
}

function board(doing: string, done: string): string {
  return `---\nkanban-plugin: board\n---\n\n## Backlog\n\n## In Progress\n\n${doing}\n## Done\n\n**Complete**\n${done}`;
}

const state = temporaryFolder();

async function call<A extends Parameters, O extends Parameters, D>(
  root: string,
  verb: Verb<A, O, D>,
  input: Partial<InputOf<A> & InputOf<O>>,
  standardInput = '',
): Promise<Result<Outcome<D>>> {
  const defaults: Record<string, unknown> = {};
  for (const [name, { kind }] of Object.entries({ ...verb.arguments, ...verb.options })) {
    if (kind === 'list') defaults[name] = [];
    if (kind === 'flag') defaults[name] = false;
  }
  const context = await openContext({
    needs: 'workspace',
    root,
    dryRun: false,
    person: null,
    readInput: async () => standardInput,
    environment: {
      cwd: root,
      env: testEnvironment({ XDG_STATE_HOME: state, EDITOR: 'sed -i s/^status:.*/status:\\ complete/' }),
      now: () => new Date(),
      token: (length) => String(tokens++).padStart(length, '0'),
    },
  });
  assert.ok(context.ok);
  return verb.run(context.value, { ...defaults, ...input } as InputOf<A> & InputOf<O>);
}
let tokens = 0;

/** Every way to give a document a status; of those that name one, in every spelling. */
const roads: Readonly<
  Record<
    string,
    { fits?(one: Case): boolean; run(root: string, one: Case, status: string): Promise<Result<unknown>> }
  >
> = {
  set: {
    run: (root, { id }, status) => call(root, set, { document: id, assignments: [`status=${status}`] }),
  },
  'edit from a file': {
    run: (root, one, status) => call(root, edit, { document: one.id, fromFile: '-' }, document(one, status)),
  },
  'create with a status': {
    run: (root, { type }, status) => call(root, create, { type, title: 'New', status, fromFile: '-' }, tascs),
  },
  'create with a field': {
    run: (root, { type }, status) =>
      call(root, create, { type, title: 'New', set: [`status=${status}`], fromFile: '-' }, tascs),
  },
  'board move': {
    fits: completesByBoard,
    run: (root, { id }) => call(root, boardMove, { card: id, column: 'Done' }),
  },
  'board tick': { fits: completesByBoard, run: (root, { id }) => call(root, boardTick, { card: id }) },
  'board done': { fits: completesByBoard, run: (root, { id }) => call(root, boardDone, { task: id }) },
  'board sync': {
    fits: completesByBoard,
    run: async (root, { id }) => {
      writeFiles(root, { 'dev_ops/board.md': board('', `- [ ] [[${id}]] Login\n`) });
      return call(root, sync, { from: 'board' });
    },
  },
  'board add': {
    fits: completesByBoard,
    run: async (root, { id }) => {
      writeFiles(root, { 'dev_ops/board.md': board('', '') });
      return call(root, boardAdd, { card: id, column: 'Done' });
    },
  },
  supersede: {
    fits: ({ config }) => /completes: .*superseded/i.test(config),
    run: async (root, { id, type }) => call(root, supersede, { old: id, create: `A better ${type}` }),
  },
};

/** Whether the complete column of the board stands for a status that completes. */
function completesByBoard({ completing }: Case): boolean {
  return completing !== 'Superseded';
}

function spellings(status: string): string[] {
  const upper = status.toUpperCase();
  return [status, status.toLowerCase(), upper, [...upper].join('_'), `  ${status.replace(' ', '-')} `];
}

/** Spellings that only a hand writes. */
function written(status: string): string[] {
  return [
    ...spellings(status),
    `"${status.toLowerCase()}"`,
    `'${status}  '`,
    `${status}   # at last`,
    `>-\n  ${status}`,
  ];
}

/** Every file of the project with its text, but what caches and git hold. */
function files(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/^\.git\b|\.state\b/.test(path) && statSync(join(root, path)).isFile())
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFile(root, path)]));
}

/** The same without the board, which some roads prepare. */
function documents(root: string): Record<string, string> {
  const { 'dev_ops/board.md': _, ...rest } = files(root);
  return rest;
}

async function unproven(root: string): Promise<string[]> {
  const workspace = await openAs(root);
  const tree = await judgeWorkspace(workspace, undefined);
  assert.ok(tree.ok);
  return tree.value.findings.flatMap(({ rule, path }) => (rule === 'plan/unproven' ? [path] : []));
}

for (const one of cases) {
  test(`${one.name} is not completed without a proof, whatever the road and the spelling`, async () => {
    const root = project(one);
    for (const [name, road] of Object.entries(roads)) {
      if (road.fits && !road.fits(one)) continue;
      for (const status of road.fits ? [''] : spellings(one.completing)) {
        const before = documents(root);
        const done = await road.run(root, one, status);
        const what = `${name} ${status}`;
        assert.ok(!done.ok, `${what} was let pass`);
        assert.equal(done.problem.code, 'refused', `${what}: ${done.problem.message}`);
        assert.match(done.problem.message, /cannot be .*: fix (?:is )?not proven/, what);
        assert.deepEqual(documents(root), before, what);
      }
    }
  });

  test(`${one.name} is found where a hand completed it without a proof`, async () => {
    const root = project(one);
    for (const status of written(one.completing)) {
      writeFiles(root, { [one.path]: document(one, status) });
      assert.deepEqual(await unproven(root), [one.path], status);
    }
    writeFiles(root, { [one.path]: document(one, one.completing, '') });
    assert.deepEqual(await unproven(root), [], 'without tascs there is nothing to prove');
  });

  test(`${one.name} is completed on every road once it is proven, and names its proof`, async () => {
    const root = project(one);
    const ran = await call(root, run, { plan: one.id, yes: true });
    assert.ok(ran.ok && !ran.value.failed, JSON.stringify(ran));
    const cards = readFile(root, 'dev_ops/board.md');
    for (const [name, road] of Object.entries(roads)) {
      if ((road.fits && !road.fits(one)) || name.startsWith('create')) continue;
      writeFiles(root, { 'dev_ops/board.md': cards });
      const status = spellings(one.completing)[1] ?? '';
      const done = await road.run(root, one, status);
      assert.ok(done.ok, `${name}: ${JSON.stringify(done)}`);
      const text = readFile(root, one.path);
      assert.match(text, /^proof:\n {2}overall: [0-9a-f]{64}\n {2}result: [0-9a-f]{64}\n/m, name);
      assert.deepEqual(await unproven(root), [], name);
      const undone = await call(root, undo, {});
      assert.ok(undone.ok, name);
      assert.match(readFile(root, one.path), new RegExp(`^status: ${one.open}$`, 'm'));
    }
  });
}

const [shipped] = cases as readonly [Case];

test('a plan keeps its proof when it moves, is renamed or edited, whatever became of the code', async () => {
  const root = project(shipped);
  await call(root, run, { plan: shipped.id, yes: true });
  assert.ok((await call(root, set, { document: shipped.id, assignments: ['status=Complete'] })).ok);
  const proof = /^proof:\n(?: .*\n)+/m.exec(readFile(root, shipped.path))?.[0] ?? '';
  writeFiles(root, { 'a.txt': 'changed since\n' });
  for (const [verb, input] of [
    [set, { document: shipped.id, assignments: ['tags=auth'] }],
    [rename, { document: shipped.id, title: 'Log in' }],
    [archive, { documents: [shipped.id] }],
    [unarchive, { documents: [shipped.id] }],
  ] as const) {
    const done = await call(root, verb as Verb, input as never);
    assert.ok(done.ok, `${verb.name}: ${JSON.stringify(done)}`);
    const [path] = Object.entries(files(root)).find(([, text]) => text.includes(proof)) ?? [];
    assert.ok(path, `${verb.name} lost the proof`);
    assert.deepEqual(await unproven(root), [], verb.name);
  }
  const again = await call(root, set, { document: shipped.id, assignments: ['status=Complete'] });
  assert.ok(!again.ok, 'completing it again asks for fresh proofs');
});

test('edits that leave a plan complete but put another proof, or tascs, into it meet the gate too', async () => {
  const root = project(shipped);
  const complete = document(shipped, 'Complete', '');
  assert.ok((await call(root, edit, { document: shipped.id, fromFile: '-' }, complete)).ok);
  const added = await call(
    root,
    edit,
    { document: shipped.id, fromFile: '-' },
    document(shipped, 'Complete'),
  );
  assert.ok(!added.ok && added.problem.code === 'refused');
  const invented = document(shipped, 'Complete').replace(
    '\n---\n\n#',
    `\nproof:\n  overall: ${'a'.repeat(64)}\n  result: ${'b'.repeat(64)}\n---\n\n#`,
  );
  const claimed = await call(root, edit, { document: shipped.id, fromFile: '-' }, invented);
  assert.ok(!claimed.ok && claimed.problem.code === 'refused');
});

test('a text that completes a plan unproven in an editor is refused and kept', async () => {
  const root = project(shipped);
  const done = await call(root, edit, { document: shipped.id });
  assert.ok(!done.ok && done.problem.code === 'refused', JSON.stringify(done));
  const copy = /your text is kept in (\S+)$/.exec(done.problem.hint ?? '')?.[1] ?? '';
  assert.match(readFile('', copy), /^status: complete$/m);
  assert.match(readFile(root, shipped.path), /^status: Active$/m);
});

test('a claim never finishes what it claims', async () => {
  const config = 'types:\n  plan:\n    statuses: [Open, Done]\n  adr:\n    statuses: [Proposed, Accepted]\n';
  const one = { ...shipped, config, open: 'Open' };
  const root = project(one);
  assert.ok((await call(root, create, { type: 'adr', title: 'Cookies' })).ok);
  for (const [task, status] of [
    [one.id, 'Open'],
    ['ADR-001', 'Proposed'],
  ] as const) {
    const claimed = await call(root, claim, { task, as: 'ada' });
    assert.ok(claimed.ok, JSON.stringify(claimed));
    const text = Object.entries(files(root)).find(([path]) => path.includes(`/${task}-`))?.[1] ?? '';
    assert.match(text, new RegExp(`^status: ${status}\\b`, 'm'));
  }
});

test('a plan is not imported as complete', async () => {
  const root = project({
    ...shipped,
    config: 'types:\n  plan:\n    statuses: [Done, Active]\n    closing: [Done]\n',
  });
  const given = JSON.stringify({
    title: 'New',
    tascs: [{ id: 'fix', title: 'Fix', testing_instructions: 'test -f a.txt' }],
  });
  const done = await call(root, planImport, { file: '-' }, given);
  assert.ok(!done.ok && done.problem.code === 'refused', JSON.stringify(done));
});

test('a commit is judged by the config that it holds, and finds a document that names a proof but has no id', async () => {
  const root = project(shipped);
  const nameless = document(shipped, 'Complete').replace(
    '\n---\n\n#',
    `\nproof:\n  overall: ${'a'.repeat(64)}\n  result: ${'b'.repeat(64)}\n---\n\n#`,
  );
  const { spawnSync } = await import('node:child_process');
  writeFiles(root, { 'dev_ops/plans/login.md': nameless, [shipped.path]: nameless });
  spawnSync('git', ['add', '-A'], { cwd: root, env: testEnvironment() });
  writeFiles(root, { 'dev_ops/config.yaml': 'rules:\n  plan/unproven: off\n' });
  const staged = await judgeStaged(await openAs(root), undefined);
  assert.ok(staged.ok);
  const found = staged.value.findings.filter(({ rule }) => rule === 'plan/unproven').map(({ path }) => path);
  assert.deepEqual(found.sort(), [shipped.path, 'dev_ops/plans/login.md'].sort());
});

test.run();
