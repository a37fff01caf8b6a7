import type { Nodes } from 'mdast';

/** A node with its range. Lines and columns are not counted: nothing here asks for them. */
export function at<T extends Nodes>(node: T, start: number, end: number): T {
  node.position = {
    start: { line: 0, column: 0, offset: start },
    end: { line: 0, column: 0, offset: end },
  };
  return node;
}

/** Where a node starts and ends in the text. */
export function rangeOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
