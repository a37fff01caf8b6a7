import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import { causalOrder } from '../../../src/model/ledger/descent.js';
import type { LedgerLine } from '../../../src/model/ledger/event.js';
import { namedBy } from '../../../src/model/ledger/ledger.js';
import { overallHash, resultHash, type Validation } from '../../../src/model/ledger/results.js';
import { readLedger } from '../../../src/workspace/ledger/ledgerFiles.js';
import { rewrittenLedgers } from '../../../src/workspace/ledger/rewritten.js';
import { definition, digest, historyOf, type LedgerFile, type Step } from '../../model/ledger/histories.js';
import { altered, forged, place, redoneLine, reseal } from '../../model/ledger/tamper.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { workspaceAt } from '../support/testWorkspace.js';

const happened: readonly Step[] = Array.from({ length: 6 }, (): Step[] => [
  { kind: 'run', branch: 0, lines: 5, closed: true },
  { kind: 'fork', branch: 0 },
  { kind: 'run', branch: 1, lines: 4, closed: true },
  { kind: 'decide', branch: 1, rejects: false },
  { kind: 'merge', branch: 0, from: 1 },
  { kind: 'run', branch: 0, lines: 3, closed: true },
]).flat();

function committed(files: readonly LedgerFile[]) {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  writeAll(root, files);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'ledgers']);
  return root;
}

function writeAll(root: string, files: readonly LedgerFile[]): void {
  writeFiles(root, Object.fromEntries(files.map(({ path, text }) => [path, text])));
}

/** A report whose own hashes are those of the proofs that it counts: the forger is thorough. */
function withItsHashes(line: LedgerLine, lineOf: (hash: string) => LedgerLine | undefined): LedgerLine {
  if (line.event !== 'report' || !line.proofs) return line;
  const proofs = new Map(Object.entries(line.proofs).map(([id, hash]) => [id, lineOf(hash) as Validation]));
  const plan = { id: 'PLAN-001', definition };
  return reseal({
    ...line,
    overall_proof_hash: overallHash(plan, proofs, digest),
    result_hash: resultHash(plan, proofs, digest),
  });
}

test('once committed, a line changed with every hash redone up to all heads is named', async () => {
  const { all } = historyOf(happened);
  const ledger = readLedgerFiles(all, digest);
  const order = causalOrder(ledger);
  const lineOf = (redone: ReadonlyMap<string, LedgerLine>) => (hash: string) =>
    [...redone.values()].find(({ proof_hash }) => proof_hash === hash) ?? ledger.byHash.get(hash)?.line;
  assert.ok(order.length >= 100 && all.length >= 15, `${order.length} lines in ${all.length} files`);
  const root = committed(all);
  const workspace = workspaceAt(root);
  for (const [index, one] of order.entries()) {
    const redone = new Map<string, LedgerLine>([[one.line.proof_hash, reseal(altered(one.line))]]);
    for (const later of order.slice(index + 1))
      if (namedBy(later).some((hash) => redone.has(hash)))
        redone.set(later.line.proof_hash, withItsHashes(redoneLine(later.line, redone), lineOf(redone)));
    writeAll(root, forged(all, redone));
    assert.equal(readLedger(workspace, 'PLAN-001').problems, [], 'every hash is right');
    const found = await rewrittenLedgers(workspace, 'work tree', 'PLAN-001');
    const places = found.map(({ path, span }) => `${path}:${span?.line}`);
    assert.ok(places.includes(place(one)), `${place(one)} is not among ${places}`);
    writeAll(root, all);
  }
  assert.equal(await rewrittenLedgers(workspace, 'work tree', 'PLAN-001'), []);
});

test('a byte that is no UTF-8 is not taken for the sign that stands for such bytes', async () => {
  const name = '20261121T000000Z-aaaaaa.jsonl';
  const { all } = historyOf([{ kind: 'decide', branch: 0, rejects: true }]);
  const [file] = all;
  const path = file?.path ?? name;
  const line = JSON.parse(file?.text ?? '') as LedgerLine;
  const sealed = reseal({ ...line, why: 'an odd sign: \ufffd, and an é' } as LedgerLine);
  const root = committed([{ path, text: `${JSON.stringify(sealed)}\n` }]);
  const workspace = workspaceAt(root);
  assert.equal(readLedger(workspace, 'PLAN-001').problems, []);
  const bytes = readFileSync(join(root, path));
  const at = bytes.indexOf('\ufffd');
  writeFileSync(
    join(root, path),
    Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]),
  );
  const [problem] = readLedger(workspace, 'PLAN-001').problems;
  assert.equal([problem?.line, problem?.message.includes('does not match')], [1, true]);
});

test.run();
