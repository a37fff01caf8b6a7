import type { Nodes, Root } from 'mdast';
import { parseTree } from '../../model/markdown/reference.js';

/** The tree of a body, its offsets counted from the start of the text. */
export function readTree(text: string, bodyStart: number): Root {
  const base = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  const root = parseTree(text.slice(base));
  if (base > 0) shift(root, base);
  return root;
}

function shift(node: Nodes, by: number): void {
  const { position } = node;
  if (position) {
    position.start.offset = (position.start.offset ?? 0) + by;
    position.end.offset = (position.end.offset ?? 0) + by;
  }
  if ('children' in node) for (const child of node.children) shift(child, by);
}
