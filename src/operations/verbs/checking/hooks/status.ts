import { success } from '../../../../model/result.js';
import { hooksState } from '../../../../workspace/hooks/state.js';
import { workspaceOf } from '../../../openContext.js';
import { defineVerb } from '../../../verb.js';
import type { HooksReport } from './change.js';

export const verb = defineVerb({
  name: 'hooks status',
  summary: 'Show which hooks and whether the merge driver are installed',
  examples: {
    'doc-ops hooks': 'lists each part and whether it is installed',
  },
  run: async (context) => {
    const state = await hooksState(workspaceOf(context));
    if (!state.ok) return state;
    const data: HooksReport = { changed: [], state: state.value };
    return success({ data });
  },
});
