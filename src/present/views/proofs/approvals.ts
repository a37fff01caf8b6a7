import { visible } from '../../../model/display.js';
import type { Pending } from '../../../operations/plans/planState.js';
import type { View } from '../../view.js';

/** What waits for people, with the command that decides it. */
export const view: View<readonly Pending[]> = {
  pretty: ({ data }, terminal) =>
    data.length === 0
      ? ['nothing waits for a person']
      : [
          {
            rows: data.map(({ plan, tasc, title, approvals, needed, rejected }) => [
              visible(`${plan}/${tasc}`),
              `${approvals} of ${needed}`,
              rejected === null
                ? visible(title)
                : { text: visible(`rejected: ${rejected}`), style: terminal.red },
            ]),
          },
          terminal.dim(`doc-ops approve ${data[0]?.plan}/${data[0]?.tasc}`),
        ],
  plain: ({ data }) =>
    data.map(({ plan, tasc, title, approvals, needed }) => [
      `${plan}/${tasc}`,
      String(approvals),
      String(needed),
      title,
    ]),
};
