import type { Definition, Nodes, PhrasingContent, Root } from 'mdast';
import { lineStarts } from '../../text.js';
import { tooHardAt } from '../effort.js';
import { parseInline, parseTree } from '../reference.js';
import { rangeOf } from './nodeRange.js';
import { quickTree } from './quickTree.js';

/**
 * A document's body as mdast nodes: blocks, tables, task items, inline content. Offsets count from the start of the
 * text, lines and columns are not set (`rangeOf`). Links and images by reference are resolved: there are no
 * `linkReference`, `imageReference` and `definition` nodes. Footnotes are kept as they are.
 */
export type DocumentTree = Root;

/** Reads the tree of a body that starts at an offset. Null where it would be too much work. */
export type TreeReader = (
  text: string,
  bodyStart?: number,
  starts?: readonly number[],
) => DocumentTree | null;

/** The tree of a body: by the quick reader, and by the parser where the quick one declines (ADR-005). */
export const readTree: TreeReader = (text, bodyStart = 0, starts = lineStarts(text)) => {
  let hard: boolean | undefined;
  const isTooHard = (): boolean => {
    hard ??= tooHardAt(text, bodyStart, starts) >= 0;
    return hard;
  };
  const quick = quickTree(text, bodyStart, starts, (markdown, base) =>
    isTooHard() ? null : inlineAt(markdown, base),
  );
  return quick ?? (isTooHard() ? null : parseBody(text, bodyStart));
};

/** The tree of a body as the reference parser reads it. */
export const parseBody = (text: string, bodyStart = 0): DocumentTree => {
  const base = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  const root = parseTree(text.slice(base));
  if (base > 0) shift(root, base);
  resolveReferences(root, definitionsOf(root, new Map()));
  return root;
};

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

type Definitions = Map<string, Definition>;

/** The first definition of every identifier. */
function definitionsOf(node: Nodes, found: Definitions): Definitions {
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) definitionsOf(child, found);
  return found;
}

/** Also leaves ranges as the quick reader gives them: without definitions at the end, and without the bars of cells. */
function resolveReferences(node: Nodes, definitions: Definitions): void {
  if (!('children' in node)) return;
  const last = node.children.at(-1);
  const end = last && rangeOf(last).end;
  const children: Nodes[] = [];
  for (const child of node.children) {
    resolveReferences(child, definitions);
    if (child.type !== 'definition') children.push(resolved(child, definitions));
  }
  (node.children as Nodes[]) = children;
  const [first] = children;
  const now = children.at(-1);
  if (!first || !now || !node.position) return;
  const isInTable = node.type === 'tableCell' || node.type === 'tableRow' || node.type === 'table';
  if (isInTable) node.position.start.offset = rangeOf(first).start;
  if (isInTable || rangeOf(now).end !== end) node.position.end.offset = rangeOf(now).end;
}

function resolved(node: Nodes, definitions: Definitions): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  // The parser makes a reference only of what is defined.
  const url = definitions.get(node.identifier)?.url ?? '';
  const position = node.position ? { position: node.position } : {};
  return node.type === 'linkReference'
    ? { type: 'link', url, children: node.children, ...position }
    : { type: 'image', url, alt: node.alt ?? null, ...position };
}
