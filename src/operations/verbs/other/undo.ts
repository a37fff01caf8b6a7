import { success } from '../../../model/result.js';
import { nextUndo, undo } from '../../../workspace/transaction/history.js';
import { workspaceOf } from '../../openContext.js';
import type { Changed } from '../../transact.js';
import { defineVerb } from '../../verb.js';

export const verb = defineVerb({
  name: 'undo',
  summary: 'Undo the last change that doc-ops made',
  description:
    'You can undo every verb that changes documents, one change after another. Refuses, and touches nothing, if one of the files has changed since.',
  examples: {
    'doc-ops undo': 'restores the files byte for byte',
    'doc-ops undo --dry-run': 'shows what would change',
  },
  writes: true,
  run: async (context) => {
    const undone = await undo(workspaceOf(context), { dryRun: context.dryRun });
    if (!undone.ok) return undone;
    const { verb: name, count, changes } = undone.value;
    const data: Changed = {
      message: `undid: ${count > 1 ? `${count} × ` : ''}${name}`,
      subjects: changes.map(({ path }) => ({ id: null, path })),
    };
    const next = context.dryRun ? null : nextUndo(workspaceOf(context));
    const notes = next ? [`undo again takes back: ${next.verb}, of ${localTime(next.when)}`] : [];
    return success({ data, changes, notes });
  },
});

/** `2026-11-21 18:02`, on the person's clock. */
function localTime(when: string): string {
  const time = new Date(when);
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}
