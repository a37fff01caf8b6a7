import { uninstallHooks } from '../../../../workspace/hooks/manage.js';
import { workspaceOf } from '../../../openContext.js';
import { defineVerb } from '../../../verb.js';
import { report } from './change.js';

export const verb = defineVerb({
  name: 'hooks uninstall',
  summary: 'Remove the hooks and the merge driver',
  description:
    'Restores hooks, .gitattributes and git config byte for byte, and removes files that doc-ops made and that contain nothing else.',
  examples: {
    'doc-ops hooks uninstall': 'restores the hooks as they were',
  },
  writes: true,
  run: async (context) => report(await uninstallHooks(workspaceOf(context), context.dryRun), false),
});
