import { installHooks } from '../../../../workspace/hooks/manage.js';
import { workspaceOf } from '../../../openContext.js';
import { defineVerb } from '../../../verb.js';
import { report } from './change.js';
import { programPlace } from './programPlace.js';

export const verb = defineVerb({
  name: 'hooks install',
  summary: 'Make git check every commit and merge boards by card',
  description:
    "Adds a block to the pre-commit and pre-merge-commit hooks, the merge driver to git's config, and a line to .gitattributes. Overwrites nothing. If husky, lefthook or pre-commit manages your hooks, it prints the lines to add. To skip the check once: DOC_OPS_SKIP=1 git commit, or git commit --no-verify.",
  examples: {
    'doc-ops hooks install': 'adds what is missing; a second run changes nothing',
    'DOC_OPS_SKIP=1 git commit': 'skips the check once',
  },
  writes: true,
  run: async (context) =>
    report(await installHooks(workspaceOf(context), programPlace(), context.dryRun), true),
});
