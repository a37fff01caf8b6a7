import { visible } from '../../../model/display.js';
import type { DocumentSummary } from '../../../operations/documents/documentSummary.js';
import { type ListedWith, valuesOf } from '../../../operations/documents/sortDocuments.js';
import type { Terminal } from '../../terminal.js';
import type { Block, Cell, View } from '../../view.js';

/** A row a document; finished ones dimmed, broken ones marked with what is wrong. Columns as they were asked for. */
export const view: View<readonly ListedWith[]> = {
  pretty({ data, table }, terminal) {
    if (data.length === 0) return [terminal.dim('no documents')];
    const count = terminal.dim(`${data.length} ${data.length === 1 ? 'document' : 'documents'}`);
    const chosen = table?.columns ?? [];
    const group = table?.group ?? null;
    const columns = chosen.length > 0 ? chosen : usualColumns(data, group);
    if (group === null) return [tableOf(data, columns, chosen.length > 0, terminal), count];
    const blocks: Block[] = [];
    for (const [value, members] of grouped(data, group)) {
      const title = value === '' ? `no ${group}` : value;
      blocks.push(
        ...(blocks.length > 0 ? [''] : []),
        `${terminal.bold(visible(title))} ${terminal.dim(`(${members.length})`)}`,
        { ...tableOf(members, columns, chosen.length > 0, terminal), indent: 2 },
      );
    }
    return [...blocks, '', count];
  },
  plain({ data, table }) {
    const columns = table?.columns ?? [];
    const chosen = columns.length > 0 ? columns : ['id', 'type', 'status', 'priority', 'title', 'path'];
    const group = table?.group ?? null;
    return data.map((one) => [
      ...(group === null ? [] : [valuesOf(one, group).join(',')]),
      ...chosen.map((column) => valuesOf(one, column).join(',')),
    ]);
  },
};

function usualColumns(data: readonly DocumentSummary[], group: string | null): string[] {
  const columns = ['id', 'status', ...(data.some(({ priority }) => priority) ? ['priority'] : []), 'title'];
  return columns.filter((column) => column !== group || column === 'id');
}

/** In the order in which the values come, which is that of the documents. */
function grouped(data: readonly ListedWith[], column: string): Map<string, ListedWith[]> {
  const groups = new Map<string, ListedWith[]>();
  for (const one of data) {
    const value = valuesOf(one, column).join(', ');
    const known = groups.get(value);
    if (known) known.push(one);
    else groups.set(value, [one]);
  }
  return groups;
}

/** The title gives way where the terminal is narrow, else the last column. */
function tableOf(
  data: readonly ListedWith[],
  columns: readonly string[],
  hasHead: boolean,
  terminal: Terminal,
) {
  const rows = data.map((one) => columns.map((column) => cellOf(one, column, terminal)));
  const title = columns.indexOf('title');
  return { rows, ...(hasHead ? { head: columns } : {}), ...(title >= 0 ? { flexible: title } : {}) };
}

function cellOf(one: ListedWith, column: string, terminal: Terminal): Cell {
  const text = visible(valuesOf(one, column).join(', '));
  switch (column) {
    case 'id':
      return { text: visible(one.id ?? one.path), style: one.closed ? terminal.dim : terminal.cyan };
    case 'status':
      return { text, style: statusStyle(one, terminal) };
    case 'priority':
      return { text, style: priorityStyle(one, terminal) };
    case 'title':
      if (one.broken) return { text: `unreadable: ${visible(one.broken)}`, style: terminal.red };
      return {
        text: visible(one.title) + (one.archived ? ' (archived)' : ''),
        style: one.closed ? terminal.dim : (plain) => plain,
      };
    default:
      return text;
  }
}

function statusStyle(one: DocumentSummary, terminal: Terminal): (text: string) => string {
  if (one.closed) return terminal.dim;
  return /progress|active/i.test(one.status)
    ? terminal.yellow
    : /block/i.test(one.status)
      ? terminal.red
      : (text) => text;
}

function priorityStyle(one: DocumentSummary, terminal: Terminal): (text: string) => string {
  return one.priority === 'critical' || one.priority === 'high' ? terminal.magenta : terminal.dim;
}
