import { planFromData } from '../../../model/plan/planData.js';
import { validatePlan } from '../../../model/plan/validatePlan.js';
import { failure, type Result, success } from '../../../model/result.js';
import { shellWord } from '../../../model/shellWord.js';
import { sha256 } from '../../../workspace/ledger/sha256.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, list, type Outcome, requiredList, text } from '../../verb.js';
import type { RunResult } from './run.js';

declare const DOC_OPS_VERSION: string;

/** Name of the ledger of commands that belong to no plan. */
const ledgerName = 'prove';

export const verb = defineVerb({
  name: 'prove',
  summary: 'Run one command without a plan and keep a proof of it',
  description:
    'The proof is a line in the ledger dev_ops/proofs/prove/: the command, its exit code, digests of its output and of the files that it depends on. Several words are a command with arguments; a single word goes to the shell.',
  arguments: { command: requiredList('the command, after --', { value: 'command' }) },
  options: {
    type: text('what makes it pass', { value: 'type', choices: ['script', 'test', 'lint'] }),
    inputs: list('globs of the files that it depends on', { value: 'glob', commas: true }),
  },
  examples: {
    'doc-ops prove -- npm test': 'runs it and prints the hash of its proof',
    "doc-ops prove --type test -- 'npm test | tee test.log'": 'passes only if tests ran',
  },
  run: async (context, input): Promise<Result<Outcome<RunResult>>> => {
    const workspace = workspaceOf(context);
    const command =
      input.command.length === 1 ? (input.command[0] ?? '') : input.command.map(shellWord).join(' ');
    const data = planFromData({
      title: command,
      tascs: [
        {
          id: 'command',
          title: command,
          testing_instructions: command,
          ...(input.inputs.length > 0 ? { inputs: input.inputs } : {}),
          proof_required: { proof_type: input.type ?? 'script', timeout_seconds: 24 * 3600 },
        },
      ],
    });
    if (!data.ok) return data;
    const plan = validatePlan({ ...data.value, id: ledgerName, path: '', spans: [] }, sha256);
    if (!plan.ok) return failure('invalid-value', plan.problems[0]?.message ?? 'a command is missing');
    const { runPlan } = await import('../../plans/runPlan.js');
    let why = '';
    const ran = await runPlan(workspace, plan.plan, {
      selected: ['command'],
      baseline: false,
      jobs: 1,
      keepGoing: false,
      force: true,
      timeoutSeconds: undefined,
      stop: context.stop ?? new AbortController().signal,
      version: DOC_OPS_VERSION,
      emit(event) {
        if (event.kind === 'finished' && !event.passed) why = event.why;
        context.emit?.(event);
      },
    });
    if (!ran.ok) return ran;
    const report = ran.value;
    return success({
      data: {
        report,
        planned: [{ tasc: 'command', title: command, command, state: 'missing' }],
        notes: why === '' ? {} : { command: why },
      },
      failed: !report.verified,
      ...(report.interrupted ? { exit: 'interrupted' as const } : {}),
    });
  },
});
