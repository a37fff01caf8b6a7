import { visible } from '../../../model/display.js';
import type { VerifiedPlan } from '../../../operations/plans/verifyPlan.js';
import type { Block, View } from '../../view.js';

/** The overall proof hash of each plan, or what is wrong first. */
export const view: View<readonly VerifiedPlan[]> = {
  pretty({ data }, terminal) {
    if (data.length === 0) return ['no ledger yet; doc-ops run makes one'];
    return data.flatMap((one, index): Block[] => {
      const blocks: Block[] = index > 0 ? [''] : [];
      const { plan, faults, open, drift, overall, result, lines, notes } = one;
      const word = one.verified
        ? terminal.green('✓ verified')
        : faults.length > 0
          ? terminal.red('✗ cannot be believed')
          : terminal.yellow('! not proven');
      blocks.push(`${terminal.bold(visible(plan))} ${word} ${terminal.dim(`${lines} lines`)}`);
      for (const { path, line, message } of faults.slice(0, 20))
        blocks.push(
          `  ${terminal.red(`${visible(path)}${line === null ? '' : `:${line}`}`)} ${visible(message)}`,
        );
      if (faults.length > 20) blocks.push(`  and ${faults.length - 20} more`);
      for (const { tasc, why } of open) blocks.push(`  ${visible(tasc)}: ${visible(why)}`);
      if (faults.length > 0) return blocks;
      if (overall !== null) blocks.push(`  proof  ${overall}`);
      if (result !== null) blocks.push(`  result ${result}`);
      for (const { tasc, why } of drift)
        blocks.push(terminal.dim(`  changed since it was completed: ${visible(tasc)}, ${visible(why)}`));
      for (const note of notes) blocks.push(terminal.dim(`  ${visible(note)}`));
      return blocks;
    });
  },
  plain: ({ data }) =>
    data.flatMap((one) => [
      [one.plan, String(one.verified), one.overall ?? '', one.result ?? ''],
      ...one.faults.map(({ path, line, message }) => [one.plan, `${path}:${line ?? ''}`, message]),
      ...one.open.map(({ tasc, why }) => [one.plan, tasc, why]),
    ]),
};
