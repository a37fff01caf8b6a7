import {
  type ExecuteOptions,
  type ExecutorResult,
  executorFailure,
  type PromptExecutor,
  usageOf,
} from '../executor.js';
import { quoted } from '../secrets.js';
import type { Ended } from './askProgram.js';
import { jsonObjectOf, numberAt, objectAt, textAt } from './jsonOutput.js';
import { type Asked, programExecutor } from './programExecutor.js';
import { lastLines, toldFailure } from './toldReason.js';

type Env = Readonly<Record<string, string | undefined>>;

const own = /^(?:GEMINI_(?!CLI)|GOOGLE_|CODE_ASSIST_)/;

/** Gemini CLI, which may change nothing, in an empty folder. It knows no schema; the prompt holds it. */
export function geminiExecutor(env: Env): PromptExecutor {
  return programExecutor(
    {
      name: 'gemini',
      title: 'Gemini CLI',
      variables: own,
      call: (_folder, options) => ({ args: geminiArguments(options) }),
      read: (ended, _folder, asked) => readGemini(ended, asked),
    },
    env,
  );
}

function geminiArguments({ model }: ExecuteOptions): string[] {
  return [
    ...['-p', '', '--output-format', 'json', '--approval-mode', 'plan', '--skip-trust'],
    ...(model === null ? [] : ['-m', model]),
  ];
}

/** Its exit code for a login that is missing or wrong; 42 is wrong input, 53 too many turns. */
const authenticationFailed = 41;

/** `{response, stats: {models: {<name>: {tokens}}}, error}`; an error may be on standard error, behind other lines. */
function readGemini({ code, stdout, stderr }: Ended, { options, durationMs, hide }: Asked): ExecutorResult {
  const answer = jsonObjectOf(stdout);
  const error =
    objectAt(answer, 'error') ?? (code === 0 ? undefined : objectAt(jsonObjectOf(stderr), 'error'));
  if (error || code !== 0) {
    const said = textAt(error, 'message') ?? (lastLines(stderr) || `exit code ${code}`);
    const status = numberAt(error, 'code');
    const failure = toldFailure('gemini', said, hide, status);
    if (code !== authenticationFailed || failure.reason === 'wrong-key') return failure;
    return executorFailure('no-key', `gemini has no key or login: ${quoted(hide(said))}`);
  }
  if (!answer)
    return executorFailure('bad-output', `gemini printed no JSON: ${quoted(hide(lastLines(stdout)))}`);
  const text = textAt(answer, 'response') ?? '';
  if (text.trim() === '') return executorFailure('bad-output', 'the answer of gemini is empty');
  const models = objectAt(objectAt(answer, 'stats'), 'models') ?? {};
  const tokens = Object.keys(models).map((name) => objectAt(objectAt(models, name), 'tokens'));
  const sum = (keys: readonly string[]) =>
    tokens.length === 0
      ? null
      : tokens.reduce((all, one) => all + keys.reduce((part, key) => part + (numberAt(one, key) ?? 0), 0), 0);
  return {
    ok: true,
    text,
    model: Object.keys(models).at(-1) ?? options.model,
    usage: usageOf(durationMs, {
      inputTokens: sum(['prompt']),
      outputTokens: sum(['candidates', 'thoughts']),
    }),
  };
}
