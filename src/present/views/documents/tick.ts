import { visible } from '../../../model/display.js';
import type { Checklist } from '../../../operations/verbs/documents/tick.js';
import type { View } from '../../view.js';

/** The checklist with numbers to tick by. */
export const view: View<Checklist> = {
  pretty({ data }, terminal) {
    const name = data.id ?? data.path;
    if (data.items.length === 0) return [`${name} has no checklist`];
    return [
      `${terminal.bold(name)} ${visible(data.title)}  ${terminal.dim(data.message)}`,
      {
        indent: 2,
        rows: data.items.map((item) => [
          { text: String(item.number), style: terminal.dim },
          {
            text: item.checked ? '[x]' : '[ ]',
            style: item.changed ? terminal.green : item.checked ? terminal.dim : (text) => text,
          },
          visible(item.text),
        ]),
      },
    ];
  },
  plain: ({ data }) => data.items.map((item) => [String(item.number), item.checked ? 'x' : ' ', item.text]),
};
