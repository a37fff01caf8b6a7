import { visible } from '../../../model/display.js';
import type { GeneratedData } from '../../../operations/verbs/plans/generate.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';
import { watchPlanning } from './watchPlanning.js';

/** A generated plan: its tascs with their commands, why it was planned so, and what it cost. */
export const view: View<GeneratedData> = {
  pretty({ data }, terminal) {
    if (data.prompt !== null) return [visibleLines(data.prompt)];
    if (data.context) return contextBlocks(data.context, terminal);
    return data.plan ? planBlocks(data, data.plan, terminal) : [];
  },
  plain({ data }) {
    if (data.prompt !== null) return data.prompt.split('\n').map((line) => [line]);
    if (data.context)
      return data.context.items.map(({ kind, path, from, to, why, tokens }) => [
        kind,
        path ?? '',
        from === null ? '' : `${from}-${to}`,
        String(tokens),
        why,
      ]);
    const { plan } = data;
    if (!plan) return [];
    return [
      [plan.id ?? '', plan.path ?? '', plan.title, plan.confidence === null ? '' : String(plan.confidence)],
      ...plan.tascs.map((tasc) => [tasc.id, tasc.title, String(tasc.testing_instructions ?? '')]),
    ];
  },
  watch: watchPlanning,
};

function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function planBlocks(
  { message }: GeneratedData,
  plan: NonNullable<GeneratedData['plan']>,
  terminal: Terminal,
): Block[] {
  const { confidence, provenance } = plan;
  const sure = confidence === null ? 'confidence not said' : `confidence ${Math.round(confidence * 100)} %`;
  return [
    plan.path === null ? terminal.bold(visible(plan.title)) : `${terminal.green('✓')} ${visible(message)}`,
    ...(plan.path === null ? [] : [terminal.dim(`  ${plan.path}`)]),
    '',
    ...plan.tascs.flatMap((tasc, index) => tascLines(tasc, index, terminal)),
    '',
    terminal.dim(`${sure}${costText(provenance)}`),
    ...(plan.reasoning === '' ? [] : [terminal.dim(visible(plan.reasoning))]),
    ...(plan.id === null
      ? []
      : ['', `next: doc-ops plan check ${plan.id}, doc-ops plan probe ${plan.id}, doc-ops run ${plan.id}`]),
  ];
}

type TascData = NonNullable<GeneratedData['plan']>['tascs'][number];

function tascLines(tasc: TascData, index: number, terminal: Terminal): Block[] {
  const after = Array.isArray(tasc.dependencies)
    ? terminal.dim(`  after ${tasc.dependencies.join(', ')}`)
    : '';
  const command = String(tasc.testing_instructions ?? '');
  const shown =
    command === ''
      ? [terminal.dim('   a person decides')]
      : command.split('\n').map((line) => terminal.dim(`   $ ${visible(line)}`));
  return [`${index + 1}  ${visible(tasc.title)} ${terminal.dim(`(${tasc.id})`)}${after}`, ...shown];
}

function costText({
  executor,
  model,
  usage,
  attempts,
}: NonNullable<GeneratedData['plan']>['provenance']): string {
  if (usage === null) return ` · ${executor}, no model was asked`;
  const tokens =
    usage.inputTokens === null || usage.outputTokens === null
      ? ''
      : ` · ${usage.inputTokens} + ${usage.outputTokens} tokens`;
  const cost = usage.cost === null ? '' : ` · $${usage.cost.toFixed(4)}`;
  const tries = attempts > 1 ? ` · ${attempts} attempts` : '';
  return ` · ${visible(executor)}${model === null ? '' : ` ${visible(model)}`}${tokens}${cost} · ${(usage.durationMs / 1000).toFixed(1)} s${tries}`;
}

function contextBlocks(context: NonNullable<GeneratedData['context']>, terminal: Terminal): Block[] {
  const { items, leftOut, tokens, budget, executor, destination, promptTokens, mostCost } = context;
  const place = ({ path, from, to }: (typeof items)[number]) =>
    path === null ? '' : from === null ? path : `${path}:${from}-${to}`;
  return [
    {
      head: ['kind', 'place', 'tokens', 'why'],
      rows: items.map((item) => [item.kind, visible(place(item)), String(item.tokens), visible(item.why)]),
      flexible: 1,
    },
    '',
    `about ${tokens} of ${budget} tokens`,
    ...leftOut.map(({ what, why }) => terminal.dim(`left out: ${visible(what)} (${visible(why)})`)),
    promptTokens === null
      ? `${executor}: no model is asked, nothing is sent`
      : `${visible(executor)} ${visible(destination ?? '')}: the prompt has about ${promptTokens} tokens${mostCost === null ? '' : `, one answer costs at most $${mostCost.toFixed(4)}`}`,
  ];
}
