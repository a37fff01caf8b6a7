import type { TextPatch } from '../text.js';
import { compareItems, isIdLike, isSorted } from './itemOrder.js';
import { endOfLine, nextLine, startOfLine } from './lines.js';
import type { ListNode, MapEntry, ScalarNode, YamlNode } from './node.js';
import { indentOf, listIndent, type Page, removeEntry, replaceValue } from './page.js';
import { type Style, writeScalar } from './writeScalar.js';

/** Patches that add items to a list: in order where the list is in order, else at its end. */
export function addItems(page: Page, entry: MapEntry, items: readonly string[]): TextPatch[] {
  const old = entry.value;
  const present = itemsOf(old);
  const values = present.map((item) => (item.kind === 'scalar' ? item.value : ''));
  const added = [...new Set(items)].filter(
    (item) => !present.some((one) => one.kind === 'scalar' && one.value === item),
  );
  if (added.length === 0) return [];
  const insertions = insertionsFor(values, added);
  if (old.kind === 'list' && !old.flow) return insertLines(page, old, insertions);
  const merged = values.length + added.length;
  const ids = [...values, ...added].some(isIdLike);
  if (old.kind === 'list' && (merged === 1 || !ids || !present.every((item) => isOnOneLine(page, item)))) {
    return insertInFlow(old, insertions);
  }
  // Git merges one item a line best: two or more ids become a sorted block list.
  const written = present.map((item, index) => ({
    value: values[index] ?? '',
    text: page.text.slice(item.start, item.end),
  }));
  const lines = [...written, ...added.map((value) => ({ value, text: writeScalar(value) }))];
  if (ids) lines.sort((a, b) => compareItems(a.value, b.value));
  const indent = listIndent(page);
  return replaceValue(page, entry, { below: lines.map(({ text }) => `${indent}- ${text}`) });
}

/** The items of a list; a single text is a list of one, an empty one of none. */
function itemsOf(value: YamlNode): readonly YamlNode[] {
  if (value.kind === 'list') return value.items;
  return value.kind === 'scalar' && value.value !== '' ? [value] : [];
}

function isOnOneLine({ text }: Page, { start, end }: YamlNode): boolean {
  return !text.slice(start, end).includes('\n');
}

interface Insertion {
  /** How many of the present items come before the new one. */
  readonly index: number;
  readonly item: string;
}

/** Where new items go: in order into a list that is in order, else to the end. */
function insertionsFor(values: readonly string[], added: readonly string[]): Insertion[] {
  if (!isSorted(values)) return added.map((item) => ({ index: values.length, item }));
  return [...added].sort(compareItems).map((item) => {
    const index = values.findIndex((value) => compareItems(value, item) > 0);
    return { index: index < 0 ? values.length : index, item };
  });
}

function insertLines(page: Page, list: ListNode, insertions: readonly Insertion[]): TextPatch[] {
  const { text, eol } = page;
  const indent = indentOf(page, list);
  const style = commonStyle(list.items);
  return insertions.map(({ index, item }) => {
    const before = list.items[index - 1];
    const at = before ? nextLine(text, before.end) : startOfLine(text, list.marks[0] ?? list.start);
    return { start: at, end: at, text: `${indent}- ${writeScalar(item, style)}${eol}` };
  });
}

/** The quotes that every item has; undefined where they differ or there are none. */
function commonStyle(items: readonly YamlNode[]): Style | undefined {
  const styles = new Set(items.map((item) => (item.kind === 'scalar' ? item.style : 'plain')));
  const [style] = styles;
  return styles.size === 1 && (style === 'single' || style === 'double') ? style : undefined;
}

function insertInFlow(list: ListNode, insertions: readonly Insertion[]): TextPatch[] {
  const style = commonStyle(list.items);
  if (list.items.length === 0) {
    const text = insertions.map(({ item }) => writeScalar(item, style, true)).join(', ');
    return [{ start: list.start + 1, end: list.end - 1, text }];
  }
  return insertions.map(({ index, item }) => {
    const written = writeScalar(item, style, true);
    const before = list.items[index - 1];
    if (before) return { start: before.end, end: before.end, text: `, ${written}` };
    const first = list.items[0]?.start ?? list.start + 1;
    return { start: first, end: first, text: `${written}, ` };
  });
}

/**
 * Patches that remove items. The key is removed with its last item, unless a comment would be lost; a flow list stays, as
 * `[]`, so that adding and removing an item changes nothing.
 */
export function removeItems(page: Page, entry: MapEntry, items: readonly string[]): TextPatch[] {
  const old = entry.value;
  const present = itemsOf(old);
  const gone = present.map((item) => item.kind === 'scalar' && items.includes(item.value));
  if (!gone.includes(true)) return [];
  const all = !gone.includes(false);
  if (old.kind === 'list' && old.flow) return removeFromFlow(old, gone);
  if (all && !holdsComment(page, entry)) return removeEntry(page, entry);
  if (old.kind !== 'list') return replaceValue(page, entry, { inline: '' });
  const { text } = page;
  return old.items.flatMap((item, index) => {
    const mark = old.marks[index];
    if (!gone[index] || mark === undefined) return [];
    return [{ start: startOfLine(text, mark), end: nextLine(text, item.end), text: '' }];
  });
}

/** A comment on the key's line or on a line of its own in the list, not about one item. */
function holdsComment({ text }: Page, { colonEnd, value }: MapEntry): boolean {
  const inline = value.start < endOfLine(text, colonEnd) && value.start > colonEnd;
  const onKeyLine = text.slice(inline ? value.end : colonEnd, endOfLine(text, colonEnd));
  if (onKeyLine.includes('#')) return true;
  return !inline && value.kind !== 'scalar' && /\n[ \t]*#/.test(text.slice(colonEnd, value.end));
}

function removeFromFlow(list: ListNode, gone: readonly boolean[]): TextPatch[] {
  const { items } = list;
  const left = items.filter((_, index) => !gone[index]);
  const [first] = left;
  if (!first) return [{ start: list.start + 1, end: list.end - 1, text: '' }];
  const firstLeft = items.indexOf(first);
  const patches: TextPatch[] = [];
  if (firstLeft > 0) patches.push({ start: items[0]?.start ?? first.start, end: first.start, text: '' });
  for (let index = firstLeft + 1; index < items.length; index++) {
    const before = items[index - 1];
    const item = items[index];
    if (gone[index] && before && item) patches.push({ start: before.end, end: item.end, text: '' });
  }
  return patches;
}

/** Patches that make a key's value this list; lines of items that stay are kept as they are. */
export function setItems(page: Page, entry: MapEntry, items: readonly string[]): TextPatch[] {
  const old = entry.value;
  const present = old.kind === 'list' ? old.items : null;
  const same =
    present?.length === items.length &&
    present.every((item, i) => item.kind === 'scalar' && item.value === items[i]);
  if (same) return [];
  if (items.length === 0) return replaceValue(page, entry, { inline: '[]' });
  const flow = old.kind === 'list' && old.flow;
  if (flow && (items.length === 1 || !items.some(isIdLike))) {
    const written = items.map((item) => writeScalar(item, styleOf(old.items, item), true));
    return replaceValue(page, entry, { inline: `[${written.join(', ')}]` });
  }
  if (old.kind === 'list' && !flow) return rewriteLines(page, old, items);
  const indent = listIndent(page);
  const written = items.map((item) => `${indent}- ${writeScalar(item, styleOf(present ?? [], item))}`);
  return replaceValue(page, entry, { below: written });
}

/** How an item is written already. */
function styleOf(items: readonly YamlNode[], value: string): Style | undefined {
  return items.find((item): item is ScalarNode => item.kind === 'scalar' && item.value === value)?.style;
}

/** Lines of items that stay are moved with the comments above them; comments above the first item stay above. */
function rewriteLines(page: Page, list: ListNode, items: readonly string[]): TextPatch[] {
  const { text, eol } = page;
  const indent = indentOf(page, list);
  const style = commonStyle(list.items);
  const start = startOfLine(text, list.start);
  let from = start;
  const kept = list.items.map((item) => {
    const line = text.slice(from, nextLine(text, item.end));
    from += line.length;
    return { value: item.kind === 'scalar' ? item.value : null, line };
  });
  const lines = items.map((value) => {
    const index = kept.findIndex((one) => one.value === value);
    const [found] = index < 0 ? [] : kept.splice(index, 1);
    return found?.line ?? `${indent}- ${writeScalar(value, style)}${eol}`;
  });
  return [{ start, end: from, text: lines.join('') }];
}
