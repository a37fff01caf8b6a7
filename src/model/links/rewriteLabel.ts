import type { LinkFact } from '../document/facts.js';
import type { TextPatch } from '../text.js';
import { nameOf } from './path.js';
import type { Moved } from './rewrite.js';

/** The text of a link is at most this far from its destination. */
const longestLabel = 1000;

/**
 * Patches of the text that a link shows, where that is the id or the file name of the document that moved: in
 * `[PLAN-007](…)`, `[[PLAN-007-x|PLAN-007]]` and `<a href="…">PLAN-007</a>`. Text of a person's own stays, and so do
 * labels of reference-style links, by which their uses find them.
 */
export function rewriteLabel(text: string, link: LinkFact, moved: Moved): TextPatch[] {
  const range = labelOf(text, link);
  if (!range) return [];
  const names = newNames(moved);
  if (names.size === 0) return [];
  const pattern = new RegExp(`(?<![\\w/.#-]|\\]\\(<?)(?:${[...names.keys()].join('|')})(?![\\w-])`, 'g');
  const label = text.slice(range.start, range.end);
  return [...label.matchAll(pattern)].map(({ 0: old, index }) => ({
    start: range.start + index,
    end: range.start + index + old.length,
    text: names.get(old) ?? old,
  }));
}

/** Old file name and old id, without characters that a pattern gives a meaning to. */
function newNames({ from, to, oldId, newId }: Moved): Map<string, string> {
  const names = new Map<string, string>();
  const stem = (path: string) => nameOf(path).replace(/\.md$/i, '');
  if (stem(from) !== stem(to)) names.set(stem(from), stem(to));
  if (oldId !== null && newId !== null && oldId !== newId) names.set(oldId, newId);
  for (const name of names.keys()) if (!/^[\w-]+$/.test(name)) names.delete(name);
  return names;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function labelOf(text: string, { form, span }: LinkFact): Range | null {
  const end = span.offset + span.length;
  switch (form) {
    case 'wiki': {
      const found = after(text, end, /\s*\\?\|([^[\]\n\r]*)\]\]/y);
      return found;
    }
    case 'field': {
      const bar = text.slice(span.offset, end).indexOf('|');
      return bar < 0 ? null : { start: span.offset + bar + 1, end };
    }
    case 'html':
      return after(text, end, /[^<>]*>([^<]*)<\/a/iy);
    case 'markdown':
    case 'image':
      return bracketsBefore(text, span.offset);
    case 'bare':
      return null;
  }
}

/** The group of a sticky pattern that matches at an offset. */
function after(text: string, at: number, pattern: RegExp): Range | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text.slice(0, at + longestLabel));
  if (!found) return null;
  const start = at + found[0].indexOf(found[1] ?? '', found[0].search(/[|>]/) + 1);
  return { start, end: start + (found[1] ?? '').length };
}

/** The text between `[` and `](`, given where the destination starts. */
function bracketsBefore(text: string, destination: number): Range | null {
  let at = destination - 1;
  if (text[at] === '<') at -= 1;
  while (/\s/.test(text[at] ?? '')) at -= 1;
  if (text[at] !== '(' || text[at - 1] !== ']') return null;
  const end = at - 1;
  let depth = 1;
  for (at = end - 1; at >= 0 && end - at < longestLabel; at--) {
    if (text[at - 1] === '\\') continue;
    if (text[at] === ']') depth += 1;
    else if (text[at] === '[') depth -= 1;
    if (depth === 0) return { start: at + 1, end };
  }
  return null;
}
