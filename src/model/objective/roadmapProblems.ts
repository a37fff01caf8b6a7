import { closest } from '../closest.js';
import { findCycles } from '../cycles.js';
import type { Span } from '../text.js';
import {
  isFinished,
  phaseLabel,
  type Roadmap,
  type RoadmapProblem,
  type RoadmapRule,
  type Step,
  statusWords,
} from './roadmap.js';
import { statusWordOf, suggestedWord } from './stepStatus.js';

type Readable = Omit<Roadmap, 'problems'>;

/** What is wrong with a roadmap whose tables could be read. */
export function findRoadmapProblems(roadmap: Readable): RoadmapProblem[] {
  return [
    ...duplicateSteps(roadmap),
    ...unknownStatuses(roadmap),
    ...unknownDependencies(roadmap),
    ...cycles(roadmap),
    ...contradictions(roadmap),
    ...phaseOrder(roadmap),
  ];
}

function problem(rule: RoadmapRule, span: Span, message: string, suggestion?: string): RoadmapProblem {
  return { rule, message, span, ...(suggestion === undefined ? {} : { suggestion }) };
}

function duplicateSteps({ steps }: Readable): RoadmapProblem[] {
  const lines = new Map<string, number>();
  return steps.flatMap(({ id, spans }) => {
    const before = lines.get(id);
    if (before === undefined) {
      lines.set(id, spans.id.line);
      return [];
    }
    return problem('objective/duplicate-step', spans.id, `the step ${id} is in line ${before} already`);
  });
}

function unknownStatuses({ steps }: Readable): RoadmapProblem[] {
  return steps.flatMap(({ id, word, spans }) => {
    if (word === '' || statusWordOf(word) !== undefined || !spans.status) return [];
    const message = `'${word}' is not a valid status for step ${id}; valid are ${statusWords.join(', ')}`;
    return problem('objective/unknown-status', spans.status, message, suggestedWord(word));
  });
}

/** More suggestions than a person reads would only take time. */
const mostSuggested = 100;

function unknownDependencies({ steps }: Readable): RoadmapProblem[] {
  const ids = new Set(steps.map(({ id }) => id));
  let suggested = 0;
  return steps.flatMap(({ id, dependsOn, spans }) =>
    dependsOn
      .filter((one) => !ids.has(one))
      .map((one) => {
        const message = `step ${id} depends on ${one}, which is not a step`;
        return problem(
          'objective/unknown-dependency',
          spans.dependsOn ?? spans.id,
          message,
          ++suggested > mostSuggested ? undefined : closest(one, ids),
        );
      }),
  );
}

/** One cycle of every group of steps that wait for each other, at its first step. */
function cycles({ steps }: Readable): RoadmapProblem[] {
  return findCycles(dependenciesOf(steps)).flatMap((cycle) => {
    const first = steps.find(({ id }) => id === cycle[0]);
    if (!first) return [];
    const message = `these steps wait for each other: ${cycle.join(' → ')}`;
    return problem('objective/dependency-cycle', first.spans.dependsOn ?? first.spans.id, message);
  });
}

/** Each step's id with the ids of the steps that it depends on. */
export function dependenciesOf(steps: readonly Step[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(steps.map(({ id }) => id));
  return new Map(steps.map(({ id, dependsOn }) => [id, dependsOn.filter((one) => ids.has(one))]));
}

function contradictions({ steps }: Readable): RoadmapProblem[] {
  return steps.flatMap((step) => {
    const { id, word, reference, spans } = step;
    if (step.status === 'done' && reference === null) {
      const message = `step ${id} is done, but names no plan or pull request`;
      return problem('objective/done-without-reference', spans.reference ?? spans.id, message);
    }
    if (reference === null || isFinished(step) || !spans.status) return [];
    const written = word === '' ? undefined : statusWordOf(word);
    const says = written === undefined ? 'has no status' : `is ${written}`;
    const isOpen = word === '' || written === 'pending' || written === 'blocked';
    if (reference.kind === 'pr' && isOpen) {
      const message = `step ${id} ${says}, but names ${reference.text}; write in_progress, or done`;
      return problem('objective/contradiction', spans.status, message, 'in_progress');
    }
    if (reference.kind === 'other' && (word === '' || written === 'pending')) {
      const message = `step ${id} ${says}, but holds '${reference.text}', which is not a plan or pull request`;
      return problem('objective/contradiction', spans.reference ?? spans.status, message);
    }
    return [];
  });
}

function phaseOrder({ phases }: Readable): RoadmapProblem[] {
  return phases.flatMap((phase, index) => {
    const before = phases[index - 1];
    if (!before) return [];
    const order = before.number - phase.number || (before.letter < phase.letter ? -1 : 1);
    if (order < 0) return [];
    const message = `${phaseLabel(phase)} comes after ${phaseLabel(before)}`;
    return problem('objective/phase-order', phase.span, message);
  });
}
