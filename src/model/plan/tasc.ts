/**
 * A tasc as the runner takes it: fields of FORMATS.md's table with every default filled in. Names in files are in
 * snake case (`testing_instructions`); only the reader and the writer of plans know them.
 */
export interface Tasc {
  /** Unique in its plan, `[a-z0-9][a-z0-9_-]*`, at most 64 characters. */
  readonly id: string;
  readonly title: string;
  /** Shell command, run by `sh -c`; `''` for a manual tasc. */
  readonly testingInstructions: string;
  readonly desiredOutcome: string;
  readonly additionalNotes: string;
  /** Ids of tascs of the same plan, as written. */
  readonly dependencies: readonly string[];
  /** Globs of what the verdict depends on; null means every file that git tracks outside the documents' folder. */
  readonly inputs: readonly string[] | null;
  /** Root-relative posix folder, `.` for the root. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly proof: ProofRequirement;
}

export interface ProofRequirement {
  readonly check: Check;
  readonly timeoutSeconds: number;
  readonly maxRetries: number;
  readonly allowRetry: boolean;
}

export type ProofType = 'script' | 'test' | 'lint' | 'file' | 'manual' | 'composite';

/** One way to check a run, or several of them at once. A composite's parts check the same run of the command. */
export type Check =
  | { readonly type: Exclude<ProofType, 'composite'>; readonly criteria: Criteria }
  | { readonly type: 'composite'; readonly mode: 'all' | 'any'; readonly parts: readonly PartCheck[] };

/** A part of a composite; a person's approval is a tasc of its own. */
export interface PartCheck {
  readonly type: Exclude<ProofType, 'composite' | 'manual'>;
  readonly criteria: Criteria;
}

/** Criteria with defaults, also those that a proof type does not use. */
export interface Criteria {
  /** Default `[0]`. */
  readonly expectedExitCodes: readonly number[];
  /** Root-relative posix paths that must be files after the command. */
  readonly expectedOutputFiles: readonly string[];
  /** JavaScript regular expressions: a line of output that matches fails the gate. */
  readonly errorPatterns: readonly string[];
  /** JavaScript regular expressions: each must match a line of output. */
  readonly outputPatterns: readonly string[];
  /** For `test`: how many tests must have run; default 1. */
  readonly minTests: number;
  /** For `lint`: how many findings are allowed; default 0. */
  readonly maxIssues: number;
  /** For `file`. */
  readonly files: readonly FileCriterion[];
  /** For `manual`: how many distinct people; default 1. */
  readonly requiredApprovals: number;
}

export interface FileCriterion {
  /** Root-relative posix path. */
  readonly path: string;
  readonly contains?: string;
  /** 64 hex digits. */
  readonly sha256?: string;
}
