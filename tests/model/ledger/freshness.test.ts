import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type { LedgerEvent } from '../../../src/model/ledger/event.js';
import { freshnessOf } from '../../../src/model/ledger/freshness.js';
import { seal } from '../../../src/model/ledger/seal.js';
import type { ValidPlan } from '../../../src/model/plan/plan.js';
import { planFromData } from '../../../src/model/plan/planData.js';
import { validatePlan } from '../../../src/model/plan/validatePlan.js';
import { digest, runOf, validationOf } from './histories.js';

/** `b` needs `a`, `c` needs `b`. */
function planOf(command = 'true'): ValidPlan {
  const tasc = (id: string, dependencies: string[], run = 'true') => ({
    id,
    title: id,
    testing_instructions: run,
    dependencies,
  });
  const tascs = [tasc('a', [], command), tasc('b', ['a']), tasc('c', ['b'])];
  const read = planFromData({ title: 'x', tascs });
  if (!read.ok) throw new Error(read.problem.message);
  const valid = validatePlan({ ...read.value, id: 'PLAN-001', path: '', spans: [] }, digest);
  if (!valid.ok) throw new Error(JSON.stringify(valid));
  return valid.plan;
}

/** A run that proves tascs of a plan, each for these inputs. */
function ledgerOf(plan: ValidPlan, proven: readonly (readonly [id: string, validated: boolean])[]) {
  const texts: string[] = [];
  const hashes: Record<string, string> = {};
  let prev: string | null = null;
  const append = (event: LedgerEvent) => {
    const { line, text } = seal(event, { prev, ...(prev === null ? { parents: [] } : {}) }, digest);
    prev = line.proof_hash;
    texts.push(text);
    return line.proof_hash;
  };
  append(runOf('1.jsonl'));
  for (const [id, validated] of proven) {
    const needed = (plan.byId.get(id)?.dependencies ?? []).map((one) => [one, hashes[one] ?? '']);
    hashes[id] = append({
      ...validationOf(id, validated, 'true'),
      definition: plan.definitions.get(id) ?? '',
      inputs: digest('inputs'),
      dependencies: Object.fromEntries(needed),
    });
  }
  return readLedgerFiles(
    [{ path: 'dev_ops/proofs/PLAN-001/1.jsonl', text: `${texts.join('\n')}\n` }],
    digest,
  );
}

function told(plan: ValidPlan, ledger: ReturnType<typeof ledgerOf>, changed: readonly string[] = []) {
  assert.equal(ledger.problems, []);
  const inputsOf = (id: string) => digest(changed.includes(id) ? 'other inputs' : 'inputs');
  return [...freshnessOf(plan, ledger, inputsOf, digest)].map(([id, state]) => {
    const by =
      state.state === 'stale' ? ` by ${state.by.map((one) => ('tasc' in one ? one.tasc : one.kind))}` : '';
    return `${id} ${state.state}${by}`;
  });
}

const all = [
  ['a', true],
  ['b', true],
  ['c', true],
] as const;

test('what was proven is fresh for the same definition and inputs', () => {
  const plan = planOf();
  assert.equal(told(plan, ledgerOf(plan, all)), ['a fresh', 'b fresh', 'c fresh']);
  assert.equal(told(plan, ledgerOf(plan, all.slice(0, 1))), ['a fresh', 'b missing', 'c missing']);
});

test('a proof is stale when its definition or inputs change, or one that it needs is not fresh', () => {
  const plan = planOf();
  const ledger = ledgerOf(plan, all);
  assert.equal(told(plan, ledger, ['a']), ['a stale by inputs', 'b stale by a', 'c stale by b']);
  assert.equal(told(plan, ledger, ['c']), ['a fresh', 'b fresh', 'c stale by inputs']);
  assert.equal(told(planOf('false'), ledger), ['a stale by definition', 'b stale by a', 'c stale by b']);
});

test('a failure after a proof counts', () => {
  const plan = planOf();
  assert.equal(told(plan, ledgerOf(plan, [...all, ['b', false]])), ['a fresh', 'b failed', 'c stale by b']);
});

test.run();
