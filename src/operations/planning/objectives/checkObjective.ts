import type { Finding } from '../../../model/finding.js';
import { progressOf, type Roadmap } from '../../../model/objective/roadmap.js';

/** A line of `objective check`. */
export interface CheckLine {
  readonly passed: boolean;
  readonly name: string;
  readonly detail: string;
}

/** What each line checks: the rules whose findings fail it. */
const lines: readonly (readonly [name: string, rules: readonly string[]])[] = [
  ['Roadmap parses', ['objective/malformed-table']],
  ['Step ids are unique', ['objective/duplicate-step']],
  ['Statuses are known', ['objective/unknown-status']],
  ['Status and PR agree', ['objective/contradiction']],
  ['Done steps name a plan or PR', ['objective/done-without-reference']],
  [
    'Dependencies are known and without a cycle',
    ['objective/unknown-dependency', 'objective/dependency-cycle'],
  ],
  ['Phases are in order', ['objective/phase-order']],
  ['References resolve', ['objective/unknown-reference']],
  ['Plans link back', ['objective/back-link']],
];

/** The lines of a check, from the findings of the rules of objectives. */
export function checkLines(roadmap: Roadmap | null, findings: readonly Finding[]): CheckLine[] {
  if (roadmap === null)
    return [{ passed: true, name: 'Roadmap', detail: 'none: the objective has no roadmap' }];
  return lines.map(([name, rules]) => {
    const found = findings.filter(({ rule }) => rules.includes(rule));
    const [first] = found;
    const more = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
    const place = first?.span ? `line ${first.span.line}: ` : '';
    return { passed: found.length === 0, name, detail: first ? `${place}${first.message}${more}` : 'ok' };
  });
}

/** `Objective validation passed (2/5 done)`. */
export function verdictOf(roadmap: Roadmap | null, checked: readonly CheckLine[]): string {
  const failed = checked.filter(({ passed }) => !passed).length;
  const { done, total } = roadmap ? progressOf(roadmap) : { done: 0, total: 0 };
  const told = failed === 0 ? 'passed' : `failed (${failed} check${failed === 1 ? '' : 's'} failed)`;
  return `Objective validation ${told} (${done}/${total} done)`;
}
