import { visible } from '../../model/display.js';
import type { Initialised } from '../../operations/init.js';
import type { Block, View } from '../view.js';

/** What was made, what was not understood, and the three commands to try next. */
export const view: View<Initialised> = {
  pretty({ data }, terminal) {
    const blocks: Block[] = [];
    const { folder, root, created, adopted, skipped } = data;
    if (created.length === 0)
      blocks.push(
        `${terminal.dim('·')} ${visible(folder)}/ is there already in ${visible(root)}; nothing was changed`,
      );
    else
      blocks.push(
        `${terminal.green('✓')} made ${visible(folder)}/ in ${visible(root)}`,
        ...created.map((path) => terminal.dim(`  ${visible(path)}`)),
      );
    if (adopted.length > 0)
      blocks.push(
        `${terminal.green('✓')} took over ${adopted.length} decision${adopted.length === 1 ? '' : 's'}; the originals stay`,
      );
    for (const [note, ids] of byNote(adopted))
      blocks.push(terminal.yellow(`  ${visible(note)}: ${ids.join(', ')}`));
    for (const { from, reason } of skipped)
      blocks.push(terminal.yellow(`  left ${visible(from)}: ${visible(reason)}`));
    if (data.hooks) blocks.push(`${terminal.green('✓')} git checks every commit from now on`);
    if (!data.inGit)
      blocks.push(terminal.dim('  this folder is not in a git repository: git init adds hooks and history'));
    return [...blocks, '', 'Try next:', ...data.next.map((command) => `  ${terminal.cyan(command)}`)];
  },
  plain: ({ data }) => [
    ...data.created.map((path) => ['created', path]),
    ...data.adopted.flatMap(({ id, from, notes }) => [
      ['adopted', id, from],
      ...notes.map((note) => ['note', id, note]),
    ]),
    ...data.skipped.map(({ from, reason }) => ['skipped', from, reason]),
  ],
};

/** The same is often missing in all of them. */
function byNote(adopted: Initialised['adopted']): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const { id, notes } of adopted)
    for (const note of notes) result.set(note, [...(result.get(note) ?? []), id]);
  return result;
}
