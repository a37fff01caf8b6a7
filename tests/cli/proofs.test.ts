import { appendFileSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile } from '../support/folder.js';
import { git } from '../support/process.js';
import { type PlanProject, planProject } from './support/planProject.js';

const manual = { proof_type: 'manual' };

interface Verified {
  readonly overall: string | null;
  readonly result: string | null;
  readonly verified: boolean;
  readonly faults: readonly {
    readonly path: string;
    readonly line: number | null;
    readonly message: string;
  }[];
}

const verified = (project: PlanProject) => (project.data('verify', 'PLAN-001') as Verified[])[0] as Verified;

interface Status {
  readonly completed: { readonly drifted: boolean; readonly overall: string } | null;
  readonly tascs: readonly {
    readonly state: string;
    readonly why: string;
    readonly inputs: Record<string, readonly string[]> | null;
  }[];
}

const status = (project: PlanProject) => project.data('proof', 'status', 'PLAN-001') as Status;

/** Root-relative paths of the ledger's files. */
const ledgerFiles = ({ root }: PlanProject) =>
  readdirSync(join(root, 'dev_ops/proofs/PLAN-001'))
    .sort()
    .map((name) => `dev_ops/proofs/PLAN-001/${name}`);

test('proof status names the input files that were added, removed and changed, as long as they are known', () => {
  const project = planProject(
    [
      { id: 'all', run: 'test -f a.txt' },
      { id: 'some', run: 'test -f a.txt', inputs: ['src/**', '!src/skip'] },
    ],
    { 'a.txt': 'a\n', 'b.txt': 'b\n', 'src/x': 'x\n', 'src/skip': '' },
  );
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  writeFileSync(join(project.root, 'a.txt'), 'other\n');
  rmSync(join(project.root, 'b.txt'));
  writeFileSync(join(project.root, 'src/new'), 'not tracked\n');
  writeFileSync(join(project.root, 'src/skip'), 'excluded\n');
  const [all, some] = status(project).tascs;
  assert.is(all?.why, 'its inputs have changed: a.txt changed, src/skip changed, b.txt removed');
  assert.equal(some?.inputs, { added: ['src/new'], removed: [], changed: [] });
  rmSync(join(project.root, 'dev_ops/.state/inputs'), { recursive: true });
  assert.is(status(project).tascs[0]?.why, 'its inputs have changed');
  assert.is(status(project).tascs[0]?.inputs, null);
});

test('documents are inputs only of those who name their folder', () => {
  const project = planProject([
    { id: 'wide', run: 'test -f a.txt', inputs: ['**/*.md', 'a.txt'] },
    { id: 'named', run: 'test -f a.txt', inputs: ['dev_ops/board.md'] },
  ]);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  assert.is(project.call('create', 'task', '--title', 'On the board').code, 0);
  assert.equal(
    status(project).tascs.map(({ state }) => state),
    ['fresh', 'stale'],
  );
});

test('a plan proven by runs of its parts is completed, verified and says what drifted', () => {
  const project = planProject([
    { id: 'a', run: 'test -f a.txt' },
    { id: 'b', run: 'test -s a.txt' },
  ]);
  for (const id of ['a', 'b']) assert.is(project.call('run', 'PLAN-001', '--yes', '--only', id).code, 0);
  const before = verified(project);
  assert.ok(before.verified);
  assert.is(ledgerFiles(project).length, 2);
  assert.is(project.call('set', 'PLAN-001', 'status=Complete').code, 0);
  assert.is(ledgerFiles(project).length, 3, 'no run said so, so that a report of its own does');
  const front = readFileSync(project.planPath, 'utf8');
  for (const [key, value] of [
    ['overall', before.overall],
    ['result', before.result],
    ['commit', git(project.root, ['rev-parse', 'HEAD']).stdout.trim()],
  ] as const)
    assert.ok(front.includes(`  ${key}: ${value}\n`), front);
  assert.equal([verified(project).verified, verified(project).overall], [true, before.overall]);
  assert.is(project.call('validate').code, 0);
  git(project.root, ['add', '-A']);
  const hook = project.call('validate', '--staged');
  assert.is(hook.code, 0, hook.stdout);
  project.commit();
  assert.equal(status(project).completed?.drifted, false);
  appendFileSync(join(project.root, 'a.txt'), 'more\n');
  assert.equal(status(project).completed?.drifted, true);
  assert.ok(verified(project).verified, 'later changes do not make it wrong');
  project.commit();
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0, 'nor do later runs');
  assert.equal([verified(project).verified, verified(project).overall], [true, before.overall]);
});

test('a plan that names a proof which its ledger does not have, or not of this commit, is unproven', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  const { overall, result } = verified(project);
  const plain = readFileSync(project.planPath, 'utf8');
  const complete = (claimed: string) =>
    writeFileSync(
      project.planPath,
      plain.replace(/^status: .*$/m, `status: Complete\nproof:\n  overall: ${claimed}\n  result: ${result}`),
    );
  const judged = () => {
    git(project.root, ['add', '-A']);
    return [project.call('validate').stdout, project.call('validate', '--staged').stdout];
  };
  complete('f'.repeat(64));
  for (const stdout of judged())
    assert.match(stdout, /no report of the ledger of PLAN-001 has the proof f{16}/);
  assert.match(verified(project).faults[0]?.message ?? '', /that the front matter names/);
  complete(overall ?? '');
  git(project.root, ['reset', '-q', '--', 'dev_ops/proofs']);
  git(project.root, ['add', project.planPath]);
  const unstaged = project.call('validate', '--staged').stdout;
  assert.match(unstaged, /the ledger that proves PLAN-001 is not staged.*plan\/unproven/);
  assert.match(unstaged, /git add dev_ops\/proofs\/PLAN-001/);
  for (const stdout of judged()) assert.not.match(stdout, /plan\/unproven/);
  appendFileSync(join(project.root, 'a.txt'), 'another content\n');
  const [tree, hook] = judged();
  assert.not.match(tree ?? '', /plan\/unproven/);
  assert.match(hook ?? '', /`a` is not proven for what this commit holds.*plan\/unproven/);
  git(project.root, ['commit', '-q', '-m', 'past the hook', '--no-verify']);
  appendFileSync(project.planPath, '\nMore text.\n');
  for (const stdout of judged()) assert.not.match(stdout, /plan\/unproven/, 'it was completed before');
  for (const path of ledgerFiles(project)) rmSync(join(project.root, path));
  for (const stdout of judged()) assert.match(stdout, /plan\/unproven/);
});

test('a plan without tascs needs no proof', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('create', 'plan', '--title', 'Prose').code, 0);
  const done = project.call('set', 'PLAN-002', 'status=Complete');
  assert.is(done.code, 0, done.stderr);
  assert.not.match(project.call('validate').stdout, /plan\/unproven/);
});

test('a rejection after the proof voids it until the same person approves', () => {
  const project = planProject([{ id: 'review', proof: manual }]);
  assert.is(project.call('approve', 'PLAN-001/review').code, 0);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  assert.is(project.callAs('bob@example.org', 'reject', 'PLAN-001/review', '--why', 'no').code, 0);
  assert.equal(
    [status(project).tascs[0]?.state, status(project).tascs[0]?.why],
    ['stale', 'it was rejected since'],
  );
  assert.is(project.call('set', 'PLAN-001', 'status=Complete').code, 1);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 1);
  assert.is(project.callAs('bob@example.org', 'approve', 'PLAN-001/review').code, 0);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  assert.ok(verified(project).verified);
});

test('a rewritten ledger is named though git was told not to look, and though every hash is right', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  const [path = ''] = ledgerFiles(project);
  project.commit();
  git(project.root, ['update-index', '--assume-unchanged', path]);
  assert.is(project.call('run', 'PLAN-001', '--yes', '--force').code, 0);
  const other = ledgerFiles(project).find((one) => one !== path) ?? '';
  rmSync(join(project.root, path));
  const taken = verified(project).faults.filter((fault) => fault.path === path);
  assert.equal(
    taken.map(({ message }) => message),
    ['a committed ledger file was taken away'],
  );
  // A ledger with another history, each of whose hashes holds.
  rmSync(join(project.root, other));
  assert.is(project.call('run', 'PLAN-001', '--yes', '--force').code, 0);
  const [fresh = ''] = ledgerFiles(project);
  const text = readFile(project.root, fresh);
  assert.equal(verified(project).faults.length, 1);
  rmSync(join(project.root, fresh));
  writeFileSync(join(project.root, path), text);
  const places = verified(project).faults.map((fault) => `${fault.path}:${fault.line}`);
  assert.ok(places.includes(`${path}:1`), places.join());
  git(project.root, ['update-index', '--no-assume-unchanged', path]);
  git(project.root, ['add', '-A']);
  const hook = project.call('validate', '--staged');
  assert.is(hook.code, 1);
  assert.match(hook.stdout, /ledger\/rewritten/);
});

test('what is no file in the ledger’s folder is named, and nothing outside is read', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  const [path = ''] = ledgerFiles(project);
  const folder = join(project.root, 'dev_ops/proofs');
  writeFileSync(join(folder, 'stray.txt'), '');
  writeFileSync(join(folder, 'PLAN-001/notes.txt'), '');
  assert.ok(verified(project).verified);
  copyFileSync(join(project.root, path), join(folder, 'PLAN-001/20990101T000000Z-aaaaaa.jsonl'));
  const faults = verified(project).faults.map(({ message }) => message);
  assert.ok(
    faults.some((one) => one.includes('copied or renamed')),
    faults.join('\n'),
  );
  assert.ok(faults.some((one) => one.includes('the same line is in')));
});

test('verify takes the beginning of any proof, overall and result hash', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  const { overall, result } = verified(project);
  const line = readFile(project.root, ledgerFiles(project)[0] ?? '').split('\n')[1] ?? '';
  for (const hash of [overall, result, JSON.parse(line).proof_hash])
    assert.is(project.call('verify', String(hash).slice(0, 16)).code, 0);
  assert.is(project.call('verify', '0123456789abcdef').code, 2);
});

test('proof export gives every line behind those that it names, and an in-toto statement', () => {
  const project = planProject([
    { id: 'a', run: 'echo made > out.txt', proof: { criteria: { expected_output_files: ['out.txt'] } } },
    { id: 'review', needs: ['a'], proof: manual },
  ]);
  assert.is(project.call('proof', 'export', 'PLAN-001', '--format', 'in-toto').code, 1, 'not proven yet');
  project.call('run', 'PLAN-001', '--yes');
  project.call('approve', 'PLAN-001/review');
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  const exported = JSON.parse(project.call('proof', 'export', 'PLAN-001').stdout);
  const { overall, result } = verified(project);
  assert.equal([exported.plan, exported.verified, exported.overall], ['PLAN-001', true, overall]);
  const known = new Set<string>();
  for (const { event } of exported.lines) {
    for (const hash of [...(event.prev ? [event.prev] : []), ...(event.parents ?? [])])
      assert.ok(known.has(hash));
    known.add(event.proof_hash);
  }
  const total = ledgerFiles(project).flatMap((path) => readFile(project.root, path).trimEnd().split('\n'));
  assert.is(known.size, total.length);
  const statement = JSON.parse(project.call('proof', 'export', 'PLAN-001', '--format', 'in-toto').stdout);
  assert.equal(
    [statement._type, statement.predicateType, statement.predicate.result, statement.predicate.passedTests],
    [
      'https://in-toto.io/Statement/v1',
      'https://in-toto.io/attestation/test-result/v0.1',
      'PASSED',
      ['a', 'review'],
    ],
  );
  assert.equal(
    statement.subject.map(({ name }: { name: string }) => name),
    ['PLAN-001 result', 'out.txt'],
  );
  assert.is(statement.subject[0].digest.sha256, result);
  const path =
    ledgerFiles(project).find((one) => readFile(project.root, one).includes('"exit_code":0')) ?? '';
  // Nothing that a proof rests on, so that the changed line alone is wrong.
  const line = readFile(project.root, path).replace(/"duration_ms":\d+/, '"duration_ms":987654');
  writeFileSync(join(project.root, path), line);
  assert.is(project.call('proof', 'export', 'PLAN-001').code, 1, 'not of a ledger that cannot be believed');
  assert.is(project.call('set', 'PLAN-001', 'status=Complete').code, 1, 'nor is such a plan complete');
});

test.run();
