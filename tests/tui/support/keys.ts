/** The bytes that a terminal of the xterm family sends for a key. */

const letters: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f3: 'R',
  f4: 'S',
};
const numbers: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
};
const plain: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  escape: '\u001b',
  backspace: '\u007f',
  space: ' ',
};
const modifiers: Readonly<Record<string, number>> = { shift: 1, alt: 2, ctrl: 4 };
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function control(key: string): string {
  if (/^[a-z]$/.test(key)) return String.fromCharCode(key.charCodeAt(0) - 96);
  const others: Readonly<Record<string, string>> = {
    space: '\u0000',
    '[': '\u001b',
    '\\': '\u001c',
    ']': '\u001d',
    '^': '\u001e',
    _: '\u001f',
    backspace: '\b',
  };
  const byte = others[key];
  if (byte === undefined) throw new Error(`no terminal sends a byte for ctrl+${key}`);
  return byte;
}

/**
 * What is sent for a key: `up`, `enter`, `escape`, `f5`, `shift+tab`, `ctrl+p`, `alt+left`, or one character as it is.
 * A longer word that names no key is an error, so that a misspelled name is not typed as text.
 */
export function keyBytes(name: string, applicationCursorKeys = false): string {
  const parts = name.length > 1 ? name.split('+') : [name];
  const key = parts.at(-1) ?? '';
  let held = 0;
  for (const modifier of parts.slice(0, -1)) {
    const value = modifiers[modifier];
    if (value === undefined)
      throw new Error(`'${modifier}' in the key '${name}' is none of shift, alt, ctrl`);
    held |= value;
  }
  const letter = letters[key];
  if (letter !== undefined) {
    if (held) return `\u001b[1;${held + 1}${letter}`;
    return `\u001b${applicationCursorKeys || /[P-S]/.test(letter) ? 'O' : '['}${letter}`;
  }
  const number = numbers[key];
  if (number !== undefined) return `\u001b[${number}${held ? `;${held + 1}` : ''}~`;
  if (key === 'tab' && held === 1) return '\u001b[Z';
  const text = plain[key] ?? key;
  if (plain[key] === undefined && [...graphemes.segment(key)].length !== 1)
    throw new Error(`'${name}' is no key; text is sent with type()`);
  const meta = held & 2 ? '\u001b' : '';
  if (held & 4) return meta + control(key);
  return meta + (held & 1 ? text.toUpperCase() : text);
}
