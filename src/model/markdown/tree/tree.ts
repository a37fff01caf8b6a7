import type { Nodes, PhrasingContent, Root } from 'mdast';
import { tooHardAt } from '../effort.js';
import { parseInline, parseTree } from '../reference.js';
import { quickTree } from './quickTree.js';

/**
 * Reads the tree of a body that starts at an offset; the offsets in it count from the start of the text. Null where
 * it would be too much work.
 */
export type TreeReader = (text: string, bodyStart: number, starts: readonly number[]) => Root | null;

/** The tree of a body, by the parser only where that is needed. */
export function readTree(text: string, bodyStart: number, starts: readonly number[]): Root | null {
  let hard: boolean | undefined;
  const isTooHard = (): boolean => {
    hard ??= tooHardAt(text, bodyStart, starts) >= 0;
    return hard;
  };
  const quick = quickTree(text, bodyStart, starts, (markdown, base) =>
    isTooHard() ? null : inlineAt(markdown, base),
  );
  return quick ?? (isTooHard() ? null : parseBody(text, bodyStart));
}

/** The tree of a body as the reference parser reads it. */
export function parseBody(text: string, bodyStart: number): Root {
  const base = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  const root = parseTree(text.slice(base));
  if (base > 0) shift(root, base);
  return root;
}

function inlineAt(markdown: string, base: number): PhrasingContent[] | null {
  const nodes = parseInline(markdown);
  for (const node of nodes ?? []) shift(node, base);
  return nodes;
}

function shift(node: Nodes, by: number): void {
  const { position } = node;
  if (position) {
    position.start.offset = (position.start.offset ?? 0) + by;
    position.end.offset = (position.end.offset ?? 0) + by;
  }
  if ('children' in node) for (const child of node.children) shift(child, by);
}
