import { visible } from '../../../model/display.js';
import type { ListedObjective } from '../../../operations/verbs/objectives/list.js';
import type { View } from '../../view.js';

/** A line for each objective: how far it is, and what comes next. */
export const view: View<readonly ListedObjective[]> = {
  pretty: ({ data }, terminal) =>
    data.length === 0
      ? ['no active objectives; doc-ops create objective "…" makes one']
      : [
          {
            head: ['id', 'title', 'status', 'done', 'next'],
            rows: data.map((one) => [
              one.id,
              visible(one.title),
              visible(one.status),
              `${one.done}/${one.total}`,
              one.next === null ? { text: visible(one.reason), style: terminal.dim } : visible(one.next),
            ]),
            flexible: 1,
          },
        ],
  plain: ({ data }) =>
    data.map((one) => [one.id, one.title, one.status, `${one.done}/${one.total}`, one.next ?? '']),
};
