import { type Meant, meantWords, misspelledWords } from './expand.js';
import { eachPosting, type Field, fieldCount, fields, occurrencesIn, type Segment } from './segment.js';

/** Segments searched as one. Documents are numbered through. */
export interface Searched {
  readonly segments: readonly Segment[];
  /** 1 for a document that counts, by number: not replaced by a later segment, and let through by the filters. */
  readonly live: Uint8Array;
}

/** How much a word counts by where it stands. */
export type Weights = Readonly<Record<Field, number>>;

export interface Ranking {
  /** By document number; 0 where no word was found. */
  readonly scores: Float64Array;
  /** For each word of the query the words of the index that it was taken for. */
  readonly meant: readonly ReadonlySet<string>[];
}

/** How quickly more occurrences stop mattering, and how much a long field counts less (BM25F). */
const saturation = 1.2;
const lengthEffect: Readonly<Record<Field, number>> = {
  text: 0.7,
  headings: 0.5,
  title: 0.3,
  read_when: 0.3,
  labels: 0.3,
};
/** With fewer documents than this that hold a word, misspelled ones are looked for as well. */
const fewDocuments = 3;

/** Score every live document for these words. A document that holds all of them comes before one that holds some. */
export function rank(words: readonly string[], searched: Searched, weights: Weights): Ranking {
  const total = searched.live.length;
  const settings = settingsOf(searched.segments, weights);
  const scores = new Float64Array(total);
  const covered = new Float64Array(total);
  const meant: ReadonlySet<string>[] = [];
  let whole = 0;
  for (const word of words) {
    const { best, count, names } = matchWord(word, searched, settings);
    meant.push(names);
    const rarity = Math.log(1 + (total - count + 0.5) / (count + 0.5));
    whole += rarity;
    if (count === 0) continue;
    for (let document = 0; document < total; document++) {
      const frequency = best[document] as number;
      if (frequency === 0) continue;
      scores[document] =
        (scores[document] as number) + (rarity * frequency * (saturation + 1)) / (frequency + saturation);
      covered[document] = (covered[document] as number) + rarity;
    }
  }
  for (let document = 0; document < total; document++)
    scores[document] =
      whole === 0 ? 0 : ((scores[document] as number) * (covered[document] as number)) / whole;
  return { scores, meant };
}

interface WordMatch {
  /** The weighted frequency in each document, of the best meaning that it holds. */
  readonly best: Float64Array;
  readonly count: number;
  readonly names: ReadonlySet<string>;
}

function matchWord(word: string, searched: Searched, settings: Settings): WordMatch {
  const best = new Float64Array(searched.live.length);
  const names = new Set<string>();
  let count = 0;
  const collect = (meaning: (segment: Segment) => Meant[]) => {
    let offset = 0;
    for (const segment of searched.segments) {
      for (const { at, weight } of meaning(segment)) {
        names.add(segment.words.names.at(at));
        count += addList(
          segment,
          at,
          weight,
          best.subarray(offset),
          searched.live.subarray(offset),
          settings,
        );
      }
      offset += segment.count;
    }
  };
  collect((segment) => meantWords(segment.words.names, word));
  if (count < fewDocuments) collect((segment) => misspelledWords(segment.words.names, word));
  return { best, count, names };
}

/** Take over the better frequencies of one word's list; how many documents it adds. */
function addList(
  segment: Segment,
  place: number,
  weight: number,
  best: Float64Array,
  live: Uint8Array,
  { averages, weights, effects }: Settings,
): number {
  const { lengths } = segment;
  let added = 0;
  eachPosting(segment.words, place, (document, packed) => {
    if (live[document] !== 1) return;
    let frequency = 0;
    const last = packed < 128 ? 1 : fieldCount;
    for (let field = 0; field < last; field++) {
      const times = occurrencesIn(packed, field);
      if (times === 0) continue;
      const effect = effects[field] as number;
      const length = lengths[document * fieldCount + field] as number;
      frequency +=
        ((weights[field] as number) * times) / (1 - effect + (effect * length) / (averages[field] as number));
    }
    frequency *= weight;
    const known = best[document] as number;
    if (frequency <= known) return;
    if (known === 0) added += 1;
    best[document] = frequency;
  });
  return added;
}

/** By field: the mean length, what a word counts, and how much a long field takes away from it. */
interface Settings {
  readonly averages: readonly number[];
  readonly weights: readonly number[];
  readonly effects: readonly number[];
}

function settingsOf(segments: readonly Segment[], weights: Weights): Settings {
  const documents = segments.reduce((sum, { count }) => sum + count, 0);
  return {
    averages: fields.map((_, field) =>
      Math.max(
        1,
        segments.reduce((sum, { totals }) => sum + (totals[field] ?? 0), 0) / Math.max(1, documents),
      ),
    ),
    weights: fields.map((name) => weights[name]),
    effects: fields.map((name) => lengthEffect[name]),
  };
}

/** The best documents, best first; equally good ones in the order of their paths. */
export function topDocuments(
  scores: Float64Array,
  passes: (document: number) => boolean,
  limit: number,
  pathOf: (document: number) => string,
): { readonly documents: readonly number[]; readonly total: number } {
  const all: number[] = [];
  for (let document = 0; document < scores.length; document++) if (passes(document)) all.push(document);
  const order = (a: number, b: number) => (scores[b] as number) - (scores[a] as number);
  let chosen = all;
  if (limit < all.length) {
    const sorted = new Float64Array(all.length);
    for (let at = 0; at < all.length; at++) sorted[at] = scores[all[at] as number] as number;
    const least = sorted.sort()[sorted.length - limit] ?? Number.POSITIVE_INFINITY;
    chosen = all.filter((document) => (scores[document] as number) >= least);
  }
  // Many equally good ones stay in the order of the index, which is that of their paths but for what changed since.
  if (chosen.length > limit + 100) chosen.sort(order);
  else chosen.sort((a, b) => order(a, b) || (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0));
  return { documents: chosen.slice(0, limit), total: all.length };
}
