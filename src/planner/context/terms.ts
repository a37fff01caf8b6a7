import { stemOf } from '../../model/search/stem.js';
import { foldText, wordsOf } from '../../model/search/words.js';

/** A word that the work is about, as it is looked for. */
export interface Term {
  /** As it was written, in lower case. */
  readonly word: string;
  /** What all its forms begin with. */
  readonly stem: string;
  /** How much it counts: 1 for a word of the goal. */
  readonly weight: number;
}

/** What a text names and speaks of. */
export interface Terms {
  /** Best first. */
  readonly words: readonly Term[];
  /** Words that follow each other: `dark mode`. Stems. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Names in code as they are written: `loginUser`, `test_login`, `PaginationParams`. */
  readonly identifiers: readonly string[];
  /** What looks like a path, with the lines behind it: `src/auth.py`, `src/auth.py:10-20`. */
  readonly paths: readonly NamedPath[];
}

export interface NamedPath {
  readonly path: string;
  readonly lines: readonly [number, number] | null;
}

/** Texts by how much their words count. */
export interface TermSource {
  readonly text: string;
  readonly weight: number;
  /** Words of it at most; all by default. */
  readonly most?: number;
}

/** Words that say what to do or hold a sentence together, not what it is about. */
const empty: ReadonlySet<string> = new Set(
  'a about above add added adding adds after again all allow allows also an and any are as at back be because been before being better both but by can cannot change changed changes changing could create created creates creating did do does doing done down each else ensure even every extend first fix fixed fixes fixing for from get gets give given go goes had has have having how i if implement implemented implements improve improved in instead into introduce is it its just keep kept last least less let like make makes making may me more most move must my need needed needs never new no nor not now of off on once one only or other our out over own per please provide put refactor refactored refactoring remove removed rename replace rewrite same set should show shows so some still stop such support supported supports take takes than that the their them then there these they this those through to too two under until up update upgrade us use used uses using via want wants was way we were what when where whether which while who why will with within without work works would you your'.split(
    ' ',
  ),
);

/** Terms that are looked for at most. */
const mostWords = 20;

/** Read what texts name and speak of; the first ones count most. */
export function termsOf(sources: readonly TermSource[]): Terms {
  const words = new Map<string, Term>();
  const pairs: (readonly [string, string])[] = [];
  const identifiers = new Set<string>();
  const paths = new Map<string, NamedPath>();
  for (const source of sources) {
    const plain = takePaths(source.text, paths);
    for (const name of identifiersIn(plain)) identifiers.add(name);
    const found = tellingWords(plain);
    if (source.weight >= 1) pairs.push(...pairsIn(plain));
    for (const [word, count] of found.slice(0, source.most)) {
      const stem = stemOf(word);
      const weight = source.weight * (1 + Math.log(count) / 4);
      const known = words.get(stem);
      if (!known) words.set(stem, { word, stem, weight });
      else if (known.weight < weight) words.set(stem, { ...known, weight });
    }
  }
  const best = [...words.values()].sort((a, b) => b.weight - a.weight).slice(0, mostWords);
  return { words: best, pairs, identifiers: [...identifiers], paths: [...paths.values()] };
}

const pathLike =
  /(?<![\w./@:-])(?:\.{0,2}\/)?(?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}(?::(\d+)(?:-(\d+))?)?(?![\w/])|(?<![\w./:@-])(?:[\w@.+-]+\/)+[\w@.+-]*(?![\w/])/g;

/** Take over what looks like a path; the text without its slashes and endings, so that its words count as well. */
function takePaths(text: string, into: Map<string, NamedPath>): string {
  return text.replace(pathLike, (written, from?: string, to?: string) => {
    const path = written.replace(/:\d+(?:-\d+)?$/, '').replace(/^\.\//, '');
    const first = Number(from);
    const lines: NamedPath['lines'] = from ? [first, Math.max(first, Number(to ?? from))] : null;
    if (!into.has(path)) into.set(path, { path, lines });
    return ` ${path.replace(/[/.]/g, ' ')} `;
  });
}

/** `camelCase`, `PascalCase`, `snake_case`, `CONSTANT_CASE`, `call()`, and a single word in backticks. */
const identifier =
  /`([A-Za-z_$][\w$]{2,})(?:\(\))?`|\b([a-z]+[A-Z][\w$]*|[A-Z][a-z0-9]+[A-Z][\w$]*|[A-Za-z][a-zA-Z0-9]*_\w*[A-Za-z0-9]|[A-Za-z_]\w{2,}(?=\(\)))/g;

function identifiersIn(text: string): string[] {
  return [...text.matchAll(identifier)].flatMap(([, quoted, plain]) => quoted ?? plain ?? []);
}

/** Words that say something, most frequent first, each with how often it is there. */
function tellingWords(text: string): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text, false)) {
    if (empty.has(word) || (word.length < 2 && !/[^\0-\x7f]/.test(word))) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function pairsIn(text: string): (readonly [string, string])[] {
  const words = wordsOf(text);
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    if (next === undefined || empty.has(word) || empty.has(next)) return [];
    return [[stemOf(word), stemOf(next)] as const];
  });
}

/** The words of a path's part by stem: `lineBlame.test.ts` has `line`, `blame`, `test`, `ts`. */
export function stemsOfName(name: string): string[] {
  return wordsOf(name.replaceAll('_', ' '), false).map((word) => stemOf(foldText(word)));
}
