import type { DocumentType } from '../../model/document/type.js';
import { idOfFileName, parseId, prefixTable } from '../../model/ids.js';

/** The highest number seen of each prefix. */
export type HighestNumbers = Record<string, number>;

/** Take the higher of the two numbers of each prefix. */
export function includeAll(highest: HighestNumbers, other: HighestNumbers): void {
  for (const [prefix, number] of Object.entries(other)) include(highest, prefix, number);
}

/** Include the name of a document's file or of a plan's ledger folder. */
export function includeName(highest: HighestNumbers, name: string, types: readonly DocumentType[]): void {
  const named = idOfFileName(name, types) ?? parseId(name, types);
  if (named) include(highest, named.type.prefix, named.number);
}

/** Include the names in a folder. Most of them hold a number that is lower than one seen before, which costs little. */
export function includeNames(
  highest: HighestNumbers,
  names: readonly string[],
  types: readonly DocumentType[],
): void {
  for (const name of names) {
    const dash = name.indexOf('-');
    const known = highest[name.slice(0, dash)];
    if (known === undefined || !(numberAt(name, dash + 1) <= known)) includeName(highest, name, types);
  }
}

function numberAt(text: string, start: number): number {
  let number = 0;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}

/** Include every id of a text, wherever it is. */
export function includeText(highest: HighestNumbers, text: string, types: readonly DocumentType[]): void {
  const table = prefixTable(types);
  for (const match of text.matchAll(idsPattern(types))) {
    const [, prefix = '', digits] = match;
    const type = table.get(prefix.toUpperCase());
    if (type) include(highest, type.prefix, Number(digits));
  }
}

function include(highest: HighestNumbers, prefix: string, number: number): void {
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
