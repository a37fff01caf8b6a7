import { isBlank, isBlankFrom } from './lineStarts.js';

/**
 * The box of a checklist at the start of an item's text: `[ ]`, `[x]`. Parsers differ where nothing follows it,
 * or (`isBelow`) where the item's first line held nothing.
 */
export function readTaskBox(
  text: string,
  at: number,
  end: number,
  isBelow: boolean,
): { readonly checked: boolean } | 'none' | 'doubt' {
  if (text.charCodeAt(at) !== 91 || text.charCodeAt(at + 2) !== 93) return 'none';
  const mark = text.charCodeAt(at + 1);
  const checked = mark === 120 || mark === 88;
  if (!checked && !isBlank(mark)) return 'none';
  if (isBelow || isBlankFrom(text, at + 3, end)) return 'doubt';
  return isBlank(text.charCodeAt(at + 3)) ? { checked } : 'none';
}
