import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, Parser, parseDocument } from 'yaml';
import { isNestedTooDeeply } from '../frontMatter/yamlTokens.js';

/** The position of a value: keys and list positions from the top. */
export type KeyPath = readonly (string | number)[];

/** The document; null where the nesting is deeper than the parser's stack. */
export function parseOrNull(text: string, lineCounter: LineCounter) {
  // Parsing into tokens is iterative; composing them is recursive, and a nearly full stack can end the process.
  if (isNestedTooDeeply([...new Parser().parse(text)])) return null;
  try {
    return parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Any node of a document, an alias included. */
export function isNodeLike(value: unknown): value is Node & { anchor?: string; tag?: string } {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

/** Start and end of a node’s text, without the space behind it. */
export function rangeOf(node: Node): [number, number] {
  return node.range ? [node.range[0], node.range[1]] : [0, 0];
}

/** A value that is left out: `jobs:`. */
export function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === '' && (node.range?.[0] ?? 0) === (node.range?.[1] ?? 0);
}

/** A key as text; `''` for one that is not a scalar. */
export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** A key of a mapping or a position in a list. */
export function isKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

/** Plain data of a node; mappings without a prototype, so that every key is ordinary. */
export function plain(node: unknown): unknown {
  if (isMap(node)) {
    const result: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      if (!(isNodeLike(pair.value) && isEmptyScalar(pair.value)))
        result[keyText(pair.key)] = plain(pair.value);
    }
    return result;
  }
  if (isSeq(node)) return node.items.map(plain);
  return isScalar(node) ? String(node.value ?? '') : '';
}

/** `board.columns[1].status` */
export function dotted(path: KeyPath): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** The words of a schema’s `expected`: `("id" | "file")`. */
export function quotedWords(expected: string): string[] {
  return [...expected.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
}

/** A parser’s message without its excerpt and full stop. */
export function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[.:]$/, '');
}
