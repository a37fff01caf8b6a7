import { visible } from '../../../model/display.js';
import type { Diagnosis } from '../../../operations/verbs/checking/doctor.js';
import type { View } from '../../view.js';

/** A line a check, what to do below it. */
export const view: View<Diagnosis> = {
  pretty({ data: { checks, fixed } }, terminal) {
    const marks = { ok: terminal.green('✓'), warning: terminal.yellow('!'), broken: terminal.red('✗') };
    const width = Math.max(...checks.map(({ check }) => check.length));
    const lines = checks.flatMap(({ check, state, message, hint }) => [
      `${marks[state]} ${check.padEnd(width)}  ${visible(message)}`,
      ...(hint ? [terminal.dim(`${' '.repeat(width + 4)}${visible(hint)}`)] : []),
    ]);
    return fixed.length > 0 ? [...lines, '', terminal.green(`fixed: ${fixed.join(', ')}`)] : lines;
  },
  plain: ({ data }) =>
    data.checks.map(({ check, state, message, hint }) => [check, state, message, hint ?? '']),
};
