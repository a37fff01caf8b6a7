import { type Meant, meantWords, misspelledWords } from './expand.js';
import { type Field, fieldCount, fields, occurrencesIn, type Segment } from './segment.js';

/** Segments searched as one. Documents are numbered through. */
export interface Searched {
  readonly segments: readonly Segment[];
  /** 1 for a document that counts, by number: not replaced by a later segment, and let through by the filters. */
  readonly live: Uint8Array;
}

/** How much a word counts in each field. */
export type Weights = Readonly<Record<Field, number>>;

export interface Ranking {
  /** By document number; 0 if none of the words was found. */
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

/**
 * Take over the better frequencies of one word's list; how many documents it adds. The list is read here and not
 * through `eachPosting`: a search ends before calls for each posting of a frequent word would be compiled.
 */
function addList(
  segment: Segment,
  place: number,
  weight: number,
  best: Float64Array,
  live: Uint8Array,
  settings: Settings,
): number {
  const { lengths } = segment;
  const bytes = segment.words.listAt(place);
  const { length } = bytes;
  const textWeight = weight * (settings.weights[0] as number);
  const [base, slope] = [settings.bases[0] as number, settings.slopes[0] as number];
  let added = 0;
  let document = -1;
  for (let at = 0; at < length; ) {
    let value = bytes[at++] as number;
    if (value > 127) {
      value &= 127;
      for (let shift = 7, more = true; more; shift += 7) {
        const byte = bytes[at++] as number;
        value |= (byte & 127) << shift;
        more = byte > 127;
      }
    }
    document += value + 1;
    let packed = bytes[at++] as number;
    if (packed > 127) {
      packed &= 127;
      for (let shift = 7, more = true; more; shift += 7) {
        const byte = bytes[at++] as number;
        packed |= (byte & 127) << shift;
        more = byte > 127;
      }
    }
    if (live[document] !== 1) continue;
    // Most words are in the text only.
    const frequency =
      packed < 128
        ? (textWeight * packed) / (base + slope * (lengths[document * fieldCount] as number))
        : weight * frequencyOf(packed, lengths, document * fieldCount, settings);
    const known = best[document] as number;
    if (frequency <= known) continue;
    if (known === 0) added += 1;
    best[document] = frequency;
  }
  return added;
}

function frequencyOf(
  packed: number,
  lengths: Uint16Array,
  at: number,
  { weights, bases, slopes }: Settings,
): number {
  let frequency = 0;
  for (let field = 0; field < fieldCount; field++) {
    const times = occurrencesIn(packed, field);
    if (times === 0) continue;
    const norm = (bases[field] as number) + (slopes[field] as number) * (lengths[at + field] as number);
    frequency += ((weights[field] as number) * times) / norm;
  }
  return frequency;
}

/** By field: what a word counts, and what that is divided by, which grows with the field's length. */
interface Settings {
  readonly weights: readonly number[];
  readonly bases: readonly number[];
  readonly slopes: readonly number[];
}

function settingsOf(segments: readonly Segment[], weights: Weights): Settings {
  const documents = segments.reduce((sum, { count }) => sum + count, 0);
  const averages = fields.map((_, field) => {
    const total = segments.reduce((sum, { totals }) => sum + (totals[field] ?? 0), 0);
    return Math.max(1, total / Math.max(1, documents));
  });
  return {
    weights: fields.map((name) => weights[name]),
    bases: fields.map((name) => 1 - lengthEffect[name]),
    slopes: fields.map((name, field) => lengthEffect[name] / (averages[field] as number)),
  };
}

/** The best documents of a mask, best first; equally good ones in the order of their paths. */
export function topDocuments(
  scores: Float64Array,
  mask: Uint8Array,
  limit: number,
  pathOf: (document: number) => string,
): number[] {
  const top: number[] = [];
  const isBetter = (a: number, b: number) => {
    const difference = (scores[a] as number) - (scores[b] as number);
    return difference > 0 || (difference === 0 && pathOf(a) < pathOf(b));
  };
  let least = limit > 0 ? -1 : Number.POSITIVE_INFINITY;
  for (let document = 0; document < mask.length; document++) {
    // The index is in the order of paths but for what changed since, so of equally good ones the first mostly stay.
    if (mask[document] !== 1 || (scores[document] as number) < least) continue;
    if (top.length === limit && !isBetter(document, top[limit - 1] as number)) continue;
    let at = top.length;
    while (at > 0 && isBetter(document, top[at - 1] as number)) at -= 1;
    top.splice(at, 0, document);
    if (top.length > limit) top.pop();
    if (top.length === limit) least = scores[top[limit - 1] as number] as number;
  }
  return top;
}
