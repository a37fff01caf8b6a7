import type { InferOutput } from 'valibot';
import { titleOf } from '../../../model/document/document.js';
import { fieldLinks } from '../../../model/links/fieldLinks.js';
import { success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, required } from '../../verb.js';
import type { shown } from '../output/documents.js';

export type Shown = InferOutput<typeof shown>;

export const verb = defineVerb({
  name: 'show',
  summary: 'Print a document',
  arguments: { document: required('an id or a path', { completes: 'id', value: 'id' }) },
  options: { raw: flag('print the file as it is') },
  examples: {
    'doc-ops show PLAN-001': 'the document',
    'doc-ops show PLAN-001 --json': 'its fields, headings and links, for a script',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const document = await loadDocument(readerOf(workspace), input.document);
    if (!document.ok) return document;
    const { id, path, type, facts, text } = document.value;
    const links = [...fieldLinks(document.value, workspace.config), ...facts.links];
    const data: Shown = {
      id,
      path,
      type: type?.name ?? null,
      title: titleOf(facts),
      fields: Object.fromEntries(facts.fields.map(({ key, value }) => [key, value])),
      headings: facts.headings.map((heading) => ({
        depth: heading.depth,
        text: heading.text,
        line: heading.span.line,
      })),
      links: links.map((link) => ({
        form: link.form,
        target: link.target,
        fragment: link.fragment,
        line: link.span.line,
        ...(link.field === undefined ? {} : { field: link.field }),
      })),
      problems: facts.problems.map(({ message, span }) => ({
        message,
        line: span.line,
        column: span.column,
      })),
      text,
      raw: input.raw,
    };
    return success({ data });
  },
});
