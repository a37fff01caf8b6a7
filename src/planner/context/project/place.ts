import type { ProjectTree } from '../projectTree.js';

/** A folder of the project, and the manifests in it. */
export interface Place {
  /** Root-relative; `.` is the root. */
  readonly cwd: string;
  /** Path of a file in the folder. */
  at(name: string): string;
  has(name: string): boolean;
  read(name: string): string | null;
  readonly tree: ProjectTree;
}
