import { visible } from '../../../model/display.js';
import type { Hit } from '../../../operations/documents/search/searchDocuments.js';
import type { Searched } from '../../../operations/verbs/documents/search.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';

/** A result: what it is, where it is, and the lines in which something was found. */
export const view: View<Searched> = {
  pretty({ data }, terminal) {
    const blocks: Block[] = data.hits.flatMap((hit, index) => [
      ...(index > 0 ? [''] : []),
      ...result(hit, terminal),
    ]);
    if (blocks.length === 0)
      return [terminal.dim(data.total === 0 ? 'nothing found' : `${data.total} found`)];
    const shown = data.hits.length;
    const count =
      shown < data.total ? `${shown} of ${data.total} found; --limit shows more` : `${shown} found`;
    return [...blocks, '', terminal.dim(count)];
  },
  plain: ({ data }) =>
    data.hits.map(({ document, score, excerpts }) => [
      document.id ?? '',
      document.type ?? '',
      document.status,
      String(score),
      document.title,
      document.path,
      excerpts[0] ? `${excerpts[0].line}: ${excerpts[0].text}` : '',
    ]),
};

function result({ document, titleMarks, excerpts }: Hit, terminal: Terminal): Block[] {
  const { id, title, status, archived, path } = document;
  const name = id === null ? '' : `${terminal.cyan(visible(id))}  `;
  const state = [status, archived ? 'archived' : ''].filter(Boolean).map(visible).join(', ');
  const heading = marked(title, titleMarks, (text) => terminal.bold(terminal.yellow(text)), terminal.bold);
  return [
    `${name}${heading}${state === '' ? '' : terminal.dim(`  ${state}`)}`,
    `  ${terminal.dim(visible(path))}`,
    ...excerpts.map(({ line, text, marks }) => {
      const shown = marked(text, marks, (found) => terminal.yellow(found));
      return `  ${terminal.dim(`${line}:`)} ${shown}`;
    }),
  ];
}

/** A text with some places in it shown in another style, safe to print. */
function marked(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
  style: (text: string) => string,
  plain: (text: string) => string = (one) => one,
): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) shown += plain(visible(text.slice(at, start)));
    shown += style(visible(text.slice(start, end)));
    at = end;
  }
  return at < text.length ? shown + plain(visible(text.slice(at))) : shown;
}
