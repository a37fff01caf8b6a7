import fs from 'node:fs';
import { join } from 'node:path';
import { readOrNull } from '../../../workspace/files/readOrNull.js';
import {
  type ExecuteOptions,
  type ExecutorResult,
  executorFailure,
  type PromptExecutor,
  usageOf,
} from '../executor.js';
import { quoted } from '../secrets.js';
import { strictSchema, withoutNulls } from '../strictSchema.js';
import type { Ended } from './askProgram.js';
import { jsonLinesOf, numberAt, objectAt, textAt } from './jsonOutput.js';
import { type Asked, programExecutor } from './programExecutor.js';
import { lastLines, toldFailure } from './toldReason.js';

type Env = Readonly<Record<string, string | undefined>>;

const own = /^(?:OPENAI_|AZURE_OPENAI_|CODEX_(?:HOME|API_KEY)$)/;

/** Codex, read-only and without a kept session, in a folder that holds nothing but the schema. */
export function codexExecutor(env: Env): PromptExecutor {
  return programExecutor(
    {
      name: 'codex',
      title: 'Codex',
      variables: own,
      call(folder, options) {
        const schema = options.schema && strictSchema(options.schema);
        const file = schema && join(folder, 'schema.json');
        if (file) fs.writeFileSync(file, JSON.stringify(schema));
        return { args: codexArguments({ schema: file, last: lastMessage(folder) }, options) };
      },
      read: (ended, folder, asked) => readCodex(ended, readOrNull(lastMessage(folder)), asked),
    },
    env,
  );
}

/** The file that codex writes its last message to. */
function lastMessage(folder: string): string {
  return join(folder, 'last.txt');
}

function codexArguments(
  files: { readonly schema: string | null; readonly last: string },
  { model }: ExecuteOptions,
): string[] {
  return [
    ...['exec', '--json'],
    ...(files.schema ? ['--output-schema', files.schema] : []),
    ...['-o', files.last, '-s', 'read-only', '--skip-git-repo-check', '--ephemeral'],
    ...(model === null ? [] : ['-m', model]),
    '-',
  ];
}

/**
 * JSON Lines: `item.completed` with an `agent_message`, `turn.completed` with the usage, `turn.failed` and `error`. An
 * item of type `error`, and an `error` before the turn ended well, may be a mere warning.
 */
function readCodex(
  { code, stdout, stderr }: Ended,
  last: string | null,
  { options, durationMs, hide }: Asked,
): ExecutorResult {
  const events = jsonLinesOf(stdout);
  const of = (type: string) => events.filter((event) => event.type === type);
  const failed = of('turn.failed').at(-1);
  const completed = of('turn.completed').at(-1);
  if (failed || code !== 0) {
    const said = [objectAt(failed, 'error'), of('error').at(-1)].map((one) => textAt(one, 'message'));
    return toldFailure('codex', said.find(Boolean) ?? (lastLines(stderr) || `exit code ${code}`), hide);
  }
  const messages = of('item.completed')
    .map((event) => objectAt(event, 'item'))
    .filter((item) => item?.type === 'agent_message');
  const text = last?.trim() ? last : (textAt(messages.at(-1), 'text') ?? '');
  if (text.trim() === '') {
    return events.length === 0 && stdout.trim() !== ''
      ? executorFailure('bad-output', `codex printed no events: ${quoted(hide(lastLines(stdout)))}`)
      : executorFailure('bad-output', 'the answer of codex is empty');
  }
  const usage = objectAt(completed, 'usage');
  return {
    ok: true,
    text: options.schema ? withoutNulls(text) : text,
    model: options.model,
    usage: usageOf(durationMs, {
      inputTokens: numberAt(usage, 'input_tokens') ?? null,
      outputTokens: numberAt(usage, 'output_tokens') ?? null,
    }),
  };
}
