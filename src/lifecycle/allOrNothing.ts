import type { Problem, Result } from '../model/result.js';
import { ioFailure } from '../workspace/files/ioFailure.js';

/** What takes back a step that was done. */
export interface Step {
  /** What is left where it cannot be taken back, and how a person removes it: `branch x; git branch -D x`. */
  readonly left: string;
  takeBack(): Promise<Result<unknown>>;
}

/** Notes the steps of a stage as they are done. */
export type Done = (step: Step) => void;

/**
 * Carry out a stage whole or not at all: where it fails, what was done is taken back, the last step first. What cannot
 * be taken back is named in the failure.
 */
export async function allOrNothing<T>(
  stage: string,
  work: (done: Done) => Promise<Result<T>>,
): Promise<Result<T>> {
  const steps: Step[] = [];
  const result = await settled(stage, () => work((step) => steps.push(step)));
  if (result.ok) return result;
  const left: string[] = [];
  for (const step of steps.reverse()) {
    const back = await settled(stage, () => step.takeBack());
    if (!back.ok) left.push(step.left);
  }
  return left.length === 0 ? result : { ok: false, problem: withLeft(result.problem, left) };
}

async function settled<T>(stage: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return ioFailure(error, `${stage} failed`);
  }
}

function withLeft(problem: Problem, left: readonly string[]): Problem {
  const still = `this could not be taken back: ${left.join('; ')}`;
  return { ...problem, hint: problem.hint === undefined ? still : `${problem.hint}; ${still}` };
}
