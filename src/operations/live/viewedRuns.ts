import { isResult, type ValidationEvent } from '../../model/ledger/event.js';
import type { Ledger, PlacedLine } from '../../model/ledger/ledger.js';

/** A run of a plan as a person looks back on it. */
export interface ViewedRun {
  readonly started: string;
  readonly commit: string | null;
  readonly baseline: boolean;
  readonly interrupted: boolean;
  /** Whether it left a report; one that did not was killed, or goes on elsewhere. */
  readonly hasEnded: boolean;
  readonly verified: boolean;
  readonly proven: number;
  readonly failed: number;
  /** Manual tascs that waited for a person. */
  readonly waiting: number;
  readonly total: number;
  readonly overall: string | null;
  /** Root-relative path of its file. */
  readonly path: string;
  /** Whether it is in the ledger: one that proved nothing is known on this machine only. */
  readonly isKept: boolean;
  /** What is wrong with its file first, with the line; null where it holds. */
  readonly problem: string | null;
  /** What it ran, in the order in which that ended. */
  readonly tascs: readonly RanTasc[];
}

export interface RanTasc {
  readonly id: string;
  readonly passed: boolean;
  readonly interrupted: boolean;
  readonly attempt: number;
  readonly milliseconds: number;
  /** Why it did not pass. */
  readonly why: string;
}

/** The runs of a ledger, and those that stayed outside of it; the newest first. */
export function viewedRuns(ledger: Ledger, unkept: readonly Ledger[]): ViewedRun[] {
  const runs = [
    ...runsIn(ledger, true),
    ...unkept.flatMap((one) => runsIn(one, false)).map((run) => ({ ...run, problem: null })),
  ];
  return runs.sort((a, b) => (a.started < b.started ? 1 : -1));
}

function runsIn({ lines, problems }: Ledger, isKept: boolean): ViewedRun[] {
  const files = new Map<string, PlacedLine[]>();
  for (const one of lines) {
    const own = files.get(one.path);
    if (own) own.push(one);
    else files.set(one.path, [one]);
  }
  return [...files].flatMap(([path, own]) => {
    const start = own.find(({ line }) => line.event === 'run')?.line;
    if (start?.event !== 'run') return [];
    const report = own.find(({ line }) => line.event === 'report')?.line;
    const ended = report?.event === 'report' ? report : null;
    const problem = problems.find((one) => one.path === path);
    return {
      started: start.started,
      commit: start.commit,
      baseline: own.some(({ line }) => line.event === 'baseline'),
      interrupted: ended?.interrupted ?? false,
      hasEnded: ended !== null,
      verified: ended?.verified ?? false,
      proven: ended?.counts.proven ?? 0,
      failed: ended?.counts.failed ?? 0,
      waiting: ended?.counts.waiting ?? 0,
      total: ended?.counts.total ?? 0,
      overall: ended?.overall_proof_hash ?? null,
      path,
      isKept,
      problem: problem ? `${problem.line === null ? '' : `line ${problem.line}: `}${problem.message}` : null,
      tascs: own.flatMap(({ line }) => (isResult(line) ? ranTasc(line) : [])),
    };
  });
}

function ranTasc(line: ValidationEvent): RanTasc {
  return {
    id: line.tasc,
    passed: line.validated,
    interrupted: line.ended === 'interrupted',
    attempt: line.attempt,
    milliseconds: line.duration_ms,
    why: whyFailed(line),
  };
}

/** What the first gate that did not hold says; empty of a line that passed. */
export function whyFailed({ validated, gates }: Pick<ValidationEvent, 'validated' | 'gates'>): string {
  return validated ? '' : (gates.find(({ passed }) => !passed)?.message ?? '');
}
