/** A command line up to the cursor, as a shell of the Bourne family takes it apart. */
export interface SplitLine {
  /** Without their quotes; the last one is being typed, `''` behind a space. */
  readonly words: readonly string[];
  /** The last word as it is written on the line. */
  readonly raw: string;
  /** The quote that is open at the cursor, and where it is in `raw`. */
  readonly quote: { readonly character: '"' | "'"; readonly at: number } | null;
}

/** Take a line apart at its spaces; a quote or backslash holds a word together. */
export function splitLine(line: string): SplitLine {
  const words: string[] = [];
  let word = '';
  let start = 0;
  let isWord = false;
  let quote: SplitLine['quote'] = null;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote) {
      if (character === quote.character) quote = null;
      else if (character === '\\' && quote.character === '"' && /["\\$`]/.test(line[at + 1] ?? '')) {
        word += line[++at] ?? '';
      } else word += character;
    } else if (character === '"' || character === "'") {
      if (!isWord) start = at;
      isWord = true;
      quote = { character, at: at - start };
    } else if (/\s/.test(character)) {
      if (isWord) words.push(word);
      word = '';
      isWord = false;
    } else {
      if (!isWord) start = at;
      isWord = true;
      word += character === '\\' ? (line[++at] ?? '') : character;
    }
  }
  return { words: [...words, word], raw: isWord ? line.slice(start) : '', quote };
}
