import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type { LedgerLine } from '../../../src/model/ledger/event.js';
import { namedBy, type PlacedLine } from '../../../src/model/ledger/ledger.js';
import { hashOf } from '../../../src/model/ledger/seal.js';
import { digest, type LedgerFile } from './histories.js';

export const placesOf = (files: readonly LedgerFile[]): string[] =>
  readLedgerFiles(files, digest).problems.map(({ path, line }) => `${path}:${line}`);
export const linesOf = (text: string): string[] => text.slice(0, -1).split('\n');
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
export const replaced = (files: readonly LedgerFile[], path: string, text: string | null): LedgerFile[] =>
  files.flatMap((one) => (one.path !== path ? [one] : text === null ? [] : [{ path, text }]));
export const place = ({ path, number }: PlacedLine): string => `${path}:${number}`;

/** The lines of a file around one of them. */
export function partsOf(files: readonly LedgerFile[], { path, number }: PlacedLine) {
  const texts = linesOf(files.find((file) => file.path === path)?.text ?? '');
  return { before: texts.slice(0, number - 1), text: texts[number - 1] ?? '', after: texts.slice(number) };
}

/** Lines of other files that name one of these. */
export function namersOf(lines: readonly PlacedLine[], gone: readonly PlacedLine[]): string[] {
  const hashes = new Set(gone.map(({ line }) => line.proof_hash));
  return lines
    .filter((one) => !gone.includes(one) && namedBy(one).some((hash) => hashes.has(hash)))
    .map(place);
}

export function reseal(line: LedgerLine): LedgerLine {
  return { ...line, proof_hash: hashOf(line, digest) };
}

/** Something else, in a field that claims nothing of other lines. */
export function altered(line: LedgerLine): LedgerLine {
  switch (line.event) {
    case 'run':
      return { ...line, doc_ops: '6.6.6' };
    case 'validation':
    case 'baseline':
      return { ...line, duration_ms: 666 };
    case 'report':
      return { ...line, finished: '2026-11-21T06:06:06.000Z' };
    case 'approval':
    case 'rejection':
      return { ...line, why: 'forged' };
    case 'approval_requested':
    case 'lifecycle':
      return { ...line, at: '2026-11-21T06:06:06.000Z' };
  }
}

/** The line with new hashes for old ones, wherever it names them. */
export function redoneLine(line: LedgerLine, redone: ReadonlyMap<string, LedgerLine>): LedgerLine {
  const text = JSON.stringify(line).replace(/[0-9a-f]{64}/g, (hash) => redone.get(hash)?.proof_hash ?? hash);
  return reseal(JSON.parse(text));
}

/** The files with these lines in the place of those that had their hashes. */
export function forged(files: readonly LedgerFile[], redone: ReadonlyMap<string, LedgerLine>): LedgerFile[] {
  return files.map(({ path, text }) => ({
    path,
    text: textOf(linesOf(text).map((line) => forgedText(line, redone))),
  }));
}

function forgedText(text: string, redone: ReadonlyMap<string, LedgerLine>): string {
  const line = redone.get((JSON.parse(text) as LedgerLine).proof_hash);
  return line ? JSON.stringify(line) : text;
}
