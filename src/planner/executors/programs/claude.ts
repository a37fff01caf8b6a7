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

/** Its own variables and those of the clouds that it can use; not the marks of a session that doc-ops may run in. */
const own =
  /^(?:ANTHROPIC_|CLAUDE_CONFIG_DIR$|CLAUDE_CODE_(?:USE_|SKIP_|OAUTH_TOKEN$)|AWS_|GOOGLE_|CLOUD_ML_|VERTEX_)/;

/**
 * Claude Code, without tools, settings of a project and a kept session. A key in the environment is used alone
 * (`--bare`); without one it is the login of the person's subscription, which that mode does not read.
 */
export function claudeExecutor(env: Env): PromptExecutor {
  return programExecutor(
    {
      name: 'claude',
      title: 'Claude Code',
      variables: own,
      call: (_folder, options) => ({
        args: claudeArguments(env, options),
        env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(options.maxTokens) },
      }),
      read: (ended, _folder, asked) => readClaude(ended, asked),
    },
    env,
  );
}

function claudeArguments(env: Env, options: ExecuteOptions): string[] {
  const { schema, model, budget } = options;
  return [
    '-p',
    env.ANTHROPIC_API_KEY ? '--bare' : '--restricted',
    ...['--output-format', 'json'],
    ...(schema ? ['--json-schema', JSON.stringify(schema)] : []),
    ...['--tools', '', '--no-session-persistence', '--strict-mcp-config'],
    ...['--permission-prompts', 'none'],
    ...(budget === undefined || budget === null ? [] : ['--max-budget-usd', String(budget)]),
    ...(model === null ? [] : ['--model', model]),
  ];
}

/** One object `{type: "result", is_error, result, structured_output, usage, total_cost_usd, modelUsage}`. */
function readClaude({ code, stdout, stderr }: Ended, { options, durationMs, hide }: Asked): ExecutorResult {
  const answer = jsonObjectOf(stdout);
  if (!answer || textAt(answer, 'type') !== 'result') {
    if (code !== 0) return toldFailure('claude', lastLines(stderr) || lastLines(stdout), hide);
    return executorFailure('bad-output', `claude printed no result: ${quoted(hide(lastLines(stdout)))}`);
  }
  const text = answer.structured_output
    ? JSON.stringify(answer.structured_output, null, 2)
    : (textAt(answer, 'result') ?? '');
  if (textAt(answer, 'subtype')?.includes('max_budget'))
    return executorFailure('cut-off', `claude stopped at the budget of ${options.budget ?? 0} US dollars`);
  if (answer.is_error === true || code !== 0) {
    const said = text || lastLines(stderr) || textAt(answer, 'subtype') || `exit code ${code}`;
    return toldFailure('claude', said, hide, numberAt(answer, 'api_error_status'));
  }
  if (text.trim() === '') return executorFailure('bad-output', 'the answer of claude is empty');
  const usage = objectAt(answer, 'usage');
  const cached = ['cache_creation_input_tokens', 'cache_read_input_tokens'] as const;
  const input = numberAt(usage, 'input_tokens');
  return {
    ok: true,
    text,
    model: Object.keys(objectAt(answer, 'modelUsage') ?? {})[0] ?? options.model,
    usage: usageOf(durationMs, {
      inputTokens:
        input === undefined ? null : cached.reduce((sum, key) => sum + (numberAt(usage, key) ?? 0), input),
      outputTokens: numberAt(usage, 'output_tokens') ?? null,
      cost: numberAt(answer, 'total_cost_usd') ?? null,
    }),
  };
}
