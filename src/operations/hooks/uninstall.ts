import { success } from '../../model/result.js';
import { type HooksState, uninstallHooks } from '../../workspace/hooks/manage.js';
import { workspaceOf } from '../openContext.js';
import { defineVerb } from '../verb.js';
import { programPlace } from './programPlace.js';

export interface HooksChange {
  /** What was changed, or would be with `--dry-run`. */
  readonly changed: readonly string[];
  readonly state: HooksState;
}

/** `hooks uninstall` */
export const verb = defineVerb({
  name: 'hooks uninstall',
  group: 'checking',
  summary: 'Take the hooks out again, byte for byte',
  description: 'What was there before doc-ops hooks install is there again.',
  arguments: {},
  options: {},
  examples: [{ command: 'doc-ops hooks uninstall', shows: 'the hooks are as they were before' }],
  writes: true,
  needs: 'workspace',
  run: async (context) => {
    const done = await uninstallHooks(workspaceOf(context), programPlace(), context.dryRun);
    if (!done.ok) return done;
    const data: HooksChange = done.value;
    return success({ data, notes: context.dryRun ? data.changed.map((path) => `would change ${path}`) : [] });
  },
});
