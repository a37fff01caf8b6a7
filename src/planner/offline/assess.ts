import type { ProjectCommand } from '../context/contextItem.js';
import type { Citation } from '../generatedPlan.js';
import type { PlanRequest } from '../request.js';
import type { Relevant } from './relevant.js';

/** Why the plan is as it is, and what the planner cannot know. */
export function reasoningOf(
  why: readonly string[],
  { sources, tests }: Relevant,
  commands: readonly ProjectCommand[],
): string {
  const about =
    sources.length === 0
      ? 'No file of the project is clearly about the goal.'
      : `The goal is about ${sources.join(', ')}.`;
  const limits =
    tests.length === 0 && commands.length === 0
      ? 'Little can be checked by a command here; add tests, or name files and commands in backticks.'
      : 'It was made without a model: it knows files, tests and commands, not how the change is done.';
  return [about, ...why, limits].join(' ');
}

/** How much could be known: files, tests, commands, and lines of the task that can be checked. Never near to 1. */
export function confidenceOf(
  { sources, tests }: Relevant,
  commands: readonly ProjectCommand[],
  checked: number,
  lines: number,
): number {
  const share = lines === 0 ? 0 : checked / lines;
  const sum =
    0.1 +
    (sources.length > 0 ? 0.15 : 0) +
    (tests.length > 0 ? 0.15 : 0) +
    (commands.some(({ purpose }) => purpose === 'test') ? 0.15 : 0) +
    0.25 * share;
  return Math.round(sum * 100) / 100;
}

/** What the plan leans on: the task or objective, the files with their lines, proven work of earlier plans. */
export function citationsOf(
  { context, task, step, prior }: PlanRequest,
  { sources, tests }: Relevant,
): Citation[] {
  const evidence = [...sources, ...tests].map((path): Citation => {
    const item = context.items.find((one) => one.path === path && one.lines !== null);
    const lines = item?.lines ? `:${item.lines[0]}-${item.lines[1]}` : '';
    return { target: `${path}${lines}`, kind: 'evidence', description: item?.why ?? 'tests of it' };
  });
  const documents = [task?.id, step?.objective.id].flatMap((id): Citation[] =>
    id === undefined ? [] : [{ target: id, kind: 'derived_from', description: '' }],
  );
  const cited = prior.flatMap(({ id, title, tascs }): Citation[] => [
    { target: id, kind: 'related', description: title },
    ...tascs
      .filter((tasc) => tasc.proven)
      .map(
        (tasc): Citation => ({ target: `${id}/${tasc.id}`, kind: 'prerequisite', description: tasc.title }),
      ),
  ]);
  return [...documents, ...evidence, ...cited];
}
