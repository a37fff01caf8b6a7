import { fitLine, safe } from '../../present/screen/cells.js';
import type { Line } from '../../present/screen/line.js';
import { graphRows } from '../state/graph/graphRows.js';
import { bodyRows, documentByPath } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { pane, selectedLine, statusStyle } from './draw.js';

const arrows = { root: '', out: '→', in: '←', both: '↔' } as const;

/** The neighbourhood of a document as a tree of links in both directions. */
export function graphView(state: State): Line[] {
  const height = bodyRows(state);
  const { columns } = state.size;
  const { graph, data } = state;
  if (data.links === null)
    return pane([[], [{ text: '  reading links…', style: { dim: true } }]], columns, height);
  const nodes = graphRows(state);
  if (nodes.length === 0)
    return pane([[], [{ text: '  no documents yet', style: { dim: true } }]], columns, height);
  const head: Line = [
    { text: ` ${nodes.length - 1} links`, style: { bold: true } },
    {
      text: `  depth ${graph.depth}, + and - change it   → links out, ← links in, ↔ both`,
      style: { dim: true },
    },
  ];
  const lines = nodes.slice(graph.offset, graph.offset + height - 1).map((node, at) => {
    const document = documentByPath(data, node.path);
    const branch =
      node.depth === 0
        ? ''
        : `${node.trail.map((goes) => (goes ? '│  ' : '   ')).join('')}${node.isLast ? '└' : '├'}─${node.hasChildren ? (node.isClosed ? '▸' : '▾') : '─'}`;
    const arrow = arrows[node.direction];
    const line = fitLine(
      [
        { text: ` ${branch}`, style: { dim: true } },
        {
          text: node.relations.length > 0 ? ` ${arrow} ${safe(node.relations.join(', '))}  ` : '',
          style: { color: 'magenta' },
        },
        { text: node.id ? `${node.id} ` : '', style: { color: 'cyan' } },
        {
          text: safe(node.title || node.path),
          style: node.broken ? { color: 'red', strikethrough: true } : node.depth === 0 ? { bold: true } : {},
        },
        { text: node.broken ? '  ✗ broken' : '', style: { color: 'red', bold: true } },
        {
          text: node.repeated ? `  ${node.repeated === 'above' ? '↑' : '↓'} ${node.repeated}` : '',
          style: { dim: true },
        },
        {
          text: document && !node.repeated ? `  ${safe(document.status)}` : '',
          style: statusStyle(document?.status ?? ''),
        },
      ],
      columns,
    );
    return graph.offset + at === graph.selected ? selectedLine(line) : line;
  });
  return pane([head, ...lines], columns, height);
}
