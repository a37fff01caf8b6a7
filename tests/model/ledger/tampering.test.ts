import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import { descendsFrom, latestOf } from '../../../src/model/ledger/descent.js';
import type { LedgerEvent, LedgerLine, ValidationEvent } from '../../../src/model/ledger/event.js';
import { countingValidations } from '../../../src/model/ledger/results.js';
import { seal } from '../../../src/model/ledger/seal.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const definition = digest('definition');

interface File {
  readonly path: string;
  readonly text: string;
}

const run = (file: string): LedgerEvent => ({
  event: 'run',
  file,
  plan: 'PLAN-001',
  path: 'dev_ops/plans/PLAN-001-x.md',
  definition,
  selected: ['a'],
  commit: null,
  dirty: null,
  doc_ops: '0',
  started: '2026-11-21T00:00:00.000Z',
});

const validation = (tasc: string, validated: boolean, started: string): ValidationEvent => ({
  event: 'validation',
  tasc,
  definition,
  validated,
  command: 'make',
  cwd: '.',
  exit_code: validated ? 0 : 1,
  signal: null,
  ended: null,
  attempt: 1,
  started,
  duration_ms: 1,
  stdout: { sha256: digest(''), bytes: 0 },
  stderr: { sha256: digest(''), bytes: 0 },
  gates: [{ name: 'exit_code', passed: validated, message: '', evidence: {} }],
  inputs: null,
  changed_inputs: false,
  outputs: {},
  dependencies: {},
});

const report: LedgerEvent = {
  event: 'report',
  verified: false,
  counts: { total: 1, proven: 1, failed: 0, waiting: 0, not_run: 0 },
  overall_proof_hash: null,
  result_hash: null,
  interrupted: false,
  finished: '2026-11-21T00:00:00.000Z',
};

/** Files of a ledger: each run sees some of those before it, as runs on branches do. */
function ledgerFrom(runs: readonly { readonly sees: readonly boolean[]; readonly lines: number }[]): File[] {
  const files: File[] = [];
  runs.forEach(({ sees, lines }, index) => {
    const visible = files.filter((_, at) => sees[at % Math.max(1, sees.length)] ?? true);
    const parents = closed(files, visible);
    let prev: string | null = null;
    const texts: string[] = [];
    const append = (event: LedgerEvent, withParents: boolean) => {
      const sealed: { line: LedgerLine; text: string } = seal(
        event,
        { prev, ...(withParents ? { parents } : {}) },
        digest,
      );
      prev = sealed.line.proof_hash;
      texts.push(sealed.text);
    };
    append(run(`${String(index).padStart(3, '0')}.jsonl`), true);
    for (let at = 0; at < lines; at++)
      append(validation(`t${at % 3}`, at % 4 !== 3, `${index}-${at}`), false);
    append(report, true);
    files.push({
      path: `dev_ops/proofs/PLAN-001/${String(index).padStart(3, '0')}.jsonl`,
      text: `${texts.join('\n')}\n`,
    });
  });
  return files;
}

/** Heads of what a run sees, with all that those rest on. */
function closed(all: readonly File[], visible: readonly File[]): readonly string[] {
  const lineOf = new Map<string, { file: File; line: LedgerLine }>();
  for (const file of all)
    for (const text of file.text.trimEnd().split('\n')) {
      const line = JSON.parse(text) as LedgerLine;
      lineOf.set(line.proof_hash, { file, line });
    }
  const files = new Set(visible);
  const queue = [...visible];
  for (let file = queue.pop(); file; file = queue.pop())
    for (const text of file.text.trimEnd().split('\n'))
      for (const parent of (JSON.parse(text) as LedgerLine).parents ?? []) {
        const of = lineOf.get(parent)?.file;
        if (of && !files.has(of)) {
          files.add(of);
          queue.push(of);
        }
      }
  return readLedgerFiles([...files], digest).heads;
}

const ledgers = fc
  .array(
    fc.record({
      sees: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
      lines: fc.integer({ min: 1, max: 6 }),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map(ledgerFrom);

test('a ledger of any shape holds as it was written, in any order of its files', () => {
  fc.assert(
    fc.property(ledgers, (files) => {
      const ledger = readLedgerFiles(files, digest);
      assert.equal(ledger.problems, []);
      assert.equal(readLedgerFiles([...files].reverse(), digest).heads, ledger.heads);
      assert.ok(ledger.heads.length > 0);
    }),
  );
});

test('every tampering below a head is named with its file and line', () => {
  const files = ledgerFrom(
    Array.from({ length: 8 }, (_, index) => ({ sees: index % 3 ? [true] : [true, false], lines: 10 })),
  );
  const lines = files.flatMap((file) =>
    file.text
      .trimEnd()
      .split('\n')
      .map((text, at) => ({ file, text, at })),
  );
  assert.ok(lines.length >= 90, `${lines.length}`);
  const { heads } = readLedgerFiles(files, digest);
  const check = (changed: readonly (File | null)[], path: string, what: string, around: number) => {
    const { problems } = readLedgerFiles(
      changed.flatMap((one) => one ?? []),
      digest,
    );
    assert.ok(problems.length > 0, what);
    const [first] = problems;
    const isHere = first?.path === path && Math.abs((first.line ?? 0) - around) <= 1;
    const namesIt = problems.some(
      (one) => one.message.includes('which is not in any file') || one.path === path,
    );
    assert.ok(isHere || namesIt, `${what}: ${JSON.stringify(first)}`);
  };
  const withText = (file: File, text: string) => files.map((one) => (one === file ? { ...one, text } : one));
  for (const { file, text, at } of lines) {
    const all = file.text.trimEnd().split('\n');
    const hash = (JSON.parse(text) as LedgerLine).proof_hash;
    const isHead = heads.includes(hash);
    const place = `${file.path}:${at + 1}`;
    for (const [from, to] of [
      ['"v":1', '"v": 1'],
      [
        /"proof_hash":"(.)/.exec(text)?.[0] ?? '',
        `"proof_hash":"${text.includes('"proof_hash":"a') ? 'b' : 'a'}`,
      ],
      ['"event":"', '"event":"x'],
    ] as const) {
      const flipped = all.map((one, index) => (index === at ? one.replace(from, to) : one));
      if (flipped[at] !== text)
        check(withText(file, `${flipped.join('\n')}\n`), file.path, `flip ${place}`, at + 1);
    }
    const flipped = all.map((one, index) =>
      index === at ? one.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10)) : one,
    );
    check(withText(file, `${flipped.join('\n')}\n`), file.path, `digit ${place}`, at + 1);
    // Without its last line a file that nothing names is an older state of itself: the commit tells those apart.
    if (!isHead) {
      const dropped = all.filter((_, index) => index !== at);
      const now = dropped.length === 0 ? '' : `${dropped.join('\n')}\n`;
      check(withText(file, now), file.path, `drop ${place}`, at + 1);
    }
    check(
      withText(file, `${[...all.slice(0, at), text, ...all.slice(at)].join('\n')}\n`),
      file.path,
      `twice ${place}`,
      at + 1,
    );
    if (at + 1 < all.length) {
      const swapped = [...all];
      [swapped[at], swapped[at + 1]] = [all[at + 1] ?? '', all[at] ?? ''];
      check(withText(file, `${swapped.join('\n')}\n`), file.path, `swap ${place}`, at + 1);
    }
    // A line changed, and every hash behind it in its file computed anew.
    const forged: string[] = all.slice(0, at);
    let prev = at === 0 ? null : (JSON.parse(all[at - 1] ?? '') as LedgerLine).proof_hash;
    for (const [index, one] of all.slice(at).entries()) {
      const { proof_hash: _, prev: __, v: ___, parents, ...event } = JSON.parse(one) as LedgerLine;
      const changed = index === 0 ? { ...event, forged: true } : event;
      const honest = index === 0 && 'duration_ms' in event ? { ...event, duration_ms: 7 } : event;
      const sealed = seal(
        (index === 0 && honest === event ? changed : honest) as LedgerEvent,
        { prev, ...(parents ? { parents } : {}) },
        digest,
      );
      prev = sealed.line.proof_hash;
      forged.push(sealed.text);
    }
    const last = (JSON.parse(all.at(-1) ?? '') as LedgerLine).proof_hash;
    if (!heads.includes(last))
      check(withText(file, `${forged.join('\n')}\n`), file.path, `forge ${place}`, at + 1);
  }
  for (const file of files) {
    const last = JSON.parse(file.text.trimEnd().split('\n').at(-1) ?? '') as LedgerLine;
    if (heads.includes(last.proof_hash)) continue;
    check(
      files.map((one) => (one === file ? null : one)),
      file.path,
      `remove ${file.path}`,
      1,
    );
    check(withText(file, ''), file.path, `empty ${file.path}`, 0);
  }
});

test('a torn last line is ignored and reported; a file without a report is an interrupted run', () => {
  const [file] = ledgerFrom([{ sees: [true], lines: 3 }]);
  const lines = (file?.text ?? '').trimEnd().split('\n');
  const torn = { path: '000.jsonl', text: `${lines.slice(0, 4).join('\n')}\n${lines[4]?.slice(0, 30)}` };
  const ledger = readLedgerFiles([torn], digest);
  assert.equal([ledger.problems, ledger.torn, ledger.interrupted], [[], ['000.jsonl'], ['000.jsonl']]);
  assert.is(ledger.lines.length, 4);
});

test('descent agrees with walking, and of a tasc the validations count that no later one descends from', () => {
  fc.assert(
    fc.property(ledgers, (files) => {
      const ledger = readLedgerFiles(files, digest);
      const ancestors = (hash: string): Set<string> => {
        const found = new Set<string>();
        const left = [hash];
        for (let one = left.pop(); one !== undefined; one = left.pop()) {
          const line = ledger.byHash.get(one)?.line;
          for (const next of [...(line?.prev ? [line.prev] : []), ...(line?.parents ?? [])])
            if (!found.has(next)) {
              found.add(next);
              left.push(next);
            }
        }
        return found;
      };
      for (const { line } of ledger.lines) {
        const above = ancestors(line.proof_hash);
        for (const other of ledger.lines)
          assert.is(
            descendsFrom(ledger, line.proof_hash, other.line.proof_hash),
            above.has(other.line.proof_hash),
          );
      }
      const all = ledger.lines.flatMap(({ line }) =>
        line.event === 'validation' && line.tasc === 't0' ? [line] : [],
      );
      const expected = all.filter(
        (one) => !all.some((other) => ancestors(other.proof_hash).has(one.proof_hash)),
      );
      assert.equal(
        countingValidations(ledger, 't0', definition, null).map(({ proof_hash }) => proof_hash),
        expected.map(({ proof_hash }) => proof_hash),
      );
      assert.equal(latestOf(ledger, all), expected);
    }),
    { numRuns: 30 },
  );
});

test('a proof that rests on one that is not there, and an approval of another definition, are named', () => {
  const broken = (event: LedgerEvent) => {
    const first = seal(run('x.jsonl'), { prev: null, parents: [] }, digest);
    const second = seal(event, { prev: first.line.proof_hash }, digest);
    return readLedgerFiles([{ path: 'x.jsonl', text: `${first.text}\n${second.text}\n` }], digest).problems;
  };
  const base = validation('b', true, 'now');
  assert.match(broken({ ...base, dependencies: { a: digest('x') } })[0]?.message ?? '', /a proof of `a`/);
  assert.match(broken({ ...base, approvals: [digest('x')] })[0]?.message ?? '', /an approval/);
  assert.is(broken(base).length, 0);
});

test.run();
