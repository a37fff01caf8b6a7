import type { Initialised } from '../../operations/init.js';
import type { Block, View } from '../view.js';

/** What was made, and the three commands to try next. */
export const view: View<Initialised> = {
  pretty({ data }, terminal) {
    const blocks: Block[] = [];
    if (data.created.length === 0)
      blocks.push(`${terminal.dim('·')} ${data.folder}/ is there already; nothing was changed`);
    else
      blocks.push(
        `${terminal.green('✓')} made ${data.folder}/ in ${data.root}`,
        ...data.created.map((path) => terminal.dim(`  ${path}`)),
      );
    for (const { from, id, notes } of data.adopted)
      for (const note of notes) blocks.push(terminal.yellow(`  ${id} (${from}): ${note}`));
    if (data.hooks) blocks.push(`${terminal.green('✓')} git checks every commit from now on`);
    if (!data.inGit)
      blocks.push(terminal.dim('  this folder is not in a git repository: git init adds hooks and history'));
    return [...blocks, '', 'Try next:', ...data.next.map((command) => `  ${terminal.cyan(command)}`)];
  },
  plain: ({ data }) => data.created.map((path) => ['created', path]),
};
