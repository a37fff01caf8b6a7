import { closest } from '../closest.js';
import { commonFields, type DocumentType } from '../document/type.js';
import type { Finding, Severity } from '../finding.js';
import { type Relations, relationNames } from '../links/relations.js';
import { ruleIds } from '../ruleIds.js';
import { readColumns } from './columns.js';
import { type Config, defaultConfig } from './config.js';
import { readPlanner, withoutAbsent } from './planner.js';
import { partSchemas, relationSchema, severitySchema, topLevelKeys } from './schema.js';
import { ConfigSource } from './source.js';
import { readTypes } from './types.js';

/**
 * Read `config.yaml` (FORMATS.md, *config.yaml*). What is wrong is reported as `config/invalid` with its place, and
 * that part keeps its default, so that doc-ops still works. `path` is the root-relative path that findings name.
 */
export function parseConfig(text: string, path: string): { config: Config; findings: Finding[] } {
  const source = new ConfigSource(text, path);
  if (source.isEmpty) return { config: defaultConfig, findings: source.findings };
  const present = source.allow([], topLevelKeys);
  if (present.length === 0) return { config: defaultConfig, findings: source.findings };
  const types = readTypes(source);
  const config: Config = {
    types,
    board: readBoard(source, types),
    relations: readRelations(source, types),
    rules: readRules(source),
    run: { ...defaultConfig.run, ...readRun(source) },
    planner: { ...defaultConfig.planner, ...readPlanner(source) },
  };
  return { config, findings: source.findings };
}

function readBoard(source: ConfigSource, types: Config['types']): Config['board'] {
  source.allow(['board'], Object.keys(partSchemas.board));
  return {
    links: source.read(['board', 'links'], partSchemas.board.links) ?? defaultConfig.board.links,
    columns: readColumns(source, types),
  };
}

/** Shipped relations and added ones; a name means one relation, in one direction. */
function readRelations(source: ConfigSource, types: readonly DocumentType[]): Relations {
  const relations: Record<string, string> = { ...defaultConfig.relations };
  for (const name of source.keys(['relations'])) {
    const path = ['relations', name];
    if (!/^[a-z][a-z0-9_]*$/.test(name)) {
      source.reportKey(path, `a relation’s name is lower-case letters, digits and _, not \`${name}\``);
      continue;
    }
    const inverse = source.read(path, relationSchema);
    if (inverse === undefined) {
      if (!source.has(path)) source.reportKey(path, `\`relations.${name}\` needs the name of its inverse`);
      continue;
    }
    const taken = new Set([...relationNames(relations), ...reservedKeys(types)]);
    const isSame = relations[name] === inverse;
    if (!isSame && taken.has(name)) source.reportKey(path, `\`${name}\` is a key already`);
    else if (!isSame && taken.has(inverse)) source.reportValue(path, 'a name that is not a key yet');
    else relations[name] = inverse;
  }
  return relations;
}

function reservedKeys(types: readonly DocumentType[]): string[] {
  return [...Object.keys(commonFields), ...types.flatMap((type) => Object.keys(type.fields))];
}

function readRules(source: ConfigSource): Config['rules'] {
  const rules: Record<string, Severity | 'off'> = {};
  for (const rule of source.keys(['rules'])) {
    if (!ruleIds.includes(rule)) {
      source.reportKey(['rules', rule], `\`${rule}\` is not a rule`, closest(rule, ruleIds));
      continue;
    }
    const severity = source.read(['rules', rule], severitySchema);
    if (severity !== undefined) rules[rule] = severity;
  }
  return rules;
}

/** The keys of `run` that a file gives. */
export function readRun(source: ConfigSource): Partial<Config['run']> {
  source.allow(['run'], Object.keys(partSchemas.run));
  return withoutAbsent({
    jobs: source.read(['run', 'jobs'], partSchemas.run.jobs),
    implementer: source.read(['run', 'implementer'], partSchemas.run.implementer),
  });
}
