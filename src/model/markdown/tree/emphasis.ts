import type { PhrasingContent } from 'mdast';
import { at } from './nodeRange.js';

/** A run of `*`, `_` or `~` that is not paired yet. */
export interface Delimiter {
  readonly marker: string;
  length: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** `[` or `![`, which is text until it is closed. */
export interface Bracket {
  readonly image: boolean;
  /** Index of its item. */
  readonly item: number;
  /** Offset behind it. */
  readonly end: number;
  active: boolean;
}

/** A part of inline content: a node, or a delimiter that may become one. */
export interface Item {
  start: number;
  readonly node?: PhrasingContent;
  readonly delimiter?: Delimiter;
  /** Text that nothing is added to, since it may turn out to open a link. */
  readonly sealed?: true;
}

/** Whether a run may open or close, by the characters around it, as CommonMark's reference parser decides it. */
export function sideOf(marker: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const left = kindOf(before);
  const right = kindOf(after);
  if (marker === '~') {
    return {
      opens: right === 0 || (right === 2 && left > 0),
      closes: left === 0 || (left === 2 && right > 0),
    };
  }
  const open = right === 0 || (right === 2 && left > 0) || after === '~';
  const close = left === 0 || (left === 2 && right > 0) || before === '~';
  if (marker === '*') return { opens: open, closes: close };
  return { opens: open && (left > 0 || !close), closes: close && (right > 0 || !open) };
}

/** 0: a letter or the like; 1: white space or nothing; 2: punctuation. */
function kindOf(character: string): 0 | 1 | 2 {
  if (character === '' || /\s/.test(character)) return 1;
  return /[\p{P}\p{S}]/u.test(character) ? 2 : 0;
}

/** The nodes of items, with pairs of delimiters made emphasis; null where it takes a parser. */
export function resolveEmphasis(items: Item[], base: number): PhrasingContent[] | null {
  const delimiters = items.filter(({ delimiter }) => delimiter && (delimiter.opens || delimiter.closes));
  if (delimiters.length > 0) {
    const tildes = delimiters.filter(({ delimiter }) => delimiter?.marker === '~').length;
    // How deleted text and emphasis that overlap are read is for the parser.
    if (tildes > 0 && tildes < delimiters.length) return null;
    for (let index = 0; index < items.length; index++) index = pair(items, index, base);
  }
  return nodesOf(items, base);
}

/** Pair the delimiter at an index with one before it; returns the index to continue behind. */
function pair(items: Item[], index: number, base: number): number {
  const closer = items[index]?.delimiter;
  if (!closer?.closes || closer.length === 0) return index;
  const open = openerOf(items, index, closer);
  const opener = items[open]?.delimiter;
  const first = items[open];
  const last = items[index];
  if (!opener || !first || !last) return index;
  const size = closer.marker === '~' ? closer.length : opener.length > 1 && closer.length > 1 ? 2 : 1;
  const start = first.start + opener.length - size;
  const children = nodesOf(items.slice(open + 1, index), base) as never[];
  const type = closer.marker === '~' ? 'delete' : size === 2 ? 'strong' : 'emphasis';
  const node: PhrasingContent = at({ type, children }, base + start, base + last.start + size);
  opener.length -= size;
  closer.length -= size;
  last.start += size;
  items.splice(open + 1, index - open - 1, { start, node });
  // The closer again, if something is left of it.
  return open + 1;
}

function openerOf(items: readonly Item[], index: number, closer: Delimiter): number {
  for (let open = index - 1; open >= 0; open--) {
    const opener = items[open]?.delimiter;
    if (!opener?.opens || opener.length === 0 || opener.marker !== closer.marker) continue;
    if (closer.marker === '~') {
      if (opener.length === closer.length) return open;
      continue;
    }
    const isOdd = (opener.closes || closer.opens) && closer.length % 3 !== 0;
    if (!(isOdd && (opener.length + closer.length) % 3 === 0)) return open;
  }
  return -1;
}

/** What was not paired is text; neighbouring text is one node. */
function nodesOf(items: readonly Item[], base: number): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  for (const { start, node, delimiter } of items) {
    const next: PhrasingContent | null =
      node ??
      (delimiter && delimiter.length > 0
        ? at(
            { type: 'text', value: delimiter.marker.repeat(delimiter.length) },
            base + start,
            base + start + delimiter.length,
          )
        : null);
    const last = nodes.at(-1);
    if (!next) continue;
    if (last?.type === 'text' && next.type === 'text' && isWhole(last) && isWhole(next)) {
      if (last.position?.end.offset === next.position?.start.offset) {
        const from = last.position?.start.offset ?? 0;
        const to = next.position?.end.offset ?? 0;
        nodes[nodes.length - 1] = at({ type: 'text', value: last.value + next.value }, from, to);
        continue;
      }
    }
    nodes.push(next);
  }
  return nodes;
}

/** Whether a text is as long as its source, so that it can be one with its neighbour. */
function isWhole({ value, position }: Extract<PhrasingContent, { type: 'text' }>): boolean {
  return value.length === (position?.end.offset ?? 0) - (position?.start.offset ?? 0);
}
