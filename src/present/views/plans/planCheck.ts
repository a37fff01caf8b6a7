import { visible } from '../../../model/display.js';
import type { PlanCheck } from '../../../operations/verbs/plans/check.js';
import type { View } from '../../view.js';

/** `[PASS]` or `[FAIL]`, a line a check, and a verdict. */
export const view: View<PlanCheck> = {
  pretty({ data }, terminal) {
    const failed = data.checks.filter(({ passed }) => !passed).length;
    return [
      ...data.checks.map(
        ({ name, passed, message }) =>
          `${passed ? terminal.green('[PASS]') : terminal.red('[FAIL]')} ${name}: ${visible(message)}`,
      ),
      '',
      failed === 0
        ? terminal.green(`${data.plan} is ready`)
        : terminal.red(`${data.plan} is not ready: ${failed} of ${data.checks.length} failed`),
    ];
  },
  plain: ({ data }) =>
    data.checks.map(({ name, passed, message }) => [passed ? 'PASS' : 'FAIL', name, message]),
};
