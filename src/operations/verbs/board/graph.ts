import type { InferOutput } from 'valibot';
import { closest } from '../../../model/closest.js';
import { commonFields } from '../../../model/document/type.js';
import { relationNames } from '../../../model/links/relations.js';
import { failure, type Result, success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { type Direction, edgeName, neighbourhood, openGraph, partOf } from '../../links/neighbourhood.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, list, number, text } from '../../verb.js';
import type { shownGraph } from '../output/board.js';

export type ShownGraph = InferOutput<typeof shownGraph>;

export const verb = defineVerb({
  name: 'graph',
  summary: 'Show how documents are linked, as a tree or a diagram',
  description:
    'With an id: the documents around it, up to --depth steps away, in both directions. → is a link from the document above, ← a link to it, ↔ both. Without an id: all documents, as a mermaid flowchart, which GitHub and Obsidian draw. Leaves out the board.',
  arguments: { document: text('an id or a path', { completes: 'id', value: 'id' }) },
  options: {
    depth: number('follow links this far; default 2', { short: 'd', value: 'steps' }),
    direction: text('only links in this direction, seen from the document', {
      choices: ['out', 'in', 'both'],
    }),
    relation: list('only these relations; also depends_on, related_docs, link', {
      short: 'r',
      value: 'relation',
      completes: 'relation',
      commas: true,
    }),
    open: flag('leave out closed documents'),
    format: text('format; default is tree, or mermaid without an id', {
      choices: ['tree', 'mermaid', 'dot', 'json'],
    }),
  },
  examples: {
    'doc-ops graph PLAN-001': 'the documents around a plan',
    'doc-ops graph ADR-001 --direction in --depth 1': 'what links to a decision',
    'doc-ops graph --open --format mermaid': 'a diagram of all open documents',
    'doc-ops graph --relation depends_on,blocks --format dot': 'what waits for what, for Graphviz',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const relations = chooseRelations(workspace, input.relation);
    if (!relations.ok) return relations;
    const document =
      input.document === undefined ? null : await loadDocument(readerOf(workspace), input.document);
    if (document && !document.ok) return document;
    if (document === null && input.format === 'tree')
      return failure('usage', 'a tree needs a document to start from', { hint: 'doc-ops graph PLAN-001' });
    const depth = input.depth ?? 2;
    if (depth < 0) return failure('usage', '--depth takes a number from 0 on');
    const graph = await openGraph(workspace);
    const path = document?.value.path ?? null;
    const walk = {
      depth,
      direction: (input.direction ?? 'both') as Direction,
      relations: relations.value,
      open: input.open,
    };
    const data: ShownGraph = {
      subject: path === null ? null : graph.nodeOf(path),
      ...partOf(graph, path, walk),
      tree: path === null ? [] : neighbourhood(graph, path, walk),
    };
    return success({ data });
  },
});

function chooseRelations({ config }: Workspace, names: readonly string[]): Result<readonly string[]> {
  const fields = [
    ...Object.entries(commonFields),
    ...config.types.flatMap((type) => Object.entries(type.fields)),
  ].flatMap(([name, { kind }]) => (kind === 'id' || kind === 'ids' ? [name] : []));
  const chosen: string[] = [];
  for (const name of names) {
    const known = edgeName(name, config.relations, fields);
    if (known === null) {
      const allowed = [...new Set([...relationNames(config.relations), ...fields, 'related_docs', 'link'])];
      const suggestion = closest(name, allowed);
      return failure('unknown-relation', `unknown relation '${name}'`, {
        ...(suggestion ? { suggestion } : {}),
        allowed,
      });
    }
    chosen.push(known);
  }
  return success(chosen);
}
