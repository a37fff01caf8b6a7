import { wordsOf } from './words.js';

/** The parts of a search query. */
export interface Query {
  /** Words that are looked for; the more of them a document holds, the better. */
  readonly words: readonly string[];
  /** `+word`, `"several words"`: what a document must hold, as text. */
  readonly phrases: readonly Phrase[];
  readonly filters: readonly Filter[];
}

export interface Phrase {
  readonly words: readonly string[];
  /** `-word`: what it must not hold. */
  readonly excluded: boolean;
}

/** `status:todo,blocked`, `-tag:old`, `created:>2026-01-01`. */
export interface Filter {
  readonly key: string;
  /** How the value is compared. */
  readonly how: '=' | '<' | '<=' | '>' | '>=';
  /** One of these suffices. */
  readonly values: readonly string[];
  readonly excluded: boolean;
  readonly written: string;
}

/** `+` or `-`, a key, and a text in quotation marks or up to the next space. */
const part = /([-+]?)(?:([^\s":+-][^\s":]*):(?!\/\/))?(?:"([^"]*)"?|(\S+))?/y;

/**
 * Split a query into its parts. A word with a colon is a filter if `isKey` knows the part before it, else text, so that
 * `error: 404` can be searched.
 */
export function parseQuery(text: string, isKey: (key: string) => boolean): Query {
  const words: string[] = [];
  const phrases: Phrase[] = [];
  const filters: Filter[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    part.lastIndex = at;
    const [written = '', prefix = '', key, quoted, plain = ''] = part.exec(text) ?? [];
    at += Math.max(1, written.length);
    const excluded = prefix === '-';
    if (key !== undefined && isKey(key.toLowerCase())) {
      const filter = filterOf(key.toLowerCase(), quoted, plain, excluded, written);
      if (filter) filters.push(filter);
      continue;
    }
    const value = `${key === undefined ? '' : `${key} `}${quoted ?? plain}`;
    const found = wordsOf(value);
    if (found.length === 0) continue;
    if (quoted !== undefined || prefix !== '') phrases.push({ words: found, excluded });
    if (!excluded) words.push(...found);
  }
  return { words: withoutStopWords([...new Set(words)]), phrases, filters };
}

/** A filter that is still being typed (`status:`) filters nothing. */
function filterOf(
  key: string,
  quoted: string | undefined,
  plain: string,
  excluded: boolean,
  written: string,
): Filter | null {
  if (quoted !== undefined) return { key, how: '=', values: [quoted], excluded, written };
  const [, how = '', rest = ''] = /^([<>]=?)?(.*)$/s.exec(plain) ?? [];
  const values = how === '' ? rest.split(',').filter((value) => value !== '') : [rest];
  if (values.length === 0 || values[0] === '') return null;
  return { key, how: (how || '=') as Filter['how'], values, excluded, written };
}

/** Stop words; they count only in a query that has no others. */
const stopWords: ReadonlySet<string> = new Set(
  'a an and are as at be been but by can did do does for from had has have how i if in into is it its me my of on or our should so that the their them then there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

function withoutStopWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : words;
}
