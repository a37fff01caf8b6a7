import { StringDecoder } from 'node:string_decoder';
import { commandEnvironment } from '../../../workspace/process/commandEnvironment.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { executorFailure, type PromptExecutor, usageOf } from '../executor.js';
import { quoted, secretsHidden } from '../secrets.js';
import { askProgram } from './askProgram.js';
import { lastLines } from './toldReason.js';

/**
 * A command of the person, run by sh in the root: the prompt on its standard input, the answer on its standard output.
 * DOC_OPS_MODEL, DOC_OPS_MAX_TOKENS and DOC_OPS_SCHEMA tell it the rest. What it says on standard error is shown where
 * it fails.
 */
export function commandExecutor(workspace: Workspace, command: string): PromptExecutor {
  const hide = secretsHidden(workspace.environment.env);
  const shown = `the command \`${quoted(hide(command), 60)}\``;
  return {
    name: 'command',
    async execute(prompt, options) {
      const started = performance.now();
      const decoder = new StringDecoder('utf8');
      const ended = await askProgram(
        {
          file: '/bin/sh',
          args: ['-c', command],
          cwd: workspace.root,
          env: {
            ...commandEnvironment(workspace),
            DOC_OPS_MODEL: options.model ?? '',
            DOC_OPS_MAX_TOKENS: String(options.maxTokens),
            DOC_OPS_SCHEMA: options.schema ? JSON.stringify(options.schema) : '',
          },
          shown,
          install: 'a shell is needed to run it',
        },
        prompt,
        options,
        (piece) => options.onText?.(decoder.write(piece)),
      );
      if ('ok' in ended) return ended;
      const said = quoted(hide(lastLines(ended.stderr)));
      if (ended.code === 127 || ended.code === 126)
        return executorFailure('not-installed', `${shown} cannot be started: ${said}`);
      if (ended.code !== 0) {
        const why = said === '' ? 'it said nothing on standard error' : said;
        return executorFailure('failed', `${shown} ended with exit code ${ended.code}: ${why}`);
      }
      if (ended.stdout.trim() === '') return executorFailure('bad-output', `${shown} printed no answer`);
      return {
        ok: true,
        text: ended.stdout,
        model: options.model,
        usage: usageOf(Math.round(performance.now() - started)),
      };
    },
  };
}
