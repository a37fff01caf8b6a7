import { success } from '../../../model/result.js';
import { redo } from '../../../workspace/transaction/history.js';
import { workspaceOf } from '../../openContext.js';
import type { Changed } from '../../transact.js';
import { defineVerb } from '../../verb.js';

export const verb = defineVerb({
  name: 'redo',
  summary: 'Redo what undo took back',
  description: 'Works until you make another change.',
  examples: {
    'doc-ops redo': 'makes the change again',
    'doc-ops redo --dry-run': 'shows what would change',
  },
  writes: true,
  run: async (context) => {
    const undone = await redo(workspaceOf(context), { dryRun: context.dryRun });
    if (!undone.ok) return undone;
    const { verb: name, count, changes } = undone.value;
    const data: Changed = {
      message: `redid: ${count > 1 ? `${count} × ` : ''}${name}`,
      subjects: changes.map(({ path }) => ({ id: null, path })),
    };
    return success({ data, changes });
  },
});
