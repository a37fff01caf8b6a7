import { success } from '../../../model/result.js';
import { completionScript, type Shell, shells } from '../../shellCompletion/scripts.js';
import { defineVerb, required } from '../../verb.js';

/** `completion zsh` */
export const verb = defineVerb({
  name: 'completion',
  group: 'other',
  summary: 'Print what makes Tab complete verbs, ids, statuses, columns and relations',
  description:
    'For doc-ops and kanban-ops. The script asks the program whenever you press Tab, so it is right for later versions and for the types of each repository. It writes nothing by itself: put it where your shell looks, as the examples show.',
  arguments: { shell: required('bash, zsh or fish', { choices: shells }) },
  options: {},
  examples: [
    { command: 'source <(doc-ops completion bash)', shows: 'in ~/.bashrc' },
    {
      command: 'doc-ops completion zsh > ~/.zsh/completions/_doc-ops',
      shows: 'into a folder of $fpath, before compinit runs',
    },
    {
      command: 'doc-ops completion fish > ~/.config/fish/completions/doc-ops.fish',
      shows: 'fish finds it there',
    },
  ],
  writes: false,
  needs: 'nothing',
  run: async (_context, { shell }) => success({ data: { text: completionScript(shell as Shell) } }),
});
