import type { Key } from '../../terminal/keys.js';

/** A line that is being typed. */
export interface Typed {
  readonly text: string;
  /** Offset in UTF-16 units, never inside of a character. */
  readonly cursor: number;
}

export function typed(text = ''): Typed {
  return { text, cursor: text.length };
}

const lastWord = /\S+\s*$/;
const firstWord = /^\s*\S+/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The line after a key; null when the key does not edit. */
export function editText({ text, cursor }: Typed, key: Key): Typed | null {
  const before = text.slice(0, cursor);
  const after = text.slice(cursor);
  switch (key.name) {
    case 'left':
      return { text, cursor: cursor - lastCharacter(before) };
    case 'right':
      return { text, cursor: cursor + firstCharacter(after) };
    case 'home':
    case 'ctrl+a':
      return { text, cursor: 0 };
    case 'end':
    case 'ctrl+e':
      return { text, cursor: text.length };
    case 'backspace':
      return {
        text: before.slice(0, cursor - lastCharacter(before)) + after,
        cursor: cursor - lastCharacter(before),
      };
    case 'delete':
      return { text: before + after.slice(firstCharacter(after)), cursor };
    case 'ctrl+u':
      return { text: after, cursor: 0 };
    case 'ctrl+k':
      return { text: before, cursor };
    case 'ctrl+left':
    case 'alt+left':
    case 'alt+b':
      return { text, cursor: before.replace(lastWord, '').length };
    case 'ctrl+right':
    case 'alt+right':
    case 'alt+f':
      return { text, cursor: text.length - after.replace(firstWord, '').length };
    case 'ctrl+w':
    case 'alt+backspace': {
      const kept = before.replace(lastWord, '');
      return { text: kept + after, cursor: kept.length };
    }
    case 'alt+d':
      return { text: before + after.replace(firstWord, ''), cursor };
    default:
      if (key.text === '') return null;
      return { text: before + key.text + after, cursor: cursor + key.text.length };
  }
}

function firstCharacter(text: string): number {
  for (const { segment } of graphemes.segment(text)) return segment.length;
  return 0;
}

function lastCharacter(text: string): number {
  let last = 0;
  for (const { segment } of graphemes.segment(text.slice(-64))) last = segment.length;
  return last;
}
