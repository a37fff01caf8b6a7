import { cyclicGroups } from '../cycles.js';
import { isFinished, phaseNameOf, type Roadmap, type Step } from './roadmap.js';
import { dependenciesOf } from './roadmapProblems.js';

/** What comes next on a roadmap; the names of its fields are those of erk's answer. */
export interface NextStep {
  readonly has_next_step: boolean;
  readonly step_id: string | null;
  readonly step_description: string | null;
  /** `Phase 2A: Storage`. */
  readonly phase_name: string | null;
  /** Why this step, or why there is none. */
  readonly reason: string;
}

/** The first step in document order that is free: pending, without a reference, and after finished steps only. */
export function nextStep(roadmap: Roadmap | null): NextStep {
  if (roadmap === null || roadmap.steps.length === 0) return noNextStep('the objective has no roadmap');
  const obstaclesOf = obstaclesIn(roadmap);
  const next = roadmap.steps.find((step) => isUnplanned(step) && obstaclesOf(step).length === 0);
  if (!next) return noNextStep(whyNone(roadmap, obstaclesOf));
  return {
    has_next_step: true,
    step_id: next.id,
    step_description: next.description,
    phase_name: phaseNameOf(roadmap, next),
    reason: whyFree(roadmap, next),
  };
}

/** What a step waits for, for a person; empty where it is free, or needs nothing more. */
export function whatStepWaitsFor(roadmap: Roadmap, step: Step): readonly string[] {
  return obstaclesIn(roadmap)(step).map(describeObstacle);
}

/** Whether nobody has begun with a step. */
export function isUnplanned({ status, reference }: Step): boolean {
  return status === 'pending' && reference === null;
}

export function noNextStep(reason: string): NextStep {
  return { has_next_step: false, step_id: null, step_description: null, phase_name: null, reason };
}

/** What keeps a step from being free. */
type Obstacle = { readonly step: Step } | { readonly fault: string };
type Obstacles = (step: Step) => readonly Obstacle[];

/** Finds what each step of a roadmap waits for. */
function obstaclesIn(roadmap: Roadmap): Obstacles {
  const { steps, usesDependencies } = roadmap;
  if (!usesDependencies) {
    const before = new Map(steps.map((step, index) => [step, steps[index - 1]]));
    return (step) => {
      const previous = before.get(step);
      return previous && !isFinished(previous) ? [{ step: previous }] : [];
    };
  }
  const byId = new Map<string, Step[]>();
  for (const step of steps) byId.set(step.id, [...(byId.get(step.id) ?? []), step]);
  const groups = new Map(
    cyclicGroups(dependenciesOf(steps)).flatMap((ids) => ids.map((id) => [id, ids] as const)),
  );
  return (step) => {
    const group = groups.get(step.id);
    if (group) return [{ fault: describeCycle([...group].sort()) }];
    return step.dependsOn.flatMap((id): Obstacle[] => {
      const needed = byId.get(id);
      if (!needed) return [{ fault: `${step.id} depends on ${id}, which is not a step` }];
      const open = needed.find((one) => !isFinished(one));
      return open ? [{ step: open }] : [];
    });
  };
}

function describeCycle(ids: readonly string[]): string {
  return ids.length === 1 ? `${ids[0]} waits for itself` : `${ids.join(', ')} wait for each other`;
}

function describeObstacle(obstacle: Obstacle): string {
  return 'fault' in obstacle ? obstacle.fault : describe(obstacle.step);
}

/** `1.1 is in progress (#42)`. */
function describe({ id, status, word, reference }: Step): string {
  if (status === 'unknown')
    return word === '' ? `the row of ${id} cannot be read` : `${id} has the unknown status '${word}'`;
  if (status === 'pending' && reference !== null) return `${id} holds '${reference.text}'`;
  return `${id} is ${status.replace('_', ' ')}${reference === null ? '' : ` (${reference.text})`}`;
}

function whyFree({ steps, usesDependencies }: Roadmap, next: Step): string {
  if (usesDependencies) {
    const { dependsOn } = next;
    if (dependsOn.length === 0) return 'it depends on no other step';
    return `${dependsOn.join(', ')} ${dependsOn.length === 1 ? 'is' : 'are'} finished`;
  }
  const previous = steps[steps.indexOf(next) - 1];
  return previous ? describe(previous) : 'it is the first step';
}

/** How many steps a reason names at most. */
const mostNamed = 3;

/** What holds everything up: steps that somebody has begun or that are blocked, and faults; not what waits for them. */
function whyNone({ steps }: Roadmap, obstaclesOf: Obstacles): string {
  const open = steps.filter((step) => !isFinished(step));
  if (open.length === 0) return 'all done';
  const begun = open.filter((step) => !isUnplanned(step)).map(describe);
  const faults = open
    .filter(isUnplanned)
    .flatMap((step) => obstaclesOf(step).flatMap((obstacle) => ('fault' in obstacle ? obstacle.fault : [])));
  const causes = [...new Set([...begun, ...faults])];
  const more = causes.length > mostNamed ? `, and ${causes.length - mostNamed} more` : '';
  return `${causes.slice(0, mostNamed).join(', ')}${more}`;
}
