import { visible } from '../model/display.js';
import type { Problem } from '../model/result.js';
import type { Terminal } from './terminal.js';

/** A failure for a person: where, what, what is near, what is allowed, what to do next. */
export function describeProblem(problem: Problem, terminal: Terminal): string {
  const { place } = problem;
  const where = place
    ? `${[place.path, place.line, place.column].filter((part) => part !== undefined).join(':')}: `
    : '';
  const lines = [`${terminal.red('error')}: ${where}${visible(problem.message)}`];
  if (problem.suggestion !== undefined)
    lines.push(`  did you mean ${terminal.bold(visible(problem.suggestion))}?`);
  if (problem.allowed?.length) lines.push(`  allowed: ${problem.allowed.map(visible).join(', ')}`);
  if (problem.hint !== undefined) lines.push(`  ${visible(problem.hint)}`);
  return `${lines.join('\n')}\n`;
}
