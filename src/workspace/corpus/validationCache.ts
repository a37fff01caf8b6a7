import { createHash } from 'node:crypto';
import type { Finding } from '../../model/finding.js';
import type { CompletedPlan } from '../../model/plan/completedProof.js';
import { cachePath, cacheVersion, readJson, writeCache } from '../index/cacheFile.js';
import type { Snapshot } from '../index/snapshot.js';
import { statIdentity } from '../index/statIdentity.js';
import type { Workspace } from '../workspace.js';
import { FileLookup } from './fileLookup.js';
import { type ExistenceAnswers, existenceOf } from './workingCorpus.js';

/** The result of the last complete validation, and all that it depends on. */
export interface Validation {
  readonly documents: number;
  readonly findings: readonly Finding[];
  /** Complete plans, whose ledgers have to be asked every time. */
  readonly completed: readonly CompletedPlan[];
  /** Root-relative paths outside of the documents that were asked for → what was there. */
  readonly existence: Readonly<Record<string, string>>;
  /** Markdown files outside of the documents that were read for their headings → identity. */
  readonly loaded: Readonly<Record<string, string>>;
}

interface CacheFile extends Validation {
  readonly version: string;
  readonly key: string;
}

/** The last result, if nothing changed since: neither the documents, nor the config, nor what they link to. */
export function loadValidation(workspace: Workspace, snapshot: Snapshot): Validation | null {
  const cached = readJson<CacheFile>(cachePath(workspace, 'validation.json'));
  if (cached?.version !== version(workspace) || cached.key !== snapshot.key) return null;
  if (!cached.completed) return null;
  const files = new FileLookup(workspace);
  for (const [path, kind] of Object.entries(cached.existence))
    if (existenceOf(files, path, kind.includes('~')) !== kind) return null;
  for (const [path, identity] of Object.entries(cached.loaded))
    if (statIdentity(workspace, path) !== identity) return null;
  return cached;
}

export function saveValidation(
  workspace: Workspace,
  snapshot: Snapshot,
  result: Omit<Validation, 'existence'>,
  asked: ExistenceAnswers,
): void {
  const file: CacheFile = {
    ...result,
    version: version(workspace),
    key: snapshot.key,
    existence: Object.fromEntries(asked.existence),
  };
  writeCache(workspace, 'validation.json', [JSON.stringify(file)]);
}

/** Outside files that the last validation read; they are likely to be asked for again. */
export function lastLoaded(workspace: Workspace): string[] {
  return Object.keys(readJson<CacheFile>(cachePath(workspace, 'validation.json'))?.loaded ?? {});
}

/** Files and folders outside of the documents that the last validation asked for, there or not. */
export function lookedAt(workspace: Workspace): string[] {
  const cached = readJson<CacheFile>(cachePath(workspace, 'validation.json'));
  return [...Object.keys(cached?.existence ?? {}), ...Object.keys(cached?.loaded ?? {})];
}

function version(workspace: Workspace): string {
  const { config, configFindings } = workspace;
  const settings = createHash('sha1')
    .update(JSON.stringify([config, configFindings]))
    .digest('hex');
  return `${cacheVersion(workspace)}/${settings}`;
}
