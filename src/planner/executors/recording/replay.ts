import { type Result, success } from '../../../model/result.js';
import { readOutside } from '../../../workspace/files/readOutside.js';
import { sha256 } from '../../../workspace/ledger/sha256.js';
import type { Environment } from '../../../workspace/workspace.js';
import { stopped } from '../deadline.js';
import { type ExecutorResult, executorFailure, type PromptExecutor } from '../executor.js';
import { readRecording } from './recordedCall.js';

/** The calls of a recording again, in their order: nothing is started or sent. */
export function replayFrom(environment: Environment, file: string): Result<PromptExecutor> {
  const text = readOutside(environment, file);
  if (!text.ok) return text;
  const calls = readRecording(text.value, file);
  if (!calls.ok) return calls;
  let asked = 0;
  return success({
    name: 'replay',
    async execute(prompt, options): Promise<ExecutorResult> {
      if (options.signal?.aborted) return stopped();
      const call = calls.value[asked++];
      if (!call) {
        const count = calls.value.length;
        return executorFailure(
          'failed',
          `${file} holds ${count} ${count === 1 ? 'call' : 'calls'}, and one more was asked for`,
          {
            hint: 'the prompts differ from those of the recording; record it again',
          },
        );
      }
      const result = call.result as ExecutorResult;
      if (!result.ok) return result;
      options.onText?.(result.text);
      if (call.prompt_sha256 === sha256(prompt)) return result;
      return {
        ...result,
        notes: [...(result.notes ?? []), `the prompt differs from that of call ${asked} in ${file}`],
      };
    },
  });
}
