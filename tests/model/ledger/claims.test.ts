import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type { DecisionEvent, LedgerEvent, LedgerLine, ReportEvent } from '../../../src/model/ledger/event.js';
import type { Validation } from '../../../src/model/ledger/results.js';
import { resultDigest } from '../../../src/model/ledger/results.js';
import { seal } from '../../../src/model/ledger/seal.js';
import { definition, digest, type LedgerFile, reportOf, runOf, validationOf } from './histories.js';

/** A ledger in the making: files of one line after another, each seeing what was there. */
class Making {
  readonly files: LedgerFile[] = [];

  constructor(readonly folder = 'dev_ops/proofs/PLAN-001') {}

  /** Write a file of these events, each made from the lines before it; the last line. */
  add(...events: readonly ((before: readonly LedgerLine[]) => LedgerEvent)[]): LedgerLine {
    const name = `${this.files.length}.jsonl`;
    const parents = readLedgerFiles(this.files, digest).heads;
    const lines: LedgerLine[] = [];
    const texts = events.map((event, index) => {
      const links = { prev: lines.at(-1)?.proof_hash ?? null, ...(index === 0 ? { parents } : {}) };
      const { line, text } = seal(event(lines), links, digest);
      lines.push(line);
      return text;
    });
    this.files.push({ path: `${this.folder}/${name}`, text: `${texts.join('\n')}\n` });
    const last = lines.at(-1);
    if (!last) throw new Error('a file has a line');
    return last;
  }

  /** The next file is a run of one validation. */
  run(event: LedgerEvent): LedgerLine {
    return this.add(
      () => runOf(`${this.files.length}.jsonl`),
      () => event,
    );
  }

  get problems(): string[] {
    return readLedgerFiles(this.files, digest).problems.map(({ path, line, message }) => {
      return `${path.slice(path.lastIndexOf('/') + 1)}:${line} ${message.replace(/[0-9a-f]{16}/g, '#')}`;
    });
  }
}

const approval = (email: string, more: Partial<DecisionEvent> = {}): DecisionEvent => ({
  event: 'approval',
  tasc: 'review',
  definition,
  dependencies: {},
  who: { git_email: email, os_user: 'ada', terminal: true },
  why: '',
  at: '2026-11-21T00:00:00.000Z',
  ...more,
});

const decided = (approvals: readonly LedgerLine[], needed: number, more: Partial<Validation> = {}) => ({
  ...validationOf('review', true, ''),
  gates: [{ name: 'approvals', passed: true, message: '', evidence: { needed } }],
  approvals: approvals.map(({ proof_hash }) => proof_hash),
  ...more,
});

test('gates and verdict agree; of a composite its own gate decides', () => {
  const made = new Making();
  const gate = (name: string, passed: boolean) => ({ name, passed, message: '', evidence: {} });
  made.run({ ...validationOf('a', true, ''), gates: [gate('exit_code', false)] });
  made.run({ ...validationOf('a', false, ''), gates: [gate('exit_code', true)] });
  made.run({ ...validationOf('a', true, ''), gates: [] });
  made.run({ ...validationOf('a', true, ''), ended: 'timeout' });
  made.run({ ...validationOf('a', true, ''), gates: [gate('1. exit_code', false), gate('composite', true)] });
  assert.equal(made.problems, [
    '0.jsonl:2 it claims to be proven, but its gates did not pass',
    '1.jsonl:2 it claims to have failed, but its gates passed',
    '2.jsonl:2 it claims to be proven, but its gates did not pass',
    '3.jsonl:2 it claims to be proven, but its gates did not pass',
  ]);
});

test('a proof rests on proofs that passed and that were there before it', () => {
  const made = new Making();
  const failed = made.run(validationOf('a', false, ''));
  const other = made.run(validationOf('b', true, ''));
  for (const { proof_hash } of [failed, other])
    made.run({ ...validationOf('c', true, ''), dependencies: { a: proof_hash } });
  // On another branch, which this file did not see.
  const blind = seal(runOf('9.jsonl'), { prev: null, parents: [] }, digest);
  const rests = { ...validationOf('c', true, ''), dependencies: { b: other.proof_hash } };
  const line = seal(rests, { prev: blind.line.proof_hash }, digest);
  made.files.push({ path: `${made.folder}/9.jsonl`, text: `${blind.text}\n${line.text}\n` });
  assert.equal(made.problems, [
    '2.jsonl:2 it rests on a proof of `a`, #, which is not in this ledger',
    '3.jsonl:2 it rests on a proof of `a`, #, which is not in this ledger',
    '9.jsonl:2 it rests on a proof of `b`, #, which was not there before it',
  ]);
});

test('approvals are of this definition and these results, by so many distinct people', () => {
  const made = new Making();
  const proof = made.run(validationOf('a', true, '')) as Validation;
  const dependencies = { a: proof.proof_hash };
  const results = { a: resultDigest(proof, digest) };
  const ada = made.add(() => approval('ada@x', { dependencies: results }));
  const again = made.add(() => approval('ada@x', { dependencies: results, why: 'again' }));
  const bob = made.add(() => approval('bob@x', { dependencies: results }));
  const boss = made.add(() => approval('eve@x', { dependencies: results, claimed: 'the boss' }));
  const old = made.add(() => approval('fay@x', { dependencies: results, definition: digest('old') }));
  const else_ = made.add(() => approval('gil@x', { dependencies: { a: digest('else') } }));
  const no = made.add(() => approval('hal@x', { dependencies: results, event: 'rejection' }));
  made.run(decided([ada, bob], 2, { dependencies }));
  assert.equal(made.problems, []);
  made.run(decided([ada, again], 2, { dependencies }));
  made.run(decided([boss], 1, { dependencies }));
  made.run(decided([old], 0, { dependencies }));
  made.run(decided([else_], 0, { dependencies }));
  made.run(decided([no], 0, { dependencies }));
  assert.equal(made.problems, [
    '10.jsonl:2 it rests on an approval, #, which --as gave in the name of the boss',
    '10.jsonl:2 it rests on approvals of 0 people, 1 are needed',
    '11.jsonl:2 it rests on an approval, #, for another definition',
    '12.jsonl:2 it rests on an approval, #, for other results of what it depends on',
    '13.jsonl:2 it rests on an approval, #, which is not in this ledger',
    '9.jsonl:2 it rests on approvals of 1 people, 2 are needed',
  ]);
});

test('an approval counts only for lines that saw it', () => {
  const made = new Making();
  const bob = made.add(() => approval('bob@x'));
  // A run on another branch, or one that names an approval that came after it.
  const run = seal(runOf('9.jsonl'), { prev: null, parents: [] }, digest);
  const line = seal(decided([bob], 1), { prev: run.line.proof_hash }, digest);
  made.files.push({ path: `${made.folder}/9.jsonl`, text: `${run.text}\n${line.text}\n` });
  assert.equal(made.problems, [
    '9.jsonl:2 it rests on an approval, #, which was not there before it',
    '9.jsonl:2 it rests on approvals of 0 people, 1 are needed',
  ]);
});

test('a report’s hashes are computed anew from the proofs that it counts', () => {
  const told = (change: (report: ReportEvent) => ReportEvent): string[] => {
    const made = new Making();
    const proofs = new Map<string, Validation>();
    for (const id of ['t0', 't1', 't2']) proofs.set(id, made.run(validationOf(id, true, '')) as Validation);
    made.add(
      () => runOf('3.jsonl'),
      () => change(reportOf(proofs) as ReportEvent),
    );
    return made.problems;
  };
  const wrong = digest('wrong');
  assert.equal(
    told((report) => report),
    [],
  );
  assert.equal(
    told((report) => ({ ...report, overall_proof_hash: wrong })),
    ['3.jsonl:2 its overall_proof_hash is not that of the proofs that it counts'],
  );
  assert.equal(
    told((report) => ({ ...report, result_hash: wrong })),
    ['3.jsonl:2 its result_hash is not that of the proofs that it counts'],
  );
  assert.equal(
    told(({ proofs: _, ...report }) => report),
    ['3.jsonl:2 it says that the plan is proven, but not by which proofs'],
  );
  assert.equal(
    told((report) => ({ ...report, proofs: { ...report.proofs, t0: wrong } })),
    ['3.jsonl:2 it counts a proof of `t0`, #, which is not in this ledger before it'],
  );
  assert.equal(
    told((report) => ({ ...report, verified: false })),
    ['3.jsonl:2 it names hashes of a plan that it says is not proven'],
  );
});

test('runs are of the plan whose folder they stand in, or of what it was renumbered from', () => {
  const made = new Making('dev_ops/proofs/PLAN-009');
  made.run(validationOf('a', true, ''));
  assert.equal(made.problems, ['0.jsonl:1 it is a run of PLAN-001, of another plan']);
  const renumbered = (from: string, to: string): LedgerEvent => {
    return { event: 'lifecycle', stage: 'renumbered', fields: { from, to }, at: '2026-11-21T00:00:00.000Z' };
  };
  made.add(() => renumbered('PLAN-004', 'PLAN-009'));
  assert.is(made.problems.length, 1);
  made.add(() => renumbered('PLAN-001', 'PLAN-004'));
  assert.equal(made.problems, []);
});

test('what stands behind a report or a decision, or begins a file without a run, is out of place', () => {
  const made = new Making();
  made.add(
    () => approval('ada@x'),
    () => approval('bob@x'),
  );
  made.add(() => validationOf('a', true, ''));
  made.add(
    () => runOf('2.jsonl'),
    () => reportOf(new Map()),
    () => validationOf('a', true, ''),
  );
  made.add(
    () => runOf('3.jsonl'),
    () => approval('ada@x'),
  );
  assert.equal(made.problems, [
    '0.jsonl:2 it comes after a decision, which is a file of one line',
    '1.jsonl:1 a file begins with a run, a decision or a step of the plan’s life',
    '2.jsonl:3 it comes after the report that closed the run',
    '3.jsonl:2 a decision is a file of one line, but this is in another file',
  ]);
});

test.run();
