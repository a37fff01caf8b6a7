import type { TextPatch } from '../text.js';
import { nextLine, startOfLine } from './lines.js';
import type { MapEntry, MapNode } from './node.js';
import { indentOf, keyIndent, type Page, replaceValue } from './page.js';
import { writeKey, writeScalar } from './writeScalar.js';

/** Patches that make a key's value this map: lines of a block map that stay the same stay as they are. */
export function setPairs(page: Page, entry: MapEntry, pairs: Readonly<Record<string, string>>): TextPatch[] {
  const old = entry.value;
  if (old.kind === 'map' && !old.flow && canPatch(page, old, pairs)) return patchPairs(page, old, pairs);
  const entries = Object.entries(pairs);
  if (entries.length === 0) {
    if (old.kind === 'map' && old.entries.length === 0) return [];
    return replaceValue(page, entry, { inline: '{}' });
  }
  const indent = `${keyIndent(page)}  `;
  return replaceValue(page, entry, { below: entries.map(([key, value]) => pairLine(indent, key, value)) });
}

function pairLine(indent: string, key: string, value: string): string {
  return `${indent}${writeKey(key) ?? key}: ${writeScalar(value)}`;
}

/** Every pair is on a line of its own, and at least one stays. */
function canPatch({ text }: Page, map: MapNode, pairs: Readonly<Record<string, string>>): boolean {
  const stays = map.entries.some(({ key }) => Object.hasOwn(pairs, key.value));
  const keys = new Set(map.entries.map(({ key }) => key.value));
  const simple = map.entries.every(
    ({ key, value }) => value.kind === 'scalar' && !text.slice(key.start, value.end).includes('\n'),
  );
  return stays && simple && keys.size === map.entries.length;
}

function patchPairs(page: Page, map: MapNode, pairs: Readonly<Record<string, string>>): TextPatch[] {
  const { text, eol } = page;
  const patches: TextPatch[] = [];
  for (const entry of map.entries) {
    const { key, value } = entry;
    const next = Object.hasOwn(pairs, key.value) ? pairs[key.value] : undefined;
    if (next === undefined) {
      patches.push({ start: startOfLine(text, key.start), end: nextLine(text, value.end), text: '' });
    } else if (value.kind === 'scalar' && value.value !== next) {
      patches.push(...replaceValue(page, entry, { inline: writeScalar(next, value.style) }));
    }
  }
  const known = new Set(map.entries.map(({ key }) => key.value));
  const added = Object.entries(pairs).filter(([key]) => !known.has(key));
  const at = nextLine(text, map.end);
  const indent = indentOf(page, map);
  const lines = added.map(([key, value]) => pairLine(indent, key, value) + eol).join('');
  return [...patches, { start: at, end: at, text: lines }];
}
