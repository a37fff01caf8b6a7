import { success } from '../../../model/result.js';
import { completionScript, type Shell, shells } from '../../shellCompletion/scripts.js';
import { defineVerb, required } from '../../verb.js';

export const verb = defineVerb({
  name: 'completion',
  summary: 'Print a completion script for your shell',
  description:
    'Makes Tab complete verbs, options, ids, statuses, columns and relations of doc-ops and kanban-ops. The script asks the program at every Tab, so you install it once. Put it where your shell looks, as the examples show.',
  arguments: { shell: required('bash, zsh or fish', { choices: shells }) },
  examples: {
    'source <(doc-ops completion bash)': 'in ~/.bashrc',
    'doc-ops completion zsh > ~/.zsh/completions/_doc-ops': 'in a folder of $fpath, before compinit runs',
    'doc-ops completion fish > ~/.config/fish/completions/doc-ops.fish': 'where fish finds it',
  },
  needs: 'nothing',
  run: async (_context, { shell }) => success({ data: { text: completionScript(shell as Shell) } }),
});
