import { visible } from '../../../model/display.js';
import type { Changed } from '../../../operations/change.js';
import type { View } from '../../view.js';

/** One line: what was done, and to which files. */
export const view: View<Changed> = {
  pretty({ data, changes }, terminal) {
    const files = (changes ?? []).map((change) => (change.kind === 'rename' ? change.to : change.path));
    const mark = files.length > 0 ? terminal.green('✓') : terminal.dim('·');
    return [`${mark} ${visible(data.message)}`, ...files.map((path) => terminal.dim(`  ${path}`))];
  },
  plain: ({ data, changes }) => [
    [data.message],
    ...(changes ?? []).map((change) => [
      change.kind,
      change.path,
      ...(change.kind === 'rename' ? [change.to] : []),
    ]),
  ],
};
