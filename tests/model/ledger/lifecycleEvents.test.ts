import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type { LedgerEvent } from '../../../src/model/ledger/event.js';
import {
  type LifecycleEvent,
  lifecycleEvents,
  mergeEvents,
} from '../../../src/model/ledger/lifecycleEvents.js';
import { seal } from '../../../src/model/ledger/seal.js';
import { sha256 } from '../../../src/workspace/ledger/sha256.js';

function lifecycle(stage: string, at: string): LedgerEvent {
  return { event: 'lifecycle', stage, fields: { status: stage }, at };
}

test('steps come after those that they saw, whatever clocks and file names say', () => {
  const first = seal(lifecycle('submitted', '2026-11-30T15:00:00.000Z'), { prev: null, parents: [] }, sha256);
  const parents = [first.line.proof_hash];
  const second = seal(lifecycle('dispatched', '2026-11-30T14:00:00.000Z'), { prev: null, parents }, sha256);
  const ledger = readLedgerFiles(
    [
      { path: 'proofs/PLAN-001/20261130T140000Z-aaaaaa.jsonl', text: `${second.text}\n` },
      { path: 'proofs/PLAN-001/20261130T150000Z-bbbbbb.jsonl', text: `${first.text}\n` },
    ],
    sha256,
  );
  assert.equal(ledger.problems, []);
  assert.equal(
    lifecycleEvents(ledger).map(({ stage, fields }) => [stage, fields]),
    [
      ['submitted', { status: 'submitted' }],
      ['dispatched', { status: 'dispatched' }],
    ],
  );
});

const event = (hash: string, at: string): LifecycleEvent => ({ stage: 'started', fields: {}, at, hash });

test('copies of a ledger are merged: each step once, no copy contradicted, else by time', () => {
  const [a, b, c, d] = [event('a', '4'), event('b', '3'), event('c', '2'), event('d', '1')];
  const hashes = (...copies: LifecycleEvent[][]) =>
    mergeEvents(copies)
      .map(({ hash }) => hash)
      .join('');
  assert.is(hashes(), '');
  assert.is(hashes([a, b], [a, b, c]), 'abc');
  assert.is(hashes([a, b], [d]), 'dab');
  assert.is(hashes([a, c], [b, c], [a, d]), 'badc');
  assert.is(hashes([a, b], [b, a]).length, 2, 'forged copies end in some order');
});

test('a merge keeps the order of every copy', () => {
  const events = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      events,
      fc.array(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })),
      (times, picks) => {
        const all = times.map((time, number) => event(String(number), String(time).padStart(2, '0')));
        const copies = picks.map((pick) => all.filter((_, number) => pick[number]));
        const merged = mergeEvents(copies);
        for (const copy of copies)
          assert.equal(
            merged.filter((one) => copy.includes(one)),
            copy,
          );
        assert.is(new Set(merged).size, merged.length);
        assert.is(merged.length, new Set(copies.flat()).size);
      },
    ),
  );
});

test.run();
