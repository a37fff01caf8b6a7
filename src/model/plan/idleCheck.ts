import type { PlanProblem } from '../document/facts.js';
import type { UnvalidatedPlan } from './plan.js';
import type { Tasc } from './tasc.js';

const idle = /^(?:true|:|exit(?:\s+0)?|echo(?:\s.*)?|printf\s.*)$/;

/**
 * Why a command cannot fail, whatever the state of the work; null where it may. Only the obvious: the last command,
 * alone or behind `||`, `;`, `&` or a pipe, is `true`, `echo` or `exit 0`.
 */
export function whyIdle(command: string): string | null {
  const lines = withoutQuoted(command)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.some((line) => /^set\s+-[a-z]*e/.test(line))) return null;
  const last = lines
    .at(-1)
    ?.split(/\|\||;|(?<!&)&(?!&)/)
    .at(-1);
  if (last === undefined) return null;
  // In `a && b` both count; of a pipe the last command.
  const parts = last.split('&&').map((part) => part.split('|').at(-1)?.trim() ?? '');
  if (!parts.every((part) => idle.test(part))) return null;
  return `\`${parts.at(-1)?.split(/\s/)[0]}\` always succeeds`;
}

/** Quoted text may contain anything. */
function withoutQuoted(line: string): string {
  return line.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, '_');
}

/** Why the check of a tasc proves nothing; null where it may. Files and patterns may still decide. */
export function whyIdleTasc({ proof: { check }, testingInstructions }: Tasc): string | null {
  if (check.type !== 'script') return null;
  const { expectedOutputFiles, outputPatterns, errorPatterns, expectedExitCodes } = check.criteria;
  if (expectedOutputFiles.length + outputPatterns.length + errorPatterns.length > 0) return null;
  return expectedExitCodes.includes(0) ? whyIdle(testingInstructions) : null;
}

/** Tascs whose check proves nothing. */
export function findIdleChecks(plan: UnvalidatedPlan): PlanProblem[] {
  return plan.tascs.flatMap((tasc, index): PlanProblem[] => {
    const why = whyIdleTasc(tasc);
    if (why === null) return [];
    const spans = plan.spans[index];
    const span = spans?.fields.testing_instructions ?? spans?.tasc;
    return span
      ? [{ rule: 'plan/idle-check', message: `the check of \`${tasc.id}\` cannot fail: ${why}`, span }]
      : [];
  });
}
