import type { ProjectTree } from '../context/projectTree.js';
import type { Terms } from '../context/terms.js';
import type { FoundIn } from './novelty.js';

/** What the offline planner looks at beside the request. */
export interface OfflineSight {
  readonly tree: ProjectTree;
  readonly terms: Terms;
  readonly foundIn: FoundIn;
  /** The documents' folder. */
  readonly folder: string;
  /** Whether every program of a command is on this machine. */
  isProgram(command: string): boolean;
}
