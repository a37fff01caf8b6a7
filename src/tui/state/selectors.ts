import type { Finding } from '../../model/finding.js';
import type { DocumentSummary } from '../../operations/documents/documentSummary.js';
import { memo } from './memo.js';
import type { Data, Size, State } from './state.js';

/** Rows of the body: all but the title bar and the status line. */
export function bodyRows({ size }: Pick<State, 'size'>): number {
  return Math.max(1, size.rows - 2);
}

/** Below this nothing is shown but how small the window is. */
export const smallest: Size = { columns: 40, rows: 10 };

export function isTooSmall({ size }: State): boolean {
  return size.columns < smallest.columns || size.rows < smallest.rows;
}

/** Whether two panes are side by side. */
export function isWide({ size }: State): boolean {
  return size.columns >= 100;
}

const findingCounts = memo((findings: readonly Finding[] | null) => {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { path, severity } of findings ?? []) {
    const count = counts.get(path) ?? { errors: 0, warnings: 0 };
    if (severity === 'error') count.errors += 1;
    else count.warnings += 1;
    counts.set(path, count);
  }
  return counts;
});

/** Errors and warnings of a document. */
export function problemsOf({ data }: State, path: string): { errors: number; warnings: number } | undefined {
  return findingCounts(data.findings).get(path);
}

export const totals = memo((findings: readonly Finding[] | null) => {
  const errors = (findings ?? []).filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: (findings ?? []).length - errors };
});

const byIdOf = memo(
  (documents: readonly DocumentSummary[]) =>
    new Map(documents.flatMap((one) => (one.id ? [[one.id, one] as const] : []))),
);
const byPathOf = memo(
  (documents: readonly DocumentSummary[]) => new Map(documents.map((one) => [one.path, one])),
);

export function documentById(data: Data, id: string): DocumentSummary | undefined {
  return byIdOf(data.documents).get(id);
}
export function documentByPath(data: Data, path: string): DocumentSummary | undefined {
  return byPathOf(data.documents).get(path);
}

/** Whether a document is of a type with tascs. */
export function isPlan({ data }: State, { type }: DocumentSummary): boolean {
  return data.types.some(({ name, tascs }) => tascs && name === type);
}

/** Plans that are not archived. */
export function openPlans(state: State): readonly DocumentSummary[] {
  return state.data.documents.filter((one) => isPlan(state, one) && !one.archived);
}
