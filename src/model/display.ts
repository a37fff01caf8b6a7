/**
 * Characters that a terminal obeys, hides or reorders text by: control characters, line separators, bidirectional controls,
 * zero-width, filler and tag characters, lone surrogates. Variation selectors stay: emoji need them.
 */
const unsafe =
  /(?![\ufe00-\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]|\p{Surrogate}/u;
/** Made when it is needed: building it takes longer than most texts. */
let everyUnsafe: RegExp | undefined;
/** A zero-width joiner between two pictographs makes one emoji of them (👩‍💻) and hides nothing. */
const joinsEmoji = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u;
const pictograph = /^\p{Extended_Pictographic}/u;

/**
 * Text of a document made safe to print on one line: tabs and line ends become spaces, other characters that act
 * or hide are shown as `\u{1b}`.
 */
export function visible(text: string): string {
  if (!unsafe.test(text)) return text;
  everyUnsafe ??= new RegExp(unsafe.source, 'gu');
  return text.replace(everyUnsafe, (character, offset: number) => {
    if (character === '\t' || character === '\n' || character === '\r') return ' ';
    if (
      character === '\u200d' &&
      joinsEmoji.test(text.slice(Math.max(0, offset - 8), offset)) &&
      pictograph.test(text.slice(offset + 1, offset + 3))
    ) {
      return character;
    }
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Text shown exactly, for a person who decides about it: tabs and returns are also visible, nothing is joined. */
export function shownExactly(text: string): string {
  everyUnsafe ??= new RegExp(unsafe.source, 'gu');
  return text.replace(everyUnsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
