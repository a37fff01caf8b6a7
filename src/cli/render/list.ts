import { visible } from '../../model/display.js';
import type { Listed } from '../../operations/listing.js';
import type { Terminal } from '../terminal.js';
import type { Cell, View } from '../view.js';

/** A row a document; finished ones dimmed, broken ones marked with what is wrong. */
export const view: View<readonly Listed[]> = {
  pretty({ data }, terminal) {
    if (data.length === 0) return [terminal.dim('no documents')];
    const urgent = data.some(({ priority }) => priority);
    const rows = data.map((one): Cell[] => [
      { text: visible(one.id ?? one.path), style: one.closed ? terminal.dim : terminal.cyan },
      { text: visible(one.status), style: statusStyle(one, terminal) },
      ...(urgent ? [{ text: visible(one.priority ?? ''), style: priorityStyle(one, terminal) }] : []),
      one.broken
        ? { text: `unreadable: ${visible(one.broken)}`, style: terminal.red }
        : {
            text: visible(one.title) + (one.archived ? ' (archived)' : ''),
            style: one.closed ? terminal.dim : (text) => text,
          },
    ]);
    return [{ rows }, terminal.dim(`${data.length} ${data.length === 1 ? 'document' : 'documents'}`)];
  },
  plain: ({ data }) =>
    data.map((one) => [one.id ?? '', one.type ?? '', one.status, one.priority ?? '', one.title, one.path]),
};

function statusStyle(one: Listed, terminal: Terminal): (text: string) => string {
  if (one.closed) return terminal.dim;
  return /progress|active/i.test(one.status)
    ? terminal.yellow
    : /block/i.test(one.status)
      ? terminal.red
      : (text) => text;
}

function priorityStyle(one: Listed, terminal: Terminal): (text: string) => string {
  return one.priority === 'critical' || one.priority === 'high' ? terminal.magenta : terminal.dim;
}
