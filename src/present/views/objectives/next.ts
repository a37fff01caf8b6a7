import { visible } from '../../../model/display.js';
import type { NextStepData } from '../../../operations/verbs/objectives/next.js';
import type { View } from '../../view.js';

/** The next step, or why there is none. */
export const view: View<NextStepData> = {
  pretty({ data }, terminal) {
    if (!data.has_next_step) return [`${data.objective} has no next step: ${visible(data.reason)}`];
    return [
      `${terminal.bold(visible(data.step_id ?? ''))}  ${visible(data.step_description ?? '')}`,
      terminal.dim(`  ${visible(data.phase_name ?? 'no phase')}; ${visible(data.reason)}`),
      '',
      `next: doc-ops objective plan ${data.objective}`,
    ];
  },
  plain: ({ data }) => [
    [data.objective, data.step_id ?? '', data.step_description ?? '', data.phase_name ?? '', data.reason],
  ],
};
