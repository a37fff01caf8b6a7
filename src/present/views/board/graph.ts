import { visible } from '../../../model/display.js';
import type { Direction, GraphNode, Neighbour } from '../../../operations/links/neighbourhood.js';
import type { ShownGraph } from '../../../operations/verbs/board/graph.js';
import type { Terminal } from '../../terminal.js';
import type { View } from '../../view.js';

/** A document's neighbourhood as a tree; everything as a drawing. */
export const view: View<ShownGraph> = {
  pretty({ data }, terminal) {
    if (data.subject === null) return [mermaid(data).trimEnd()];
    const lines = [describe(data.subject, terminal), ...branches(data.tree, '', terminal)];
    return data.tree.length === 0 ? [...lines, terminal.dim('is linked with nothing')] : lines;
  },
  plain({ data }) {
    const broken = new Set(data.nodes.filter((node) => node.broken).map(({ key }) => key));
    return data.edges.map(({ from, to, relation, mutual }) => [
      from,
      relation,
      to,
      mutual ? 'mutual' : '',
      broken.has(to) ? 'broken' : '',
    ]);
  },
  formats: {
    mermaid: async ({ data }) => mermaid(data),
    dot: async ({ data }) => dot(data),
  },
};

const arrows: Readonly<Record<Direction, string>> = { out: '→', in: '←', both: '↔' };

function branches(neighbours: readonly Neighbour[], indent: string, terminal: Terminal): string[] {
  return neighbours.flatMap(({ node, relations, direction, repeated, children }, index) => {
    const isLast = index === neighbours.length - 1;
    const label = relations.map((name) => visible(name)).join(', ');
    const mark = repeated ? terminal.dim(' (see elsewhere)') : '';
    const line = `${terminal.dim(`${indent}${isLast ? '└─' : '├─'} ${label} ${arrows[direction]}`)} ${describe(node, terminal)}${mark}`;
    return [line, ...branches(children, `${indent}${isLast ? '   ' : '│  '}`, terminal)];
  });
}

function describe(node: GraphNode, terminal: Terminal): string {
  if (node.broken) return terminal.red(`${visible(node.title)} (broken)`);
  const name = terminal.cyan(visible(node.id ?? node.path ?? ''));
  const title =
    node.id === null ? '' : ` ${(node.closed ? terminal.dim : terminal.bold)(visible(node.title))}`;
  const state = [node.status, node.archived ? 'archived' : ''].filter(Boolean).map(visible).join(', ');
  return `${name}${title}${state === '' ? '' : terminal.dim(`  ${state}`)}`;
}

/** A name for each node that stays the same while its id does. */
function namesOf(nodes: readonly GraphNode[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, id } of nodes) {
    const base = (id ?? `f_${key}`).replace(/[^A-Za-z0-9]+/g, '_');
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}

function labelOf(node: GraphNode): string {
  if (node.broken) return `${node.title} (broken)`;
  return visible(node.id === null ? (node.path ?? '') : `${node.id}: ${node.title}`);
}

/** https://mermaid.js.org/syntax/flowchart.html */
function mermaid({ nodes, edges }: ShownGraph): string {
  const names = namesOf(nodes);
  const lines = ['flowchart LR'];
  for (const node of nodes) {
    const style = node.broken ? ':::broken' : node.closed ? ':::closed' : '';
    lines.push(`  ${names.get(node.key)}["${mermaidText(labelOf(node))}"]${style}`);
  }
  for (const { from, to, relation, mutual } of edges) {
    const label = relation === 'link' || relation === 'related_docs' ? '' : `|${mermaidText(relation)}|`;
    const line = relation === 'link' ? (mutual ? '-.-' : '-.->') : mutual ? '---' : '-->';
    lines.push(`  ${names.get(from)} ${line}${label} ${names.get(to)}`);
  }
  if (nodes.some(({ closed }) => closed)) lines.push('  classDef closed opacity:0.6');
  if (nodes.some(({ broken }) => broken)) lines.push('  classDef broken stroke:#d00,color:#d00');
  return `${lines.join('\n')}\n`;
}

/** Characters that mermaid would take for its own are written as entity codes. */
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,.:_/-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** https://graphviz.org/doc/info/lang.html */
function dot({ nodes, edges }: ShownGraph): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const lines = ['digraph documents {', '  rankdir=LR;', '  node [shape=box];'];
  for (const node of nodes) {
    const style = node.broken ? ', color=red, fontcolor=red' : node.closed ? ', fontcolor=gray' : '';
    lines.push(`  ${quoted(node.key)} [label=${quoted(labelOf(node))}${style}];`);
  }
  for (const { from, to, relation, mutual } of edges) {
    const parts = [
      relation === 'link' ? 'style=dotted' : relation === 'related_docs' ? '' : `label=${quoted(relation)}`,
      mutual ? 'dir=none' : '',
    ].filter(Boolean);
    lines.push(`  ${quoted(from)} -> ${quoted(to)}${parts.length > 0 ? ` [${parts.join(', ')}]` : ''};`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}
