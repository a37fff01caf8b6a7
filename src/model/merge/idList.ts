import { linesWithEndings } from '../board/lines.js';
import { compareItems, isSorted } from '../frontMatter/itemOrder.js';
import { plainValue, splitScalar, valueEnd } from './blocks.js';

interface ListItem {
  /** The value without quotes, by which items are the same. */
  readonly value: string;
  /** As written. */
  readonly written: string;
  /** Block form: the item's lines, comments above included. */
  readonly lines: string;
}

interface List {
  readonly form: 'block' | 'flow' | 'scalar' | 'empty';
  /** The line of the key (block), or what stands before the first item. */
  readonly head: string;
  readonly items: readonly ListItem[];
  /** Comments behind the last item, or what stands behind it. */
  readonly end: string;
  /** Block form: what stands before the dash. */
  readonly indent: string;
}

/**
 * Merge lists as sets: what either side added is in, what either side took out is not. Ours gives form, order and
 * comments; a sorted list stays sorted. Null where one of the three is no list of plain values.
 */
export function mergeLists(base: string, ours: string, theirs: string, eol: string): string | null {
  const lists = [readList(base), readList(ours), readList(theirs)] as const;
  const [inBase, inOurs, inTheirs] = lists;
  if (!inBase || !inOurs || !inTheirs) return null;
  // One value that both sides replaced is no list.
  if (!lists.some((list) => list?.form === 'block' || list?.form === 'flow')) return null;
  const before = valuesOf(inBase);
  const byOurs = valuesOf(inOurs);
  const byTheirs = valuesOf(inTheirs);
  const kept = inOurs.items.filter(({ value }) => byTheirs.has(value) || !before.has(value));
  const added = inTheirs.items.filter(
    ({ value }, index) =>
      !before.has(value) &&
      !byOurs.has(value) &&
      inTheirs.items.findIndex((item) => item.value === value) === index,
  );
  return writeList(inOurs, kept, added, eol);
}

function valuesOf(list: List): Set<string> {
  return new Set(list.items.map(({ value }) => value));
}

function readList(text: string): List | null {
  if (text === '') return { form: 'empty', head: '', items: [], end: '', indent: '' };
  const lines = linesWithEndings(text);
  const first = splitScalar(lines[0] ?? '');
  if (!first) return null;
  if (first.value.startsWith('[')) return lines.length === 1 ? readFlow(first) : null;
  if (first.value !== '') {
    if (lines.length > 1 || /^[|>{&*!%@`]/.test(first.value)) return null;
    const item = { value: plainValue(first.value), written: first.value, lines: '' };
    return { form: 'scalar', head: first.head, items: [item], end: first.comment, indent: '' };
  }
  if (lines.length === 1)
    return { form: 'empty', head: first.head, items: [], end: first.comment, indent: '' };
  return readBlock(lines);
}

function readBlock([head = '', ...lines]: readonly string[]): List | null {
  const items: ListItem[] = [];
  let indent: string | null = null;
  let pending = '';
  for (const line of lines) {
    if (/^[ \t]*(?:#|\r?\n|$)/.test(line)) {
      pending += line;
      continue;
    }
    const match = /^([ \t]*)-[ \t]+(?=\S)/.exec(line);
    if (!match || (indent !== null && match[1] !== indent)) return null;
    indent = match[1] ?? '';
    const start = match[0].length;
    const written = line.slice(start, valueEnd(line, start));
    if (written === '' || /^[|>{[&*!%@`]/.test(written) || /^[^"'][^\r\n]*?:(?:[ \t]|$)/.test(written))
      return null;
    items.push({ value: plainValue(written), written, lines: pending + line });
    pending = '';
  }
  return indent === null ? null : { form: 'block', head, items, end: pending, indent };
}

function readFlow({ head, value, comment }: { head: string; value: string; comment: string }): List | null {
  if (!value.endsWith(']')) return null;
  const items: ListItem[] = [];
  for (let at = 1; at < value.length - 1; ) {
    const end = flowItemEnd(value, at);
    const written = value.slice(at, end).trim();
    if (/^[|>{[&*!%@`]/.test(written) || /[[\]{}]/.test(unquoted(written))) return null;
    if (written !== '') items.push({ value: plainValue(written), written, lines: '' });
    else if (end < value.length - 1) return null;
    at = end + 1;
  }
  return { form: 'flow', head, items, end: comment, indent: '' };
}

function unquoted(written: string): string {
  return /^["']/.test(written) ? '' : written;
}

function flowItemEnd(value: string, start: number): number {
  let at = start;
  while (value[at] === ' ' || value[at] === '\t') at += 1;
  const quote = value[at];
  if (quote === '"' || quote === "'") {
    at += 1;
    while (at < value.length - 1 && value[at] !== quote) at += quote === '"' && value[at] === '\\' ? 2 : 1;
  }
  while (at < value.length - 1 && value[at] !== ',') at += 1;
  return Math.min(at, value.length - 1);
}

function writeList(ours: List, kept: readonly ListItem[], added: readonly ListItem[], eol: string): string {
  const items = inOrder(ours.items, kept, added);
  const written = items.map((item) => item.written);
  const empty = `${ours.head.trimEnd()} []`;
  switch (ours.form) {
    case 'flow':
      return `${ours.head}[${written.join(', ')}]${ours.end}`;
    case 'block': {
      if (items.length === 0) return `${empty}${eol}${ours.end}`;
      const isKept = new Set(kept);
      const lines = items.map((item) =>
        isKept.has(item) ? item.lines : `${ours.indent}- ${item.written}${eol}`,
      );
      return ours.head + lines.map((line) => (line.endsWith('\n') ? line : line + eol)).join('') + ours.end;
    }
    default: {
      if (items.length === 0) return empty + ours.end;
      const comment = ours.end.endsWith('\n') ? ours.end : ours.end + eol;
      return ours.head.trimEnd() + comment + written.map((value) => `  - ${value}${eol}`).join('');
    }
  }
}

/** Added items go to their place in a list that is sorted, else behind it. */
function inOrder(
  before: readonly ListItem[],
  kept: readonly ListItem[],
  added: readonly ListItem[],
): readonly ListItem[] {
  const sorted = isSorted(before.map(({ value }) => value));
  const all = [...kept, ...added];
  return sorted && added.length > 0 ? all.sort((a, b) => compareItems(a.value, b.value)) : all;
}
