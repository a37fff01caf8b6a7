import { visible } from '../../../model/display.js';
import type { Reconciled } from '../../../operations/verbs/objectives/reconcile.js';
import type { View } from '../../view.js';
import { watchPlanning } from '../plans/watchPlanning.js';

/** A row for each active objective: the plan that it got, or why it got none. */
export const view: View<Reconciled> = {
  pretty: ({ data }, terminal) => [
    {
      rows: data.objectives.map(({ objective, step, plan, reason, error }) => [
        error === null ? (plan === null ? terminal.dim('·') : terminal.green('✓')) : terminal.red('✗'),
        objective,
        visible(step ?? ''),
        plan ?? '',
        visible(error ?? reason),
      ]),
    },
    data.message,
  ],
  plain: ({ data }) =>
    data.objectives.map(({ objective, step, plan, reason, error }) => [
      objective,
      step ?? '',
      plan ?? '',
      error ?? reason,
    ]),
  watch: watchPlanning,
};
