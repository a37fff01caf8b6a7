import type { DocumentType } from '../model/documentType.js';
import { idOfFileName, parseId, prefixTable } from '../model/ids.js';

/** The highest number seen of each prefix. */
export type Highest = Record<string, number>;

/** Raise each prefix to the higher of the two. */
export function raise(highest: Highest, other: Highest): void {
  for (const [prefix, number] of Object.entries(other)) raiseTo(highest, prefix, number);
}

/** Raise by the name of a document's file or of a plan's ledger folder. */
export function raiseByName(highest: Highest, name: string, types: readonly DocumentType[]): void {
  const named = idOfFileName(name, types) ?? parseId(name, types);
  if (named) raiseTo(highest, named.type.prefix, named.number);
}

/** Raise by every id that stands in a text, wherever it stands. */
export function raiseByText(highest: Highest, text: string, types: readonly DocumentType[]): void {
  const table = prefixTable(types);
  for (const match of text.matchAll(idsPattern(types))) {
    const [, prefix = '', digits] = match;
    const type = table.get(prefix.toUpperCase());
    if (type) raiseTo(highest, type.prefix, Number(digits));
  }
}

function raiseTo(highest: Highest, prefix: string, number: number): void {
  if (number > (highest[prefix] ?? 0)) highest[prefix] = number;
}

const patterns = new WeakMap<readonly DocumentType[], RegExp>();

function idsPattern(types: readonly DocumentType[]): RegExp {
  let pattern = patterns.get(types);
  if (!pattern) {
    const prefixes = [...prefixTable(types).keys()].join('|');
    pattern = new RegExp(`(?<![A-Za-z0-9])(${prefixes})-(\\d{1,9})(?!\\d)`, 'gi');
    patterns.set(types, pattern);
  }
  return pattern;
}
