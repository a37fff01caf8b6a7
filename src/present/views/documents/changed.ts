import { visible } from '../../../model/display.js';
import { kindOf, pathsOf } from '../../../model/fileOperation.js';
import type { Changed } from '../../../operations/transact.js';
import type { View } from '../../view.js';

/** One line: what was done, and to which files. */
export const view: View<Changed> = {
  pretty({ data, changes }, terminal) {
    const files = (changes ?? []).map(({ path, to = path }) => to);
    const mark = files.length > 0 ? terminal.green('✓') : terminal.dim('·');
    return [`${mark} ${visible(data.message)}`, ...files.map((path) => terminal.dim(`  ${path}`))];
  },
  plain: ({ data, changes }) => [
    [data.message],
    ...(changes ?? []).map((change) => [kindOf(change), ...pathsOf(change)]),
  ],
};
