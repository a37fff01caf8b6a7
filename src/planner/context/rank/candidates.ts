import type { FoundText } from '../../../workspace/git/foundTexts.js';
import { stemsOfName, type Term, type Terms } from '../terms.js';
import { type FileKind, fileKind } from './fileKind.js';
import type { Pattern } from './patterns.js';

/** A file that may be about the work, before it is read. */
export interface Candidate {
  readonly path: string;
  readonly kind: FileKind;
  readonly score: number;
  /** Lines that hold a query of the person. */
  readonly queried: readonly number[];
}

/** How much a match counts by what the file is. */
export const kindWeight: Readonly<Record<FileKind, number>> = {
  code: 1,
  test: 0.75,
  document: 0.7,
  config: 0.5,
  data: 0.2,
  generated: 0,
};

/** How rare each term is among the files: the rarer, the more it tells. */
export type Rarity = ReadonlyMap<Term, number>;

export interface Candidates {
  /** Best first. */
  readonly files: readonly Candidate[];
  readonly rarity: Rarity;
}

interface Counted {
  readonly counts: Map<Term, number>;
  readonly queried: number[];
}

/** Which files to read, judged by the places of the terms and by the files' names. */
export function findCandidates(
  files: readonly string[],
  found: readonly FoundText[],
  patterns: readonly Pattern[],
  terms: Terms,
  queries: readonly string[],
): Candidates {
  const byText = new Map(patterns.map((pattern) => [pattern.text, pattern]));
  const asked = new Set(queries.map((query) => query.toLowerCase()));
  const counted = new Map<string, Counted>();
  const of = (path: string): Counted => {
    let one = counted.get(path);
    if (!one) {
      one = { counts: new Map(), queried: [] };
      counted.set(path, one);
    }
    return one;
  };
  let last = '';
  let one: Counted = { counts: new Map(), queried: [] };
  for (const { path, line, text } of found) {
    // Git tells file after file.
    if (path !== last) {
      one = of(path);
      last = path;
    }
    const lower = text.toLowerCase();
    if (asked.has(lower)) one.queried.push(line);
    for (const term of byText.get(lower)?.terms ?? []) one.counts.set(term, (one.counts.get(term) ?? 0) + 1);
  }
  const rarity = rarityOf(terms.words, counted.values(), files.length);
  const named = stemTest(terms.words);
  const isNamed = new Set(files.filter((path) => named.test(path)));
  for (const path of isNamed) of(path);
  const candidates: Candidate[] = [];
  for (const [path, { counts, queried }] of counted) {
    const kind = fileKind(path);
    const names = isNamed.has(path) ? nameWeights(path) : noNames;
    const score = scoreOf(names, counts, terms.words, rarity) * kindWeight[kind];
    if (score > 0 || queried.length > 0) candidates.push({ path, kind, score, queried });
  }
  candidates.sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
  return { files: candidates, rarity };
}

function rarityOf(words: readonly Term[], all: Iterable<Counted>, total: number): Rarity {
  const holding = new Map<Term, number>(words.map((term) => [term, 0]));
  for (const { counts } of all)
    for (const term of counts.keys()) holding.set(term, (holding.get(term) ?? 0) + 1);
  const rarity = new Map<Term, number>();
  for (const [term, count] of holding)
    rarity.set(term, Math.log(1 + (Math.max(total, count) - count + 0.5) / (count + 0.5)));
  return rarity;
}

/** Finds the paths that may have one of the terms in their name, quickly. */
function stemTest(words: readonly Term[]): { test(path: string): boolean } {
  if (words.length === 0) return { test: () => false };
  const stems = words.map(({ stem }) => stem.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(stems.join('|'), 'iu');
}

const noNames: ReadonlyMap<string, number> = new Map();

function scoreOf(
  inPath: ReadonlyMap<string, number>,
  counts: ReadonlyMap<Term, number>,
  words: readonly Term[],
  rarity: Rarity,
): number {
  let [score, covered, whole] = [0, 0, 0];
  for (const term of words) {
    const worth = term.weight * (rarity.get(term) ?? 0);
    whole += worth;
    const count = counts.get(term) ?? 0;
    const name = inPath.get(term.stem) ?? 0;
    if (count === 0 && name === 0) continue;
    covered += worth;
    score += worth * ((2.2 * count) / (count + 1.2) + name);
  }
  return whole === 0 ? 0 : (score * covered) / whole;
}

/** The stems of a path, each with how much a term counts there: more in the file's name than in its folders'. */
export function nameWeights(path: string): Map<string, number> {
  const weights = new Map<string, number>();
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  for (const part of parts) for (const stem of stemsOfName(part)) weights.set(stem, 0.8);
  const stems = stemsOfName(name.replace(/\.\w+$/, ''));
  // A name that is one of the terms says more than one that also holds others.
  for (const stem of stems) weights.set(stem, 1.5 + 1.5 / Math.max(1, stems.length));
  return weights;
}
