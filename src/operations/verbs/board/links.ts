import type { InferOutput } from 'valibot';
import { success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { linkGraph } from '../../documents/indexedDocuments.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, text } from '../../verb.js';
import type { shownLinks } from '../output/board.js';

export type ShownLinks = InferOutput<typeof shownLinks>;

export const verb = defineVerb({
  name: 'links',
  summary: 'Show what a document links to and what links to it',
  description: 'Without an id it lists the broken links and the documents without any link.',
  arguments: { document: text('an id or a path', { completes: 'id', value: 'id' }) },
  options: { broken: flag('only broken links'), orphans: flag('only documents without any link') },
  examples: {
    'doc-ops links PLAN-001': 'its links and backlinks, with their relations',
    'doc-ops links --broken': 'links that lead nowhere',
    'doc-ops links --orphans': 'documents without any link',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const subject =
      input.document === undefined ? null : await loadDocument(readerOf(workspace), input.document);
    if (subject && !subject.ok) return subject;
    const graph = await linkGraph(workspace);
    if (!graph.ok) return graph;
    const { links, documents } = graph.value;
    const path = subject?.value.path ?? null;
    const both = !input.broken && !input.orphans;
    const linked = new Set(
      links.flatMap((link) => (link.from.path === link.to.path ? [] : [link.from.path, link.to.path])),
    );
    const broken = links.filter((link) => link.broken && (path === null || link.from.path === path));
    const data: ShownLinks = {
      subject:
        path === null
          ? null
          : (documents.find((one) => one.path === path) ?? { id: null, path, title: path }),
      forward: both && path !== null ? links.filter((link) => link.from.path === path && !link.broken) : [],
      back:
        both && path !== null
          ? links.filter((link) => link.to.path === path && link.from.path !== path && !link.broken)
          : [],
      broken: both || input.broken ? broken : [],
      orphans:
        path === null && (both || input.orphans)
          ? documents.filter((one) => one.id !== null && !linked.has(one.path))
          : [],
    };
    return success({ data });
  },
});
