import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import { causalOrder } from '../../../src/model/ledger/descent.js';
import type { LedgerLine } from '../../../src/model/ledger/event.js';
import { namedBy } from '../../../src/model/ledger/ledger.js';
import { digest, historyOf, type Step, steps } from './histories.js';
import {
  altered,
  forged,
  namersOf,
  partsOf,
  place,
  placesOf,
  redoneLine,
  replaced,
  reseal,
  textOf,
} from './tamper.js';

/** Two branches that ran side by side, one of them decided, both merged and run on: a hundred lines in many files. */
const hundred: readonly Step[] = Array.from({ length: 4 }, (): Step[] => [
  { kind: 'run', branch: 0, lines: 5, closed: true },
  { kind: 'fork', branch: 0 },
  { kind: 'run', branch: 1, lines: 4, closed: true },
  { kind: 'decide', branch: 1, rejects: false },
  { kind: 'run', branch: 0, lines: 5, closed: false },
  { kind: 'merge', branch: 0, from: 1 },
  { kind: 'run', branch: 0, lines: 3, closed: true },
]).flat();

test('any history holds as it was written, on every branch, in whichever order its files are read', () => {
  fc.assert(
    fc.property(steps, (happened) => {
      const { all, branches } = historyOf(happened);
      for (const files of [all, ...branches]) assert.equal(placesOf(files), []);
      const { heads } = readLedgerFiles(all, digest);
      assert.equal(readLedgerFiles(all.toReversed(), digest).heads, heads);
    }),
    { numRuns: 60 },
  );
});

test('the causal order holds every line once, behind all that it names', () => {
  fc.assert(
    fc.property(steps, (happened) => {
      const ledger = readLedgerFiles(historyOf(happened).all, digest);
      const known = new Set<string>();
      for (const one of causalOrder(ledger)) {
        for (const hash of namedBy(one)) assert.ok(known.has(hash));
        known.add(one.line.proof_hash);
      }
      assert.is(known.size, ledger.lines.length);
    }),
    { numRuns: 60 },
  );
});

test('a flipped byte is named with its line, wherever it is', () => {
  const { all } = historyOf(hundred);
  const { lines } = readLedgerFiles(all, digest);
  assert.ok(lines.length >= 100 && all.length >= 10);
  for (const file of all) {
    const bytes = Buffer.from(file.text);
    let number = 1;
    for (let at = 0; at < bytes.length; at++) {
      const isEnd = bytes[at] === 10;
      // Every line ending, and of each line some bytes of every part.
      if (isEnd || at % 61 === 0) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ 1;
        const places = placesOf(replaced(all, file.path, flipped.toString('utf8')));
        assert.ok(
          places.includes(`${file.path}:${number}`),
          `byte ${at} of ${file.path}:${number}: ${places}`,
        );
      }
      if (isEnd) number += 1;
    }
  }
});

test('a line that was dropped, added, doubled or moved is named', () => {
  const { all } = historyOf(hundred);
  const { lines, heads } = readLedgerFiles(all, digest);
  const made = JSON.stringify({ v: 1, event: 'nothing' });
  for (const one of lines) {
    const { path, number } = one;
    const { before, text, after } = partsOf(all, one);
    const placesWith = (...changed: readonly string[]) => placesOf(replaced(all, path, textOf(changed)));
    const isLast = after.length === 0;
    const expected = isLast ? namersOf(lines, [one]) : [place(one)];
    const dropped = placesWith(...before, ...after);
    if (!heads.includes(one.line.proof_hash))
      assert.ok(
        expected.some((at) => dropped.includes(at)),
        `drop ${place(one)}`,
      );
    assert.ok(placesWith(...before, text, text, ...after).includes(`${path}:${number + 1}`), 'doubled');
    assert.ok(placesWith(...before, made, text, ...after).includes(place(one)), 'added');
    const follower = reseal({ ...one.line, prev: one.line.proof_hash });
    const added = placesWith(...before, text, JSON.stringify(follower), ...after);
    // Behind a line that may be the last of its file, one more is nothing that could be seen.
    const mayGrow = isLast && (one.line.event === 'run' || one.line.event === 'validation');
    if (!mayGrow)
      assert.ok(
        added.some((at) => at === `${path}:${number + 1}` || at === `${path}:${number + 2}`),
        `follower of ${place(one)}`,
      );
    const [next, ...others] = after;
    if (next !== undefined)
      assert.ok(placesWith(...before, next, text, ...others).includes(place(one)), 'swapped');
  }
});

test('what is cut off is named by those who saw it, unless nobody did', () => {
  const { all } = historyOf(hundred);
  const { lines } = readLedgerFiles(all, digest);
  for (const one of lines) {
    const { path, number } = one;
    const { before, text } = partsOf(all, one);
    const half = `${textOf(before)}${text.slice(0, 40)}`;
    const gone = lines.filter((other) => other.path === path && other.number >= number);
    const named = namersOf(lines, gone);
    const places = placesOf(replaced(all, path, half));
    if (number === 1) assert.ok(places.includes(`${path}:null`));
    for (const at of named) assert.ok(places.includes(at), `${at} saw what was cut off ${place(one)}`);
    assert.is(places.length > 0, named.length > 0 || number === 1);
  }
  for (const { path } of all) {
    const gone = lines.filter((other) => other.path === path);
    const places = placesOf(replaced(all, path, null));
    for (const at of namersOf(lines, gone)) assert.ok(places.includes(at), `${at} saw ${path}`);
  }
});

test('a line changed with all hashes redone up to any point below a head is named where the forger stopped', () => {
  const { all } = historyOf(hundred);
  const ledger = readLedgerFiles(all, digest);
  const order = causalOrder(ledger);
  for (const [index, one] of order.entries()) {
    const redone = new Map<string, LedgerLine>();
    const changed = reseal(altered(one.line));
    redone.set(one.line.proof_hash, changed);
    for (const later of order.slice(index + 1)) {
      if (!namedBy(later).some((hash) => redone.has(hash))) continue;
      if (redone.size <= 2 || redone.size % 9 === 0) {
        // Here the forger stops: this line still names what there is no more.
        const places = placesOf(forged(all, redone));
        assert.ok(places.includes(place(later)), `${place(one)} forged up to ${place(later)}: ${places}`);
      }
      redone.set(later.line.proof_hash, redoneLine(later.line, redone));
    }
  }
});

test('a thousand lines cost a digest each, and a few for every report', () => {
  for (const runs of [100, 200]) {
    const { all } = historyOf(
      Array.from({ length: runs }, (): Step => ({ kind: 'run', branch: 0, lines: 8, closed: true })),
    );
    let digests = 0;
    const { lines, problems } = readLedgerFiles(all, (text) => {
      digests += 1;
      return digest(text);
    });
    assert.equal(problems, []);
    assert.is(lines.length, runs * 10);
    assert.ok(digests <= lines.length + runs * 5, `${digests} digests for ${lines.length} lines`);
  }
});

test.run();
