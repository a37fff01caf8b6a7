import { success } from '../../../../model/result.js';
import { hooksState } from '../../../../workspace/hooks/state.js';
import { workspaceOf } from '../../../openContext.js';
import { defineVerb } from '../../../verb.js';
import type { HooksReport } from './change.js';

/** `hooks status` */
export const verb = defineVerb({
  name: 'hooks status',
  group: 'checking',
  summary: 'Show which hooks and whether the merge driver are installed',
  arguments: {},
  options: {},
  examples: [{ command: 'doc-ops hooks', shows: 'lists each part and whether it is installed' }],
  writes: false,
  needs: 'workspace',
  run: async (context) => {
    const state = await hooksState(workspaceOf(context));
    if (!state.ok) return state;
    const data: HooksReport = { changed: [], state: state.value };
    return success({ data });
  },
});
