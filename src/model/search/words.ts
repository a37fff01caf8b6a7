/** People do not search for longer runs of letters (hashes, encoded data): only their beginning counts. */
const longestWord = 40;

/**
 * Call with each word of a text as the index knows it, in lower case and without accents, and with its place.
 * `PLAN-001` is one word; `planMode` is three: itself and its parts, unless only whole words are wanted.
 */
export function eachWord(
  text: string,
  visit: (word: string, start: number, end: number) => void,
  wholeOnly = false,
): void {
  // One loop without calls for ASCII: most programs run it too briefly for it to be compiled well.
  const { length } = text;
  const kinds = kindOf;
  for (let at = 0; at < length; ) {
    let kind = kinds[text.charCodeAt(at)] ?? none;
    if (kind === none) {
      at += 1;
      continue;
    }
    const start = at;
    let seen = 0;
    for (; kind !== none; kind = at < length ? (kinds[text.charCodeAt(at)] ?? none) : none) {
      if (kind === unknown) {
        kind = kindAt(text, at);
        if (kind === none) break;
      }
      seen |= kind === upper && seen !== 0 ? inner : kind;
      at += kind === pair ? 2 : 1;
    }
    if (at === start) at += 1;
    else if (seen & (other | pair)) visitUnicode(text, start, at, visit);
    else {
      const end = (seen & digit) === 0 && at - start <= 16 ? endOfId(text, at) : at;
      at = end;
      const word = text.slice(start, Math.min(end, start + longestWord));
      visit(seen & (upper | inner) ? word.toLowerCase() : word, start, end);
      if (seen & inner && !wholeOnly) visitParts(text, start, end, visit);
    }
  }
}

/** The words of a query or a title. */
export function wordsOf(text: string, wholeOnly = true): string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word), wholeOnly);
  return words;
}

const none = 0;
const lower = 1;
const upper = 2;
const digit = 4;
const other = 8;
/** Two code units. */
const pair = 16;
/** An upper-case letter that is not the first. */
const inner = 32;
/** Not found out yet. */
const unknown = 255;

/** What each code unit is; of others than ASCII found out when it is met. */
const kindOf = new Uint8Array(65536).fill(unknown);
for (let code = 0; code < 128; code++) {
  kindOf[code] =
    code >= 48 && code <= 57
      ? digit
      : code >= 65 && code <= 90
        ? upper
        : code >= 97 && code <= 122
          ? lower
          : none;
}
let wordCharacter: RegExp | undefined;

function kindAt(text: string, at: number): number {
  if (at >= text.length) return none;
  const code = text.charCodeAt(at);
  const known = kindOf[code] ?? none;
  if (known !== unknown) return known;
  wordCharacter ??= /^[\p{L}\p{N}\p{M}]/u;
  if (code >= 0xd800 && code <= 0xdbff)
    return wordCharacter.test(String.fromCodePoint(text.codePointAt(at) ?? 0)) ? pair : none;
  const kind = wordCharacter.test(text.charAt(at)) ? other : none;
  kindOf[code] = kind;
  return kind;
}

const hyphen = 45;

/** Letters, a hyphen and digits are an id: `PLAN-001`, `utf-8`. */
function endOfId(text: string, at: number): number {
  if (text.charCodeAt(at) !== hyphen || kindAt(text, at + 1) !== digit) return at;
  let end = at + 2;
  while (kindAt(text, end) === digit) end += 1;
  return kindAt(text, end) === none ? end : at;
}

const parts = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

function visitParts(
  text: string,
  start: number,
  end: number,
  visit: (word: string, start: number, end: number) => void,
): void {
  const run = text.slice(start, end);
  if (run === run.toUpperCase() || end - start > longestWord) return;
  for (const { 0: part, index } of run.matchAll(parts)) {
    if (part.length > 1 && part.length < run.length)
      visit(part.toLowerCase(), start + index, start + index + part.length);
  }
}

/** Scripts without spaces between words: every two neighbouring characters are a word. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

function visitUnicode(
  text: string,
  start: number,
  end: number,
  visit: (word: string, start: number, end: number) => void,
): void {
  let from = start;
  const run = text.slice(start, end);
  const plain = (to: number) => {
    const word = foldText(text.slice(from, to)).slice(0, longestWord);
    if (word !== '') visit(word, from, to);
  };
  for (const { 0: found, index } of run.matchAll(unspaced)) {
    plain(start + index);
    const characters = [...found];
    let at = start + index;
    for (const [place, character] of characters.entries()) {
      const next = characters[place + 1];
      if (next !== undefined) visit(character + next, at, at + character.length + next.length);
      else if (place === 0) visit(character, at, at + character.length);
      at += character.length;
    }
    from = start + index + found.length;
  }
  plain(end);
}

/** Lower case, without accents, wide and joined forms written out. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
