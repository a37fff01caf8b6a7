/**
 * Lines of proof ledgers as the files contain them (FORMATS.md, *Proof ledgers*): snake case, `v: 1`, hashes as 64
 * hex digits, times as ISO 8601 in UTC.
 */

/** What every line has, beside its event. */
export interface Sealed {
  readonly v: 1;
  /** Hash of the line before it in its file; null on the first. */
  readonly prev: string | null;
  /** Hashes of lines in other files of the same plan; required on a first line, even where it is empty. */
  readonly parents?: readonly string[];
  /** SHA-256 of the canonical JSON of the line without `proof_hash` and `signature`. */
  readonly proof_hash: string;
  /** Armoured SSH signature over `proof_hash`. */
  readonly signature?: string;
}

export type LedgerEvent =
  | RunEvent
  | ValidationEvent
  | ReportEvent
  | ApprovalRequestedEvent
  | DecisionEvent
  | LifecycleEvent;
export type LedgerLine = LedgerEvent & Sealed;

/** Whether a line tells how a tasc was run, before the work or after it. */
export function isResult(line: LedgerLine): line is ValidationEvent & Sealed {
  return line.event === 'validation' || line.event === 'baseline';
}

export interface RunEvent {
  readonly event: 'run';
  /** Name of the ledger file, so that every run begins differently and a copied file is noticed. */
  readonly file: string;
  readonly plan: string;
  /** Root-relative path of the document. */
  readonly path: string;
  /** Definition digest of the plan. */
  readonly definition: string;
  readonly selected: readonly string[];
  /** Null without git or before the first commit. */
  readonly commit: string | null;
  /** Whether anything outside the ledgers differed from the commit; null without git. */
  readonly dirty: boolean | null;
  readonly doc_ops: string;
  readonly started: string;
}

export interface GateRecord {
  /** `exit_code`, `tests`, `issues`, `output_pattern 1`, `file dist/app.js` … unique in its line. */
  readonly name: string;
  readonly passed: boolean;
  /** One sentence; never output text, which may hold secrets. */
  readonly message: string;
  /** Numbers, paths, digests and pattern names. */
  readonly evidence: Readonly<
    Record<string, number | string | boolean | null | readonly (number | string)[]>
  >;
}

/** A tasc was run (`validation`), was run before the work (`baseline`, never a proof), or its approvals are complete. */
export interface ValidationEvent {
  readonly event: 'validation' | 'baseline';
  readonly tasc: string;
  /** Definition digest of the tasc. */
  readonly definition: string;
  readonly validated: boolean;
  readonly command: string;
  readonly cwd: string;
  readonly exit_code: number | null;
  readonly signal: string | null;
  /** Why it ended otherwise: `timeout`, `interrupted`, `not_started`; null when it ended by itself. */
  readonly ended: 'timeout' | 'interrupted' | 'not_started' | null;
  /** 1 for the first. Every attempt is a line of its own. */
  readonly attempt: number;
  readonly started: string;
  readonly duration_ms: number;
  readonly stdout: OutputRecord;
  readonly stderr: OutputRecord;
  readonly gates: readonly GateRecord[];
  /** Null without git for a tasc that names no inputs: proven for its definition only. */
  readonly inputs: string | null;
  /** Whether the command changed its own inputs; such a validation is never fresh. */
  readonly changed_inputs: boolean;
  /** SHA-256 of each file of `expected_output_files` and `files` that was there, by path. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Proof hashes of the counting validations of its dependencies, by tasc id. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Hashes of the approvals that opened a manual tasc. */
  readonly approvals?: readonly string[];
}

export interface OutputRecord {
  readonly sha256: string;
  readonly bytes: number;
}

export interface ReportEvent {
  readonly event: 'report';
  readonly verified: boolean;
  readonly counts: {
    readonly total: number;
    readonly proven: number;
    readonly failed: number;
    readonly waiting: number;
    readonly not_run: number;
  };
  /** Null unless every tasc is proven. */
  readonly overall_proof_hash: string | null;
  readonly result_hash: string | null;
  /** The proofs that count, by tasc id, from which both hashes are computed; only of a plan that is proven. */
  readonly proofs?: Readonly<Record<string, string>>;
  readonly interrupted: boolean;
  readonly finished: string;
}

/** A manual tasc waits for people. */
export interface ApprovalRequestedEvent {
  readonly event: 'approval_requested';
  readonly tasc: string;
  readonly definition: string;
  /** Result digests of its dependencies, by tasc id. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly at: string;
}

export interface DecisionEvent {
  readonly event: 'approval' | 'rejection';
  readonly tasc: string;
  readonly definition: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly who: Who;
  /** What `--as` said; never counts as a distinct person. */
  readonly claimed?: string;
  readonly why: string;
  readonly at: string;
}

export interface Who {
  readonly git_email: string | null;
  readonly os_user: string;
  readonly terminal: boolean;
}

/** Submitted, dispatched, started, finished, closed, renumbered: the fields of the matching metadata block. */
export interface LifecycleEvent {
  readonly event: 'lifecycle';
  readonly stage: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: string;
}
