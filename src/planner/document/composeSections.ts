import { orderOf } from '../../model/plan/graph.js';
import type { Tasc } from '../../model/plan/tasc.js';
import { graphOf } from '../../model/plan/validatePlan.js';
import type { Citation, GeneratedPlan } from '../generatedPlan.js';
import type { PlanRequest } from '../request.js';
import { containLine, containProse } from './containProse.js';
import { headingKey, type Section, splitSections } from './sections.js';

/**
 * The sections of a plan's document, without its tascs: what the planner wrote, and from goal, citations and tascs what
 * it did not. All of it is contained: no text of a model can end a section or hide the tascs.
 */
export function composeSections(
  plan: GeneratedPlan,
  request: Pick<PlanRequest, 'goal' | 'constraints' | 'step'>,
): Section[] {
  const { preamble, sections } = splitSections(plan.content);
  const written = sections
    .filter(({ heading, text }) => text !== '' && !['', 'tascs', 'related'].includes(headingKey(heading)))
    .map(({ heading, text }) => ({ heading: oneLine(heading), text: containProse(text) }));
  const textOf = (key: string) => written.find(({ heading }) => headingKey(heading) === key)?.text;
  const others = written.filter(({ heading }) => !own.includes(headingKey(heading)));
  const proposed = [containProse(preamble), textOf('proposedchanges')].filter(Boolean).join('\n\n');
  return [
    { heading: 'Goal', text: join(partOf(request), textOf('goal') ?? goalOf(plan, request)) },
    { heading: 'Context', text: join(textOf('context'), contextOf(plan, request)) },
    { heading: 'Proposed Changes', text: proposed },
    ...others,
    { heading: 'Steps', text: textOf('steps') ?? stepsOf(plan.tascs) },
    { heading: 'Verification', text: textOf('verification') ?? verificationOf(plan.tascs) },
  ].filter(({ text }) => text !== '');
}

const own = ['goal', 'context', 'proposedchanges', 'steps', 'verification'];

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function oneLine(text: string): string {
  return containLine(text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim());
}

function partOf({ step }: Pick<PlanRequest, 'step'>): string {
  return step === null ? '' : `**Part of Objective ${step.objective.id}, Step ${oneLine(step.stepId)}**`;
}

function goalOf({ description }: GeneratedPlan, { goal }: Pick<PlanRequest, 'goal'>): string {
  const wanted = containProse(goal);
  const told = containProse(description);
  return told === '' || told === wanted ? wanted : join(wanted, told);
}

function contextOf(
  { reasoning, citations }: GeneratedPlan,
  { constraints }: Pick<PlanRequest, 'constraints'>,
): string {
  const limits = constraints.map((one) => `- ${oneLine(one)}`).join('\n');
  const sources = citations.map((one) => `- ${cited(one)}`).join('\n');
  return join(
    containProse(reasoning),
    limits && `Constraints:\n\n${limits}`,
    sources && `This plan leans on:\n\n${sources}`,
  );
}

const relations: Readonly<Record<Citation['kind'], string>> = {
  evidence: '',
  prerequisite: ' (comes first)',
  related: ' (related)',
  supersedes: ' (takes its place)',
  derived_from: ' (derived from it)',
};

function cited({ target, kind, description }: Citation): string {
  const name = /^[A-Z][A-Z0-9]*-\d+$/.test(target) ? target : code(target);
  return `${name}${relations[kind]}${description === '' ? '' : `: ${oneLine(description)}`}`;
}

/** In the order of execution. */
function inOrder(tascs: readonly Tasc[]): Tasc[] {
  const ordered = orderOf(graphOf(tascs));
  const ids = 'order' in ordered ? ordered.order : tascs.map(({ id }) => id);
  return ids.flatMap((id) => tascs.find((tasc) => tasc.id === id) ?? []);
}

function stepsOf(tascs: readonly Tasc[]): string {
  return inOrder(tascs)
    .map(({ id, title, desiredOutcome }, index) => {
      const outcome = desiredOutcome === '' ? '' : `: ${oneLine(desiredOutcome)}`;
      return `${index + 1}. **${oneLine(title)}** (\`${id}\`)${outcome}`;
    })
    .join('\n');
}

function verificationOf(tascs: readonly Tasc[]): string {
  const lines = inOrder(tascs).map(({ id, title, testingInstructions: command, proof }) => {
    if (proof.check.type === 'manual') return `- A person looks at \`${id}\`: ${oneLine(title)}`;
    const [first = '', ...more] = command.split('\n');
    return more.length > 0 ? `- The commands of \`${id}\`: ${oneLine(title)}` : `- ${code(first)}`;
  });
  return [...new Set(lines)].join('\n');
}

/** A text on one line as code, with a fence that it does not hold. */
export function code(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
  let length = 1;
  while (runs.includes(length)) length += 1;
  const fence = '`'.repeat(length);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
