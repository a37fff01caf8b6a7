/** Something of the repository that a planner reads, with its place, so that a plan can cite it. */
export interface ContextItem {
  readonly kind: ContextKind;
  /** Root-relative posix path; null for what has none (`--context-text`). */
  readonly path: string | null;
  /** 1-based first and last line; null for a whole file or no file. */
  readonly lines: readonly [number, number] | null;
  readonly text: string;
  /** Why it is here, in a few words: `named in the goal`, `login in 3 lines`. */
  readonly why: string;
  /** Estimated tokens of the text. */
  readonly tokens: number;
}

export type ContextKind =
  | 'given'
  | 'task'
  | 'objective'
  | 'commands'
  | 'file'
  | 'code'
  | 'document'
  | 'decision'
  | 'commits'
  | 'layout';

/** What was gathered, best first, within its budget. */
export interface PlanningContext {
  readonly items: readonly ContextItem[];
  readonly project: Project;
  /** What did not go in, and why: `.env: may hold secrets`, `12 more matches: budget`. */
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
  /** Estimated tokens of all items, and the budget that they were cut to. */
  readonly tokens: number;
  readonly budget: number;
}

/** What kind of project it is and the commands that check it, as its own files say. */
export interface Project {
  readonly kinds: readonly ('node' | 'python' | 'rust' | 'go' | 'make' | 'just')[];
  readonly commands: readonly ProjectCommand[];
}

export interface ProjectCommand {
  readonly purpose: 'test' | 'lint' | 'types' | 'build' | 'format';
  /** As it is typed in `cwd`: `npm test`, `pytest`. */
  readonly command: string;
  /** Root-relative folder in which it runs; `.` is the root. */
  readonly cwd: string;
  /** The file that says so: `package.json`. */
  readonly source: string;
  /**
   * How the same is run for some files only; null where it cannot. `{files}` means paths, `{folders}` for the
   * folders that they are in (`go test {folders}`), both counted from `cwd`.
   */
  readonly forFiles: string | null;
  /** The program that it needs and that is not on this machine; null where everything is there, as far as is known. */
  readonly missing: string | null;
}
