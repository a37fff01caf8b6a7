import type { FieldFact, ReadingProblem, YamlValue } from '../document/facts.js';
import { spanAt } from '../text.js';
import type { MapEntry, MapNode, YamlNode } from './node.js';
import type { FoundFrontMatter, FrontMatterSplit } from './split.js';

/** Parsed front matter; the same from both readers. */
export interface ParsedFrontMatter {
  /** Keys in file order; empty where the YAML cannot be parsed. A duplicate key is listed twice. */
  readonly fields: FieldFact[];
  readonly problems: ReadingProblem[];
  /** True also where it cannot be read. */
  readonly hasFrontMatter: boolean;
  /** Where the body starts: 0 without front matter. */
  readonly bodyStart: number;
  /** The nodes behind `fields`, for edits; null without a mapping. */
  readonly root: MapNode | null;
}

/** A problem before it has a line and column. */
export interface YamlProblem {
  readonly kind: ReadingProblem['kind'];
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface ParsedYaml {
  readonly root: MapNode | null;
  readonly problems: readonly YamlProblem[];
}

/** Longer YAML is refused unread (UTF-16 code units): it is not written by hand, and parsers are slow on it. */
export const largestYaml = 1 << 17;

/** Turn nodes into facts, and add the problems that both readers must report alike: duplicate keys. */
export function buildFrontMatter(
  split: FoundFrontMatter,
  { root, problems }: ParsedYaml,
  starts: readonly number[],
): ParsedFrontMatter {
  const fields = root ? root.entries.map((entry) => fieldFact(entry, starts)) : [];
  const doubles = root && mayHoldDuplicate(root) ? duplicateKeys(root) : none;
  const found = [...problems, ...doubles];
  if (root && found.length > 1) found.sort((a, b) => a.start - b.start);
  return {
    fields,
    problems: found.map(({ kind, message, start, end }) => ({
      kind,
      message,
      span: spanAt(starts, start, end),
    })),
    hasFrontMatter: true,
    bodyStart: split.bodyStart,
    root,
  };
}

const none: readonly YamlProblem[] = [];

function fieldFact({ key, value }: MapEntry, starts: readonly number[]): FieldFact {
  const keySpan = spanAt(starts, key.start, key.end);
  const valueSpan = spanAt(starts, value.start, value.end);
  if (value.kind === 'scalar') return { key: key.value, keySpan, value: value.value, valueSpan };
  if (value.kind === 'map') return { key: key.value, keySpan, value: plainValue(value), valueSpan };
  const itemSpans = value.items.map((item) => spanAt(starts, item.start, item.end));
  return { key: key.value, keySpan, value: plainValue(value), valueSpan, itemSpans };
}

/** The result for a text whose front matter is absent, unclosed or in another language. */
export function frontMatterWithoutYaml(
  split: Exclude<FrontMatterSplit, FoundFrontMatter>,
  starts: readonly number[],
): ParsedFrontMatter {
  const nothing = { fields: [], problems: [], hasFrontMatter: false, bodyStart: 0, root: null };
  if (split.kind === 'none') return nothing;
  if (split.kind === 'unclosed') {
    const message =
      split.at === split.open
        ? 'the front matter is never closed: write a line of --- below its last key'
        : '... does not close front matter: write --- instead';
    const span = spanAt(starts, split.at, split.at + split.length);
    return { ...nothing, hasFrontMatter: true, problems: [{ kind: 'unclosed-front-matter', message, span }] };
  }
  const { language, languageStart, bodyStart } = split;
  const span = spanAt(starts, languageStart, languageStart + language.length);
  const message = `front matter in '${language.slice(0, 40)}' is refused: write YAML between lines of ---`;
  return {
    ...nothing,
    hasFrontMatter: true,
    bodyStart,
    problems: [{ kind: 'fence-language', message, span }],
  };
}

/** The value of a node as plain data; of duplicate keys the first counts. */
function plainValue(node: YamlNode): YamlValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map': {
      const values = new Map<string, YamlValue>();
      for (const { key, value } of node.entries) {
        if (!values.has(key.value)) values.set(key.value, plainValue(value));
      }
      // Not by assignment, which would not make an own property of `__proto__`.
      return Object.fromEntries(values);
    }
  }
}

/** More keys than this are compared by a set. */
const fewEntries = 24;

/** False for the usual front matter: few keys, all different, and nothing nested but lists of texts. */
function mayHoldDuplicate(root: MapNode): boolean {
  const { entries } = root;
  if (entries.length > fewEntries) return true;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry) continue;
    if (entry.value.kind === 'map') return true;
    if (entry.value.kind === 'list' && entry.value.items.some(({ kind }) => kind !== 'scalar')) return true;
    for (let before = 0; before < index; before++)
      if (entries[before]?.key.value === entry.key.value) return true;
  }
  return false;
}

function duplicateKeys(node: YamlNode): YamlProblem[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(duplicateKeys);
  const seen = new Set<string>();
  return node.entries.flatMap(({ key, value }) => {
    const inside = value.kind === 'scalar' ? [] : duplicateKeys(value);
    if (!seen.has(key.value)) {
      seen.add(key.value);
      return inside;
    }
    const message = `duplicate key '${key.value}'`;
    return [{ kind: 'yaml-duplicate-key' as const, message, start: key.start, end: key.end }, ...inside];
  });
}
