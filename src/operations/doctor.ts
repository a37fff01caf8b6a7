import { success } from '../model/result.js';
import { hooksState } from '../workspace/hooks/manage.js';
import { findingsOfConfig, inspect } from '../workspace/inspect.js';
import { programPlace } from './hooks/programPlace.js';
import { workspaceOf } from './openContext.js';
import { defineVerb } from './verb.js';

/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'broken';
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

/** `doctor` */
export const verb = defineVerb({
  name: 'doctor',
  group: 'checking',
  summary: 'Look whether everything is in order here, and say what to do where not',
  arguments: {},
  options: {},
  examples: [{ command: 'doc-ops doctor', shows: 'node, git, hooks, lock, journal, cache, one line each' }],
  writes: false,
  needs: 'workspace',
  run: async (context) => {
    const workspace = workspaceOf(context);
    const checks: Check[] = [...(await inspect(workspace)), ...findingsOfConfig(workspace)];
    if (workspace.repository) {
      const hooks = await hooksState(workspace, programPlace());
      if (!hooks.ok) return hooks;
      const open = hooks.value.parts.filter(({ state }) => state === 'missing' || state === 'outdated');
      if (open.length === 0)
        checks.push({
          check: 'hooks',
          state: 'ok',
          message: hooks.value.manager === 'git' ? 'installed' : `run by ${hooks.value.manager}`,
        });
      for (const { name, state } of open) {
        checks.push({
          check: 'hooks',
          state: 'warning',
          message: `${name} is ${state === 'missing' ? 'not installed' : 'outdated'}`,
          hint: 'doc-ops hooks install',
        });
      }
    }
    return success({
      data: checks as readonly Check[],
      failed: checks.some(({ state }) => state === 'broken'),
    });
  },
});
