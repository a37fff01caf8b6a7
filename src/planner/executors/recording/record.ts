import fs from 'node:fs';
import { resolve } from 'node:path';
import { failure, type Result, success } from '../../../model/result.js';
import { ioFailure } from '../../../workspace/files/ioFailure.js';
import { replaceFile } from '../../../workspace/files/replaceFile.js';
import { sha256 } from '../../../workspace/ledger/sha256.js';
import type { Environment } from '../../../workspace/workspace.js';
import { type ExecutorResult, executorFailure, type PromptExecutor } from '../executor.js';
import { secretsHidden } from '../secrets.js';
import { type RecordedCall, readRecording } from './recordedCall.js';

/**
 * Keep every call of an executor in a file. Each call replaces the whole file in one step, so that it is never
 * half written. One that is there and is not a recording is not overwritten.
 */
export function recordTo(
  environment: Environment,
  file: string,
  executor: PromptExecutor,
): Result<PromptExecutor> {
  const path = resolve(environment.cwd, file);
  const present = checkReplaceable(path, file);
  if (!present.ok) return present;
  const hide = secretsHidden(environment.env);
  const lines: string[] = [];
  return success({
    name: executor.name,
    async execute(prompt, options) {
      const result = await executor.execute(prompt, options);
      const call: RecordedCall = {
        v: 1,
        executor: executor.name,
        model: options.model,
        prompt_sha256: sha256(prompt),
        prompt_characters: prompt.length,
        result: withoutSecrets(result, hide),
      };
      lines.push(`${JSON.stringify(call)}\n`);
      try {
        replaceFile(path, lines, { token: environment.token(6), mode: { mode: 0o600 } });
      } catch (error) {
        const { problem } = ioFailure(error, `${file} cannot be written`);
        return executorFailure(
          'failed',
          problem.message,
          problem.hint === undefined ? {} : { hint: problem.hint },
        );
      }
      return result;
    },
  });
}

function checkReplaceable(path: string, file: string): Result<null> {
  let text: string;
  try {
    text = fs.readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? success(null) : ioFailure(error, `${file} cannot be read`);
  }
  if (text.trim() === '' || readRecording(text, file).ok) return success(null);
  return failure('exists', `${file} is there and is not a recording`, {
    hint: 'name another file for --record',
  });
}

function withoutSecrets(result: ExecutorResult, hide: (text: string) => string): RecordedCall['result'] {
  const texts = JSON.parse(JSON.stringify(result), (_key, value: unknown) =>
    typeof value === 'string' ? hide(value) : value,
  ) as RecordedCall['result'];
  return texts;
}
