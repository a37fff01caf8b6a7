import type { DocumentType } from '../model/documentType.js';
import { prefixTable } from '../model/ids.js';

/** Highest number by prefix. */
export type Highest = Record<string, number>;

/** The highest number of each prefix named in a text. */
export function highestIn(text: string, types: readonly DocumentType[], highest: Highest): void {
  const prefixes = [...prefixTable(types).keys()];
  const pattern = new RegExp(`(?<![A-Za-z0-9])(${prefixes.join('|')})-(\\d{1,9})(?![0-9])`, 'gi');
  for (const match of text.matchAll(pattern)) {
    const prefix = prefixTable(types).get((match[1] ?? '').toUpperCase())?.prefix;
    const number = Number(match[2]);
    if (prefix && number > (highest[prefix] ?? 0)) highest[prefix] = number;
  }
}

/** Raise each prefix to the higher of the two. */
export function raise(highest: Highest, other: Highest): void {
  for (const [prefix, number] of Object.entries(other))
    if (number > (highest[prefix] ?? 0)) highest[prefix] = number;
}
