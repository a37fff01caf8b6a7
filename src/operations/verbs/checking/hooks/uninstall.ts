import { uninstallHooks } from '../../../../workspace/hooks/manage.js';
import { workspaceOf } from '../../../openContext.js';
import { defineVerb } from '../../../verb.js';
import { report } from './change.js';

/** `hooks uninstall` */
export const verb = defineVerb({
  name: 'hooks uninstall',
  group: 'checking',
  summary: 'Take the hooks out again, byte for byte',
  description:
    'What was there before doc-ops hooks install is there again: hooks, .gitattributes and git config. Files that doc-ops made, and that hold nothing else, are removed.',
  arguments: {},
  options: {},
  examples: [{ command: 'doc-ops hooks uninstall', shows: 'the hooks are as they were before' }],
  writes: true,
  needs: 'workspace',
  run: async (context) => report(await uninstallHooks(workspaceOf(context), context.dryRun), false),
});
