import { visible } from '../../../model/display.js';
import type { DocumentSummary } from '../../../operations/documents/documentSummary.js';
import type { Overview } from '../../../operations/verbs/start/overview.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';

/** Counts, work in progress, what is ready, and where to go from here. */
export const view: View<Overview> = {
  pretty({ data }, terminal) {
    if (data.types.length === 0) {
      return [
        `${data.folder}/ holds no documents yet`,
        '',
        '  doc-ops create task "The first thing to do"',
        '  doc-ops --help',
      ];
    }
    const blocks: Block[] = [
      {
        rows: data.types.map(({ name, total, statuses }) => [
          { text: name, style: terminal.cyan },
          { text: String(total), style: terminal.bold },
          statuses.map(({ status, count }) => `${count} ${status}`).join(', '),
        ]),
      },
    ];
    blocks.push(
      ...section('In progress', data.inProgress, terminal),
      ...section('Ready', data.ready, terminal),
    );
    if (data.broken > 0)
      blocks.push('', terminal.red(`${data.broken} unreadable: doc-ops validate says where`));
    return [
      ...blocks,
      '',
      terminal.dim('doc-ops board show · doc-ops list · doc-ops validate · doc-ops --help'),
    ];
  },
  plain: ({ data }) =>
    data.types.flatMap(({ name, statuses }) =>
      statuses.map(({ status, count }) => [name, status, String(count)]),
    ),
};

function section(title: string, documents: readonly DocumentSummary[], terminal: Terminal): Block[] {
  if (documents.length === 0) return [];
  const rows = documents.map((one) => [
    { text: one.id ?? one.path, style: terminal.cyan },
    visible(one.title) + (one.assignee ? ` (${visible(one.assignee)})` : ''),
  ]);
  return ['', terminal.bold(title), { rows, indent: 2 }];
}
