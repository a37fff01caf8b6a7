import type { Config } from '../model/config/config.js';
import type { Finding } from '../model/finding.js';

/** Everything that comes from outside, passed in so that tests decide it. */
export interface Environment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The clock. */
  now(): Date;
  /** `length` random base-36 characters. */
  token(length: number): string;
}

/** A git repository as seen from the workspace root. All paths absolute. */
export interface Repository {
  /** Top of this work tree. */
  readonly workTree: string;
  /** `.git` of this work tree (`.git/worktrees/<name>` in a linked one). */
  readonly gitDir: string;
  /** The directory shared by all work trees. */
  readonly commonDir: string;
}

/** A folder with documents, opened: found, configured, not yet read. */
export interface Workspace {
  /** Absolute real path of the folder that holds `dev_ops/`. */
  readonly root: string;
  /** Name of the documents' folder, `dev_ops` unless package.json says otherwise. */
  readonly folder: string;
  readonly config: Config;
  /** What is wrong in config.yaml; the wrong parts have their defaults. */
  readonly configFindings: readonly Finding[];
  /** Null without git. */
  readonly repository: Repository | null;
  /** Why what looks like a repository here is none for git; null in every other case. */
  readonly refusedRepository?: string | null;
  readonly environment: Environment;
}
