import type { Finding } from '../../../model/finding.js';
import { type Transition, transition } from '../event.js';
import { memo } from '../memo.js';
import { bodyRows, isWide } from '../selectors.js';
import type { State } from '../state.js';

/** Rows for the list of findings; below 100 columns the place is under it. */
export function problemListRows(state: State): number {
  const height = bodyRows(state);
  return isWide(state) ? height : Math.max(3, Math.floor(height * 0.6));
}

export type ProblemRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'finding'; readonly finding: Finding };

const problemRowsOf = memo(
  (findings: readonly Finding[] | null, by: 'file' | 'rule'): readonly ProblemRow[] => {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings ?? []) {
      const label = by === 'file' ? finding.path : finding.rule;
      const list = groups.get(label);
      if (list) list.push(finding);
      else groups.set(label, [finding]);
    }
    return [...groups].flatMap(([label, list]) => [
      { kind: 'group' as const, label, count: list.length },
      ...list.map((finding) => ({ kind: 'finding' as const, finding })),
    ]);
  },
);

export function problemRows({ data, problems }: State): readonly ProblemRow[] {
  return problemRowsOf(data.findings, problems.by);
}

/** Null where nothing or a heading is selected. */
export function selectedFinding(state: State): Finding | null {
  const row = problemRows(state)[state.problems.selected];
  return row?.kind === 'finding' ? row.finding : null;
}

/** Group by rule instead of by file, or the other way round; the same finding stays selected. */
export function groupProblems(state: State): Transition {
  const { by } = state.problems;
  const finding = selectedFinding(state);
  const next: State = { ...state, problems: { ...state.problems, by: by === 'file' ? 'rule' : 'file' } };
  const at = problemRows(next).findIndex((one) => one.kind === 'finding' && one.finding === finding);
  return transition({ ...next, problems: { ...next.problems, selected: Math.max(1, at) } });
}
