import type { InferOutput } from 'valibot';
import { isResult } from '../../../model/ledger/event.js';
import { probeVerdict } from '../../../model/plan/probe.js';
import { selectTascs } from '../../../model/plan/selectTascs.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { Emit } from '../../../runner/events.js';
import { workspaceOf } from '../../openContext.js';
import { askConsent } from '../../plans/askConsent.js';
import { loadValidPlan } from '../../plans/loadPlan.js';
import { planState } from '../../plans/planState.js';
import { defineVerb, flag, list, number, type Outcome, required, text } from '../../verb.js';
import type { runResult } from '../output/proofs.js';

declare const DOC_OPS_VERSION: string;

/** What a run came to; or, with `--dry-run`, what would run. */
export type RunResult = InferOutput<typeof runResult>;

export const verb = defineVerb({
  name: 'run',
  summary: "Run a plan's tascs in order and keep a proof of each",
  description:
    'Skips tascs with a fresh proof. Manual tascs wait for doc-ops approve; the others run. Nothing runs before you have seen it and consented on this machine. Exit code 0: every tasc is proven; 1: a tasc failed; 3: the run waits for consent or for a person; 130: interrupted, and the next run continues.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  options: {
    jobs: number('run this many tascs at a time; default is the number of cores', { short: 'j', value: 'n' }),
    keepGoing: flag('after a failure, run what does not depend on it', { short: 'k' }),
    only: list('run only these tascs and what they depend on', {
      value: 'tasc',
      completes: 'tasc',
      commas: true,
    }),
    from: text('run only this tasc and what depends on it', { value: 'tasc', completes: 'tasc' }),
    force: flag('run even what is proven and fresh', { short: 'f' }),
    timeout: number('use this timeout for each tasc', { value: 'seconds' }),
    baseline: flag('run the commands before the work, to see them fail'),
    yes: flag('consent to this run', { short: 'y' }),
    events: flag('print every event as one line of JSON'),
  },
  examples: {
    'doc-ops run PLAN-001': 'runs what is not proven yet',
    'doc-ops run PLAN-001 --baseline': 'before the work, when the commands should fail',
    'doc-ops run PLAN-001 --only test --force': 'runs one tasc again, with what it depends on',
    'doc-ops run PLAN-001 --dry-run': 'shows order, commands and what is proven',
  },
  writes: true,
  run: async (context, input): Promise<Result<Outcome<RunResult>>> => {
    const workspace = workspaceOf(context);
    if (input.jobs !== undefined && input.jobs < 1) return failure('usage', '--jobs takes 1 or more');
    const plan = await loadValidPlan(workspace, input.plan);
    if (!plan.ok) return plan;
    const selected = selectTascs(plan.value, { only: input.only, from: input.from });
    if (!selected.ok) return selected;
    const { states, ledger, emptyInputs } = await planState(workspace, plan.value);
    if (ledger.problems[0]) {
      const { path, line, message } = ledger.problems[0];
      return failure('refused', `the ledger of ${plan.value.id} cannot be believed: ${message}`, {
        place: { path, ...(line === null ? {} : { line }) },
        hint: `doc-ops verify ${plan.value.id} explains it; git restores the files`,
      });
    }
    const planned = selected.value.map((id) => {
      const tasc = plan.value.byId.get(id);
      return {
        tasc: id,
        title: tasc?.title ?? '',
        command: tasc?.testingInstructions ?? '',
        state: states.get(id)?.state ?? 'missing',
      };
    });
    const notes = [...emptyInputs].map(([id, globs]) => `${id}: inputs ${globs.join(', ')} match no file`);
    if (context.dryRun) return success({ data: { report: null, planned, notes: {} }, notes });
    const consent = await askConsent(context, plan.value, input.yes);
    if (!consent.ok) return consent;
    const whys: Record<string, string> = {};
    const emit: Emit = (event) => {
      if (event.kind === 'finished' && !event.passed) whys[event.tasc] = event.why;
      if (event.kind === 'finished' && event.passed && input.baseline)
        whys[event.tasc] = 'passes already: it proves nothing about the change';
      if (event.kind === 'finished' && event.passed && !input.baseline) {
        const red = failedBefore(event.tasc);
        if (red !== null) whys[event.tasc] = red;
      }
      if (event.kind === 'waiting') whys[event.tasc] = event.message;
      if (event.kind === 'blocked') whys[event.tasc] = `needs ${event.by}`;
      context.emit?.(event);
    };
    const failedBefore = (tasc: string): string | null => {
      const definition = plan.value.definitions.get(tasc);
      const red = ledger.lines.findLast(
        ({ line }) =>
          isResult(line) &&
          line.tasc === tasc &&
          line.definition === definition &&
          !line.validated &&
          (!line.probe || probeVerdict(line.probe.label) === 'sound'),
      );
      if (!red) return null;
      const start = ledger.lines.find(({ line, path }) => path === red.path && line.event === 'run')?.line;
      const commit = start?.event === 'run' && start.commit ? ` at ${start.commit.slice(0, 9)}` : '';
      return `failed${commit}, passes now`;
    };
    emit({
      kind: 'planned',
      baseline: input.baseline,
      tascs: planned.map(({ tasc, title, command, state }) => ({
        tasc,
        title,
        command,
        proven: state === 'fresh' && !input.force && !input.baseline,
      })),
    });
    const { runPlan } = await import('../../plans/runPlan.js');
    const ran = await runPlan(workspace, plan.value, {
      selected: selected.value,
      baseline: input.baseline,
      jobs: input.jobs,
      keepGoing: input.keepGoing,
      force: input.force,
      timeoutSeconds: input.timeout,
      stop: context.stop ?? new AbortController().signal,
      version: DOC_OPS_VERSION,
      emit,
    });
    if (!ran.ok) return ran;
    const report = ran.value;
    const outcomes = Object.values(report.outcomes);
    const isFailed = outcomes.includes('failed') && !input.baseline;
    return success({
      data: { report, planned, notes: whys },
      notes,
      failed: isFailed,
      ...(report.interrupted
        ? { exit: 'interrupted' as const }
        : !isFailed && outcomes.includes('waiting')
          ? { exit: 'waiting' as const }
          : {}),
    });
  },
});
