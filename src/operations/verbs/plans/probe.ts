import type { InferOutput } from 'valibot';
import { probeVerdict } from '../../../model/plan/probe.js';
import { selectTascs } from '../../../model/plan/selectTascs.js';
import { failure, type Result, success } from '../../../model/result.js';
import { headOf } from '../../../workspace/ledger/headOf.js';
import { workspaceOf } from '../../openContext.js';
import type { ProbeReport } from '../../planning/probePlan.js';
import { askConsent } from '../../plans/askConsent.js';
import { loadValidPlan } from '../../plans/loadPlan.js';
import { defineVerb, flag, list, number, type Outcome, required } from '../../verb.js';
import type { probed } from '../output/plans.js';

declare const DOC_OPS_VERSION: string;

export type Probed = InferOutput<typeof probed>;

export const verb = defineVerb({
  name: 'plan probe',
  summary: "Try a plan's checks on the untouched tree, before the work",
  description:
    'Runs every check once on the last commit, in a throw-away work tree outside of this folder, one by one and without regard to dependencies. Says of each whether it is red as it should be, green already, cannot run, does not end, or changes files. Installed packages that git ignores (node_modules, Python environments, vendor) are linked into the tree; uncommitted changes are not in it. Asks for consent as doc-ops run does. Nothing of it counts as a proof. Exit code 1: a check can prove nothing as it is written; 3: it waits for consent; 130: interrupted.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  options: {
    only: list('probe only these tascs', { value: 'tasc', completes: 'tasc', commas: true }),
    timeout: number('end each check after this time', { value: 'seconds' }),
    link: list('put this file or folder, which git ignores, into the tree as well', {
      value: 'path',
      completes: 'path',
    }),
    yes: flag('consent to this once', { short: 'y' }),
    events: flag('print every event as one line of JSON'),
  },
  examples: {
    'doc-ops plan probe PLAN-001': 'shows every command, asks, and labels the checks',
    'doc-ops plan probe PLAN-001 --yes --timeout 60': 'for scripts: consents once, gives each check a minute',
    'doc-ops plan probe PLAN-001 --link .env': 'for checks that need an ignored file',
  },
  writes: true,
  run: async (context, input): Promise<Result<Outcome<Probed>>> => {
    const workspace = workspaceOf(context);
    if (input.timeout !== undefined && input.timeout <= 0)
      return failure('usage', '--timeout takes seconds, more than 0');
    const plan = await loadValidPlan(workspace, input.plan);
    if (!plan.ok) return plan;
    // What it depends on is not needed: every check runs by itself.
    const known = selectTascs(plan.value, { only: input.only, from: undefined });
    if (!known.ok) return known;
    const selected = plan.value.order.filter((id) => input.only.length === 0 || input.only.includes(id));
    const planned = selected.map((id) => ({
      tasc: id,
      command: plan.value.byId.get(id)?.testingInstructions ?? '',
    }));
    if (context.dryRun)
      return success({
        data: {
          plan: plan.value.id,
          commit: null,
          dirty: null,
          absent: [],
          tascs: [],
          planned,
          ledger: null,
        },
      });
    const consent = await askConsent(context, plan.value, input.yes);
    if (!consent.ok) return consent;
    const { dirty } = await headOf(workspace);
    context.emit?.({
      kind: 'planned',
      baseline: true,
      tascs: planned
        .filter(({ command }) => command !== '')
        .map((one) => ({ ...one, title: plan.value.byId.get(one.tasc)?.title ?? '', proven: false })),
    });
    const { probePlan } = await import('../../planning/probePlan.js');
    const report = await probePlan(workspace, plan.value, {
      selected,
      timeoutSeconds: input.timeout,
      link: input.link,
      stop: context.stop ?? new AbortController().signal,
      version: DOC_OPS_VERSION,
      emit: (event) => context.emit?.(event),
    });
    if (!report.ok) return report;
    const { commit, tascs, absent, interrupted, ledger } = report.value;
    return success({
      data: { plan: plan.value.id, commit, dirty, absent: [...absent], tascs: [...tascs], planned, ledger },
      notes: probeNotes(report.value, dirty === true),
      failed: tascs.some(({ label }) => probeVerdict(label) === 'broken'),
      ...(interrupted ? { exit: 'interrupted' as const } : {}),
    });
  },
});

/** What a person should know of the tree that was probed. */
export function probeNotes({ commit, absent }: ProbeReport, isDirty: boolean): string[] {
  const shown = absent.slice(0, 5).join(', ');
  const more = absent.length > 5 ? ` and ${absent.length - 5} more` : '';
  return [
    ...(isDirty
      ? [`the checks ran on commit ${commit.slice(0, 9)}: uncommitted changes were not in the tree`]
      : []),
    ...(absent.length > 0
      ? [`not in the tree, since git does not have it: ${shown}${more}; --link adds a file or folder`]
      : []),
  ];
}
