import type { Finding } from '../finding.js';
import type { RunConfig } from './config.js';
import { readRun } from './file.js';
import { type PlannerConfig, readPlanner } from './planner.js';
import { ConfigSource } from './source.js';

/** What a person has set for all repositories: orders, where a repository's config only proposes. */
export interface UserConfig {
  readonly planner: Partial<PlannerConfig>;
  readonly run: Partial<RunConfig>;
}

export const noUserConfig: UserConfig = { planner: {}, run: {} };

/** Read a person's own `config.yaml`: the keys `planner` and `run` of a repository's. */
export function parseUserConfig(text: string, path: string): { config: UserConfig; findings: Finding[] } {
  const source = new ConfigSource(text, path);
  if (source.isEmpty) return { config: noUserConfig, findings: source.findings };
  source.allow([], ['planner', 'run']);
  return { config: { planner: readPlanner(source), run: readRun(source) }, findings: source.findings };
}
