import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import { causalOrder } from '../../../src/model/ledger/descent.js';
import type { LedgerLine } from '../../../src/model/ledger/event.js';
import { type Ledger, namedBy, type PlacedLine } from '../../../src/model/ledger/ledger.js';
import { digest, historyOf, type LedgerFile, steps } from './histories.js';
import {
  altered,
  forged,
  linesOf,
  namersOf,
  partsOf,
  place,
  placesOf,
  redoneLine,
  replaced,
  reseal,
  textOf,
} from './tamper.js';

/** What somebody did to a line, and where that has to be seen; null where nobody could see it. */
interface Tampering {
  readonly files: readonly LedgerFile[];
  /** One of these has to be named. */
  readonly named: readonly string[];
}
type Tamper = (history: History, one: PlacedLine, chance: number) => Tampering | null;

interface History {
  readonly all: readonly LedgerFile[];
  readonly ledger: Ledger;
}

const tampers: Readonly<Record<string, Tamper>> = {
  flip(history, one, chance) {
    const { before, text, after } = partsOf(history.all, one);
    const bytes = Buffer.from(text);
    const at = chance % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (chance % 7));
    // A new line ending makes two lines of one, and a line ending is none of the line's own bytes.
    const changed = textOf([...before, bytes.toString('utf8'), ...after]);
    return { files: replaced(history.all, one.path, changed), named: [place(one)] };
  },
  drop(history, one) {
    const { before, after } = partsOf(history.all, one);
    const seen = after.length > 0 ? [place(one)] : namersOf(history.ledger.lines, [one]);
    if (before.length === 0 && after.length === 0) seen.push(`${one.path}:null`);
    return seen.length === 0
      ? null
      : { files: replaced(history.all, one.path, textOf([...before, ...after])), named: seen };
  },
  double(history, one) {
    const { before, text, after } = partsOf(history.all, one);
    const changed = textOf([...before, text, text, ...after]);
    return { files: replaced(history.all, one.path, changed), named: [`${one.path}:${one.number + 1}`] };
  },
  swap(history, one) {
    const { before, text, after } = partsOf(history.all, one);
    const [next, ...others] = after;
    if (next === undefined) return null;
    return {
      files: replaced(history.all, one.path, textOf([...before, next, text, ...others])),
      named: [place(one)],
    };
  },
  move(history, one, chance) {
    const other = history.all[chance % history.all.length];
    if (!other || other.path === one.path) return null;
    const { before, text, after } = partsOf(history.all, one);
    const moved = replaced(history.all, one.path, textOf([...before, ...after]));
    const number = linesOf(other.text).length + 1;
    const into = `${other.text}${text}\n`;
    return { files: replaced(moved, other.path, into), named: [`${other.path}:${number}`] };
  },
  truncate(history, one, chance) {
    const { before, text } = partsOf(history.all, one);
    const gone = history.ledger.lines.filter(({ path, number }) => path === one.path && number >= one.number);
    const named = namersOf(history.ledger.lines, gone);
    if (one.number === 1) named.push(`${one.path}:null`);
    const cut = `${textOf(before)}${text.slice(0, 1 + (chance % (text.length - 1)))}`;
    return named.length === 0 ? null : { files: replaced(history.all, one.path, cut), named };
  },
  remove(history, one) {
    const gone = history.ledger.lines.filter(({ path }) => path === one.path);
    const named = namersOf(history.ledger.lines, gone);
    return named.length === 0 ? null : { files: replaced(history.all, one.path, null), named };
  },
  /** All hashes are redone up to a line, which is the first that does not fit. */
  forge(history, one, chance) {
    const redone = new Map<string, LedgerLine>([[one.line.proof_hash, reseal(altered(one.line))]]);
    const order = causalOrder(history.ledger);
    const later = order.slice(order.indexOf(one) + 1).filter((line) => {
      if (!namedBy(line).some((hash) => redone.has(hash))) return false;
      redone.set(line.line.proof_hash, line.line);
      return true;
    });
    const stop = later[chance % Math.max(1, later.length)];
    if (!stop) return null;
    for (const line of later) redone.delete(line.line.proof_hash);
    for (const line of later) {
      if (line === stop) break;
      redone.set(line.line.proof_hash, redoneLine(line.line, redone));
    }
    return { files: forged(history.all, redone), named: [place(stop)] };
  },
};

for (const [kind, tamper] of Object.entries(tampers)) {
  test(`${kind}: named in every history, with branches and merges`, () => {
    let tried = 0;
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), (happened, which, chance) => {
        const { all } = historyOf(happened);
        const ledger = readLedgerFiles(all, digest);
        const one = causalOrder(ledger)[which % Math.max(1, ledger.lines.length)];
        if (!one) return;
        const tampered = tamper({ all, ledger }, one, chance);
        if (!tampered) return;
        tried += 1;
        const places = placesOf(tampered.files);
        assert.ok(
          tampered.named.some((at) => places.includes(at)),
          `${kind} ${place(one)}: ${tampered.named} is not among ${places}`,
        );
      }),
      { numRuns: 150 },
    );
    assert.ok(tried >= 30, `only ${tried} were tried`);
  });
}

test.run();
