import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type { LedgerEvent } from '../../../src/model/ledger/event.js';
import { seal } from '../../../src/model/ledger/seal.js';
import { digest, type LedgerFile, runOf, validationOf } from './histories.js';

/** A file of a run with one validation that saw these lines, and the hash of its last line. */
function fileOf(name: string, parents: readonly string[]): LedgerFile & { readonly last: string } {
  const events: readonly LedgerEvent[] = [runOf(name), validationOf('a', true, name)];
  let prev: string | null = null;
  const texts = events.map((event) => {
    const { line, text } = seal(event, { prev, ...(prev === null ? { parents } : {}) }, digest);
    prev = line.proof_hash;
    return text;
  });
  return { path: `dev_ops/proofs/PLAN-001/${name}`, text: `${texts.join('\n')}\n`, last: prev ?? '' };
}

const first = fileOf('1.jsonl', []);
const second = fileOf('2.jsonl', [first.last]);
const beside = fileOf('3.jsonl', [first.last]);
const merged = fileOf('4.jsonl', [second.last, beside.last]);

test('heads are the lines that no line names: one in a row, one for each branch, one again after a merge', () => {
  const heads = (...files: readonly LedgerFile[]) => readLedgerFiles(files, digest).heads;
  assert.equal(heads(), []);
  assert.equal(heads(first, second), [second.last]);
  assert.equal(heads(first, second, beside), [second.last, beside.last].sort());
  assert.equal(heads(first, second, beside, merged), [merged.last]);
});

test('a line that is named and not there, and one that is there twice, are reported', () => {
  const problems = (...files: readonly LedgerFile[]) =>
    readLedgerFiles(files, digest).problems.map(
      ({ path, line, message }) => `${path.slice(-7)}:${line} ${message}`,
    );
  assert.equal(problems(first, second, beside, merged), []);
  const [missing = '', ...more] = problems(second);
  assert.match(missing, `2.jsonl:1 it follows line ${first.last.slice(0, 16)}`);
  assert.equal(more, []);
  const copied = problems(first, { path: first.path.replace('1.jsonl', '9.jsonl'), text: first.text });
  assert.is(copied.filter((one) => one.includes('1.jsonl')).length, 3, copied.join('\n'));
});

test.run();
