import { visible } from '../../../model/display.js';
import { kindOf, pathsOf } from '../../../model/fileOperation.js';
import type { PlannedStepData } from '../../../operations/verbs/objectives/plan.js';
import type { View } from '../../view.js';
import { watchPlanning } from '../plans/watchPlanning.js';

/** The plan of a step, or why there is none. */
export const view: View<PlannedStepData> = {
  pretty({ data, changes }, terminal) {
    const mark = (changes ?? []).length > 0 ? terminal.green('✓') : terminal.dim('·');
    return [
      `${mark} ${visible(data.message)}`,
      ...(changes ?? []).map(({ path, to = path }) => terminal.dim(`  ${to}`)),
      ...(data.plan ? ['', `next: doc-ops plan check ${data.plan.id}, doc-ops run ${data.plan.id}`] : []),
    ];
  },
  plain: ({ data, changes }) => [
    [data.objective, data.step ?? '', data.plan?.id ?? '', data.message],
    ...(changes ?? []).map((change) => [kindOf(change), ...pathsOf(change)]),
  ],
  watch: watchPlanning,
};
