import { visible } from '../../../model/display.js';
import type { Initialised } from '../../../operations/verbs/start/init.js';
import type { Block, View } from '../../view.js';

/** What was made, what was not understood, and the three commands to try next. */
export const view: View<Initialised> = {
  pretty({ data }, terminal) {
    const { created, adopted, skipped } = data;
    const blocks: Block[] = [
      `${created.length === 0 ? terminal.dim('·') : terminal.green('✓')} ${madeIn(data)}`,
      ...created.map((path) => terminal.dim(`  ${visible(path)}`)),
    ];
    if (adopted.length > 0) blocks.push(`${terminal.green('✓')} ${tookOver(data)}`);
    for (const [note, ids] of byNote(adopted))
      blocks.push(terminal.yellow(`  ${visible(note)}: ${ids.join(', ')}`));
    for (const { from, reason } of skipped)
      blocks.push(terminal.yellow(`  left ${visible(from)}: ${visible(reason)}`));
    if (data.hooks) blocks.push(`${terminal.green('✓')} ${checked}`);
    if (!data.inGit)
      blocks.push(terminal.dim('  this folder is not in a git repository: git init adds hooks and history'));
    return [...blocks, '', 'Try next:', ...data.next.map((command) => `  ${terminal.cyan(command)}`)];
  },
  summary: ({ data }) =>
    [
      madeIn(data),
      ...(data.adopted.length > 0 ? [tookOver(data)] : []),
      ...(data.hooks ? [checked] : []),
    ].join('; '),
  plain: ({ data }) => [
    ...data.created.map((path) => ['created', path]),
    ...data.adopted.flatMap(({ id, from, notes }) => [
      ['adopted', id, from],
      ...notes.map((note) => ['note', id, note]),
    ]),
    ...data.skipped.map(({ from, reason }) => ['skipped', from, reason]),
  ],
};

const checked = 'git checks every commit from now on';

function madeIn({ folder, root, created }: Initialised): string {
  if (created.length === 0)
    return `${visible(folder)}/ is there already in ${visible(root)}; nothing was changed`;
  return `made ${visible(folder)}/ in ${visible(root)}`;
}

function tookOver({ adopted }: Initialised): string {
  return `took over ${adopted.length} decision${adopted.length === 1 ? '' : 's'}; the originals stay`;
}

/** The same is often missing in all of them. */
function byNote(adopted: Initialised['adopted']): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const { id, notes } of adopted)
    for (const note of notes) result.set(note, [...(result.get(note) ?? []), id]);
  return result;
}
