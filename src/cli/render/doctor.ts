import { visible } from '../../model/display.js';
import type { Check } from '../../operations/doctor.js';
import type { View } from '../view.js';

/** A line a check. */
export const view: View<readonly Check[]> = {
  pretty({ data }, terminal) {
    const marks = { ok: terminal.green('✓'), warning: terminal.yellow('!'), broken: terminal.red('✗') };
    return data.flatMap(({ check, state, message, hint }) => [
      `${marks[state]} ${check.padEnd(10)} ${visible(message)}`,
      ...(hint ? [terminal.dim(`             ${visible(hint)}`)] : []),
    ]);
  },
  plain: ({ data }) => data.map(({ check, state, message, hint }) => [check, state, message, hint ?? '']),
};
