import { stemOf } from '../../../model/search/stem.js';
import { eachWord } from '../../../model/search/words.js';
import type { Term, Terms } from '../terms.js';
import { type Candidate, kindWeight, nameWeights, type Rarity } from './candidates.js';
import { definedName, definitionLine } from './definitions.js';

/** A file that was read, and where in it the work may be. */
export interface RankedFile {
  readonly path: string;
  readonly kind: Candidate['kind'];
  readonly score: number;
  /** Lines with terms, in order. */
  readonly hits: readonly LineHit[];
  /** Terms that it holds or is named by, those that tell most first. */
  readonly terms: readonly Term[];
  readonly queried: readonly number[];
}

export interface LineHit {
  /** 1-based. */
  readonly line: number;
  readonly score: number;
  /** What the line defines; null where it only holds the terms. */
  readonly defines: string | null;
}

/** What comes behind is not looked at. In characters. */
const lookedAt = 200_000;

/** Judges texts by the same terms: words are looked up once, whatever their form. */
export class FileRanker {
  readonly #known = new Map<string, Term | null>();
  readonly #byStem: ReadonlyMap<string, Term>;
  readonly #identifiers: ReadonlySet<string>;

  constructor(
    readonly terms: Terms,
    readonly rarity: Rarity,
  ) {
    this.#byStem = new Map(terms.words.map((term) => [term.stem, term]));
    this.#identifiers = new Set(terms.identifiers);
  }

  rank({ path, kind, queried }: Candidate, text: string): RankedFile {
    const looked = text.slice(0, lookedAt);
    const { counts, lines, pairs } = this.#count(looked);
    const defining = definitionLine(path);
    const source = looked.split('\n');
    const hits = [...lines].map(([line, terms]): LineHit => {
      const defines = defining ? definedName(source[line - 1] ?? '', defining) : null;
      const worth = [...terms].reduce((sum, term) => sum + this.#worth(term), 0);
      const exact = defines !== null && this.#identifiers.has(defines) ? 4 : 1;
      return { line, score: worth * (defines === null ? 1 : 2.5) * exact, defines };
    });
    hits.sort((a, b) => a.line - b.line);
    const score = this.#score(path, counts, hits, pairs, source.length) * kindWeight[kind];
    const names = nameWeights(path);
    const terms = this.terms.words
      .filter((term) => counts.has(term) || names.has(term.stem))
      .sort((a, b) => this.#worth(b) - this.#worth(a));
    return { path, kind, score, hits, terms, queried };
  }

  /** How often each term is there, the terms of each line, and how often two follow each other as in the goal. */
  #count(text: string) {
    const counts = new Map<Term, number>();
    const lines = new Map<number, Set<Term>>();
    const wanted = new Set(this.terms.pairs.map(([a, b]) => `${a} ${b}`));
    let pairs = 0;
    let [line, end] = [1, text.indexOf('\n')];
    let before = '';
    eachWord(text, (word, start) => {
      while (end >= 0 && start > end) {
        line += 1;
        end = text.indexOf('\n', end + 1);
        before = '';
      }
      const term = this.#termOf(word);
      if (!term) {
        before = '';
        return;
      }
      if (before !== '' && wanted.has(`${before} ${term.stem}`)) pairs += 1;
      before = term.stem;
      counts.set(term, (counts.get(term) ?? 0) + 1);
      const known = lines.get(line);
      if (known) known.add(term);
      else lines.set(line, new Set([term]));
    });
    return { counts, lines, pairs };
  }

  #termOf(word: string): Term | null {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const term = this.#byStem.get(stemOf(word)) ?? this.#byStem.get(word) ?? null;
    this.#known.set(word, term);
    return term;
  }

  #worth(term: Term): number {
    return term.weight * (this.rarity.get(term) ?? 0);
  }

  #score(
    path: string,
    counts: ReadonlyMap<Term, number>,
    hits: readonly LineHit[],
    pairs: number,
    length: number,
  ): number {
    const names = nameWeights(path);
    // Long files hold many words by chance.
    const norm = 1.2 * (0.7 + 0.3 * (length / 200));
    let [score, covered, whole] = [0, 0, 0];
    for (const term of this.terms.words) {
      const worth = this.#worth(term);
      whole += worth;
      const count = counts.get(term) ?? 0;
      const name = names.get(term.stem) ?? 0;
      if (count === 0 && name === 0) continue;
      covered += worth;
      score += worth * ((2.2 * count) / (count + norm) + name);
    }
    if (whole === 0) return 0;
    const defined = Math.max(0, ...hits.map((hit) => (hit.defines === null ? 0 : hit.score)));
    return ((score + defined * 0.5) * covered * (1 + Math.min(0.5, pairs * 0.15))) / whole;
  }
}
