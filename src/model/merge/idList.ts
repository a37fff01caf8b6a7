import { compareItems, isSorted } from '../frontMatter/itemOrder.js';
import { nextLine, startOfLine } from '../frontMatter/lines.js';
import type { ListNode, YamlNode } from '../frontMatter/node.js';
import type { KeyBlock } from './keyBlocks.js';

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
  /** The key and its colon (block), or all that is before the value. */
  readonly head: string;
  /** Block form: the rest of the key's line. */
  readonly comment: string;
  readonly items: readonly ListItem[];
  /** Comments below the last item, or what is behind the value. */
  readonly end: string;
  /** Block form: white space before the dash. */
  readonly indent: string;
}

/**
 * Merge lists as sets: what either side added is in, what either side took out is not. Ours gives form, order and
 * comments; a sorted list stays sorted. Null where one of the three is not a list of
 * values on one line each.
 */
export function mergeLists(
  base: KeyBlock | undefined,
  ours: KeyBlock,
  theirs: KeyBlock,
  eol: string,
): string | null {
  const lists = [base ? readList(base) : noList, readList(ours), readList(theirs)] as const;
  const [inBase, inOurs, inTheirs] = lists;
  if (!inBase || !inOurs || !inTheirs) return null;
  // One value that both sides replaced is not a list.
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

const noList: List = { form: 'empty', head: '', comment: '', items: [], end: '', indent: '' };

function readList(block: KeyBlock): List | null {
  const { source, head, written, rest } = block;
  const { value } = block.entry;
  const list = { ...noList, head, end: rest };
  if (value.kind === 'map' || (value.kind === 'scalar' && value.style === 'block')) return null;
  if (value.kind === 'list' && !value.flow) return readBlock(block, value);
  // Comments below belong to lines that the list may not have afterwards.
  if (block.text.indexOf('\n') < block.text.length - 1) return null;
  if (value.kind === 'scalar') {
    if (value.style === 'empty') return list;
    return { ...list, form: 'scalar', items: [{ value: value.value, written, lines: '' }] };
  }
  const items = value.items.map((item) => readItem(source, item, ''));
  return items.every((item) => item !== null) ? { ...list, form: 'flow', items } : null;
}

function readBlock({ source, entry, rest }: KeyBlock, list: ListNode): List | null {
  const itemsStart = nextLine(source, entry.colonEnd);
  let at = itemsStart;
  const items: ListItem[] = [];
  for (const node of list.items) {
    const end = nextLine(source, node.end);
    const item = readItem(source, node, source.slice(at, end));
    if (!item) return null;
    items.push(item);
    at = end;
  }
  const end = rest.slice(rest.indexOf('\n') + 1);
  return {
    form: 'block',
    head: source.slice(startOfLine(source, entry.key.start), entry.colonEnd),
    comment: source.slice(entry.colonEnd, itemsStart),
    items,
    end,
    indent: source.slice(startOfLine(source, list.start), list.start),
  };
}

/** A value of one line. */
function readItem(source: string, node: YamlNode, lines: string): ListItem | null {
  const written = source.slice(node.start, node.end);
  if (node.kind !== 'scalar' || node.style === 'empty' || written.includes('\n')) return null;
  return { value: node.value, written, lines };
}

function writeList(ours: List, kept: readonly ListItem[], added: readonly ListItem[], eol: string): string {
  const items = inOrder(ours.items, kept, added);
  const written = items.map((item) => item.written);
  const empty = `${ours.head.trimEnd()} []`;
  switch (ours.form) {
    case 'flow':
      return `${ours.head}[${written.join(', ')}]${ours.end}`;
    case 'block': {
      if (items.length === 0) return empty + ours.comment + ours.end;
      const isKept = new Set(kept);
      const lines = items.map((item) =>
        isKept.has(item) ? item.lines : `${ours.indent}- ${item.written}${eol}`,
      );
      return (
        ours.head +
        ours.comment +
        lines.map((line) => (line.endsWith('\n') ? line : line + eol)).join('') +
        ours.end
      );
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
