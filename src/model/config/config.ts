import { type DocumentType, defaultTypes } from '../document/type.js';
import type { Severity } from '../finding.js';
import { defaultRelations, type Relations } from '../links/relations.js';
import { defaultPlanner, type PlannerConfig } from './planner.js';

/** `dev_ops/config.yaml`, complete: every key has a value. */
export interface Config {
  /** Shipped types with the changes and additions of `types:`. */
  readonly types: readonly DocumentType[];
  readonly board: BoardConfig;
  readonly relations: Relations;
  /** Rule id → severity, where it differs from the rule's own. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly run: RunConfig;
  readonly planner: PlannerConfig;
}

export interface RunConfig {
  /** Tascs at a time; null for the number of cores. */
  readonly jobs: number | null;
  /** The command that implements a plan; '' for none. */
  readonly implementer: string;
}

export interface BoardConfig {
  /** How cards name documents; null: `file` where an `.obsidian/` folder is found above or beside, else `id`. */
  readonly links: 'id' | 'file' | null;
  readonly columns: readonly BoardColumn[];
}

export interface BoardColumn {
  readonly name: string;
  /** The status that its cards' documents have, as a task spells it; per type in `statuses`. */
  readonly status: string;
  /** Type name → status, where it is not `status`. */
  readonly statuses: Readonly<Record<string, string>>;
  /** The column of finished work. */
  readonly complete: boolean;
}

/** The status of a claimed document, for each type but the one whose statuses the columns have. */
const claimed = Object.fromEntries(
  defaultTypes.filter(({ card }) => !card).map((type) => [type.name, type.claimed]),
);

export const defaultConfig: Config = {
  types: defaultTypes,
  board: {
    links: null,
    columns: [
      {
        name: 'Backlog',
        status: 'todo',
        statuses: {
          plan: 'Draft',
          bug: 'Open',
          adr: 'Proposed',
          research: 'Active',
          backlog: 'Open',
          objective: 'Active',
        },
        complete: false,
      },
      {
        name: 'In Progress',
        status: 'in_progress',
        statuses: claimed,
        complete: false,
      },
      {
        name: 'Review',
        status: 'pending',
        statuses: claimed,
        complete: false,
      },
      {
        name: 'Done',
        status: 'done',
        statuses: {
          plan: 'Complete',
          bug: 'Resolved',
          adr: 'Accepted',
          research: 'Complete',
          backlog: 'Done',
          objective: 'Complete',
        },
        complete: true,
      },
    ],
  },
  relations: defaultRelations,
  rules: {},
  run: { jobs: null, implementer: '' },
  planner: defaultPlanner,
};
