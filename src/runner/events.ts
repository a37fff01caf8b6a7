import type { GateRecord, ValidationEvent } from '../model/ledger/event.js';
import type { ProbeLabel } from '../model/plan/probe.js';

/** What happens during a run, in order. Renderers switch over `kind`; the runner knows nothing of printing. */
export type RunnerEvent =
  /** So many process groups were ended that a killed run had left. */
  | { readonly kind: 'swept'; readonly groups: number }
  | { readonly kind: 'planned'; readonly tascs: readonly PlannedTasc[]; readonly baseline: boolean }
  | { readonly kind: 'started'; readonly tasc: string; readonly attempt: number }
  /** The last whole line that a tasc printed. */
  | { readonly kind: 'output'; readonly tasc: string; readonly line: string }
  | { readonly kind: 'gate'; readonly tasc: string; readonly gate: GateRecord }
  | { readonly kind: 'retried'; readonly tasc: string; readonly attempt: number; readonly of: number }
  | {
      readonly kind: 'finished';
      readonly tasc: string;
      readonly passed: boolean;
      readonly attempt: number;
      readonly milliseconds: number;
      readonly proof: string;
      readonly why: string;
      /** Why it ended otherwise than by itself; null where it did. */
      readonly ended: ValidationEvent['ended'];
    }
  /** What a baseline on an untouched tree told about the check; `finished` follows. */
  | {
      readonly kind: 'probed';
      readonly tasc: string;
      readonly label: ProbeLabel;
      readonly reason: string;
      readonly exitCode: number | null;
      readonly milliseconds: number;
    }
  /** It cannot run: a tasc that it needs failed, or waits for people. */
  | { readonly kind: 'blocked'; readonly tasc: string; readonly by: string }
  /** It waits for people. */
  | { readonly kind: 'waiting'; readonly tasc: string; readonly message: string }
  | { readonly kind: 'report'; readonly report: RunReport };

export interface PlannedTasc {
  readonly tasc: string;
  readonly title: string;
  readonly command: string;
  /** Whether its proof is fresh and it is not run again. */
  readonly proven: boolean;
}

export type TascOutcome = 'proven' | 'skipped' | 'failed' | 'waiting' | 'blocked' | 'not_run';

export interface RunReport {
  readonly plan: string;
  readonly verified: boolean;
  readonly interrupted: boolean;
  readonly outcomes: Readonly<Record<string, TascOutcome>>;
  readonly overall: string | null;
  readonly result: string | null;
  /** The ledger file, root-relative; null where the run proved nothing and stays in `.state/runs`. */
  readonly ledger: string | null;
}

/** What a tasc prints, all of it, as it comes. */
export interface Printed {
  readonly kind: 'printed';
  readonly tasc: string;
  readonly chunk: Buffer;
}

export type Emit = (event: RunnerEvent | Printed) => void;
