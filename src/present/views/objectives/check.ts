import { visible } from '../../../model/display.js';
import type { ObjectiveCheck } from '../../../operations/verbs/objectives/check.js';
import type { View } from '../../view.js';

/** `[PASS]` or `[FAIL]`, a line a check, and a verdict. */
export const view: View<ObjectiveCheck> = {
  pretty({ data }, terminal) {
    const failed = data.checks.some(({ passed }) => !passed);
    return [
      ...data.checks.map(
        ({ passed, name, detail }) =>
          `${passed ? terminal.green('[PASS]') : terminal.red('[FAIL]')} ${name}: ${visible(detail)}`,
      ),
      '',
      failed ? terminal.red(data.verdict) : terminal.green(data.verdict),
    ];
  },
  plain: ({ data }) => [
    ...data.checks.map(({ passed, name, detail }) => [passed ? 'PASS' : 'FAIL', name, detail]),
    [data.verdict],
  ],
};
