/**
 * What a terminal would obey, hide or reorder by: control characters, line separators, bidirectional controls,
 * zero-width and filler characters, tag characters and lone surrogates. Variation selectors stay: emoji need them.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;
const everyUnsafe = new RegExp(unsafe.source, 'gu');
/** A zero-width joiner between two pictographs makes one emoji of them (👩‍💻) and hides nothing. */
const joinsEmoji = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u;
const pictograph = /^\p{Extended_Pictographic}/u;

/**
 * Text of a document made safe to print on one line: tabs and line ends become spaces, other characters that act
 * or hide are shown as `\u{1b}`.
 */
export function visible(text: string): string {
  if (!unsafe.test(text)) return text;
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
