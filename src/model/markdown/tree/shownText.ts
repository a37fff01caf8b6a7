import type { PhrasingContent } from 'mdast';

/** What a reader sees of inline content. */
export function shownText(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'html') return '';
      if (node.type === 'break') return ' ';
      if ('value' in node) return node.value;
      if (node.type === 'image') return node.alt ?? '';
      return 'children' in node ? shownText(node.children) : '';
    })
    .join('')
    .replace(/\s+/g, ' ');
}
