import { titleOf } from '../../../model/document/document.js';
import type { YamlValue } from '../../../model/document/facts.js';
import { fieldLinks } from '../../../model/links/fieldLinks.js';
import { success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, required } from '../../verb.js';

export interface Shown {
  readonly id: string | null;
  readonly path: string;
  readonly type: string | null;
  readonly title: string;
  readonly fields: Readonly<Record<string, YamlValue>>;
  readonly headings: readonly { readonly depth: number; readonly text: string; readonly line: number }[];
  readonly links: readonly {
    readonly form: string;
    readonly target: string;
    readonly fragment: string | null;
    readonly line: number;
    readonly field?: string;
  }[];
  readonly problems: readonly { readonly message: string; readonly line: number; readonly column: number }[];
  /** The file as it stands. */
  readonly text: string;
  /** Whether the person asked for the file as it is. */
  readonly raw: boolean;
}

/** `show PLAN-001` */
export const verb = defineVerb({
  name: 'show',
  group: 'documents',
  summary: 'Print a document',
  arguments: { document: required('an id or a path', { completes: 'id', value: 'id' }) },
  options: { raw: flag('print the file as it is') },
  examples: [
    { command: 'doc-ops show PLAN-001', shows: 'the document' },
    { command: 'doc-ops show PLAN-001 --json', shows: 'its fields, headings and links, for a script' },
  ],
  writes: false,
  needs: 'workspace',
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
