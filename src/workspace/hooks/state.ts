import fs from 'node:fs';
import { join } from 'node:path';
import { type Result, success } from '../../model/result.js';
import { ioFailure } from '../files/ioFailure.js';
import { requireRepository } from '../git/git.js';
import { prefixOf } from '../git/repository.js';
import type { Repository, Workspace } from '../workspace.js';
import { type Attributes, attributesOf } from './attributes.js';
import { type ConfigState, readConfig } from './gitConfig.js';
import { type HookFile, hookFile, hookNames, type PartState } from './hookFile.js';
import { driverCommand } from './lines.js';
import { type HookManager, type HookPlace, hookPlace, linesFor } from './place.js';

export interface HookPart {
  /** A hook's name, `merge driver`, `program` or `.gitattributes`. */
  readonly name: string;
  readonly path: string;
  readonly state: PartState;
  /** Why it is left alone, or what is wrong with it. */
  readonly reason?: string;
}

export interface HooksState {
  readonly manager: HookManager;
  readonly parts: readonly HookPart[];
  /** Lines to add by hand where another program is in charge. */
  readonly byHand: readonly string[];
}

/** Everything that installing and uninstalling decide from. */
export interface HookFacts {
  readonly workspace: Workspace;
  readonly repository: Repository;
  readonly place: HookPlace;
  readonly hooks: readonly HookFile[];
  readonly attributes: Attributes;
  readonly config: ConfigState;
  /** The documents' folder from the top of the work tree. */
  readonly documents: string;
}

/** What is installed. */
export async function hooksState(workspace: Workspace): Promise<Result<HooksState>> {
  const found = await lookAtHooks(workspace);
  return found.ok ? success(stateOf(found.value)) : found;
}

/** Read hooks, attributes and config. */
export async function lookAtHooks(workspace: Workspace): Promise<Result<HookFacts>> {
  const repository = requireRepository(workspace);
  if (!repository.ok) return repository;
  try {
    const place = await hookPlace(workspace, repository.value);
    const config = await readConfig(workspace);
    if (!config.ok) return config;
    return success({
      workspace,
      repository: repository.value,
      place,
      hooks: hookNames.map((name) => hookFile(place.folder, name)),
      attributes: attributesOf(workspace),
      config: config.value,
      documents: prefixOf(workspace) + workspace.folder,
    });
  } catch (error) {
    return ioFailure(error, 'the hooks cannot be read');
  }
}

export function stateOf({ place, hooks, attributes, config, repository, documents }: HookFacts): HooksState {
  const configPath = join(repository.commonDir, 'config');
  const driver: PartState =
    config.driver === null ? 'missing' : config.driver === driverCommand ? 'installed' : 'outdated';
  return {
    manager: place.manager,
    parts: [
      ...hooks.map((hook) => hookPart(hook, place)),
      programPart(config, configPath, documents),
      { name: 'merge driver', path: configPath, state: driver },
      {
        name: '.gitattributes',
        path: attributes.path,
        state: attributes.state,
        ...(attributes.state === 'foreign'
          ? { reason: 'one of the two marks of the doc-ops block is gone: repair it by hand' }
          : {}),
      },
    ],
    byHand: linesToAdd(place, hooks, documents),
  };
}

function hookPart({ name, path, state, reason }: HookFile, { manager, calls }: HookPlace): HookPart {
  if (manager !== 'git') return { name, path, state: calls === null ? 'foreign' : 'by hand' };
  return { name, path, state, ...(reason === undefined ? {} : { reason }) };
}

/** What hooks and driver start; it goes away when node or doc-ops is updated. */
function programPart(config: ConfigState, configPath: string, documents: string): HookPart {
  const { node, program } = config;
  if (node === null || program === null || !config.documents.includes(documents))
    return { name: 'program', path: configPath, state: 'missing' };
  const gone = [node, program].find((path) => !fs.existsSync(path));
  if (gone === undefined) return { name: 'program', path: program, state: 'installed' };
  return { name: 'program', path: gone, state: 'outdated', reason: 'it is gone' };
}

function linesToAdd(place: HookPlace, hooks: readonly HookFile[], documents: string): string[] {
  if (place.manager !== 'git') return place.calls === null ? linesFor(place.manager, documents) : [];
  const foreign = hooks.filter(({ reason }) => reason !== undefined);
  return foreign.flatMap(({ path }) => [`# in ${path}`, 'doc-ops validate --staged']);
}
