import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Result, success } from '../../model/result.js';
import { git, gitFailure, gitOutput, records } from '../git/git.js';
import type { Workspace } from '../workspace.js';
import { configKeys, driverCommand, driverName } from './lines.js';

/** Where this program is, for hooks that find none on PATH. */
export interface ProgramPlace {
  readonly node: string;
  readonly program: string;
}

/** What the repository's git config (shared by its work trees) says about doc-ops. */
export interface ConfigState {
  readonly node: string | null;
  readonly program: string | null;
  readonly documents: readonly string[];
  readonly driver: string | null;
  readonly driverName: string | null;
}

/** Read it. */
export async function readConfig(workspace: Workspace): Promise<Result<ConfigState>> {
  const listed = await gitOutput(workspace, ['config', '--local', '--null', '--list']);
  if (!listed.ok) return listed;
  const values = new Map<string, string[]>();
  for (const record of records(listed.value)) {
    const [key = '', ...value] = record.split('\n');
    values.set(key, [...(values.get(key) ?? []), value.join('\n')]);
  }
  const last = (key: string) => values.get(key)?.at(-1) ?? null;
  return success({
    node: last(configKeys.node),
    program: last(configKeys.program),
    documents: values.get(configKeys.documents) ?? [],
    driver: last(configKeys.driver),
    driverName: last(configKeys.driverName),
  });
}

/** A call of `git config`, its arguments. */
export type ConfigEdit = readonly string[];

/** What `hooks install` has to change. */
export function configForInstall(state: ConfigState, place: ProgramPlace, documents: string): ConfigEdit[] {
  const wanted: readonly (readonly [string, string | null, string])[] = [
    [configKeys.node, state.node, place.node],
    [configKeys.program, state.program, place.program],
    [configKeys.driverName, state.driverName, driverName],
    [configKeys.driver, state.driver, driverCommand],
  ];
  return [
    ...wanted.filter(([, now, then]) => now !== then).map(([key, , then]) => ['--replace-all', key, then]),
    ...(state.documents.includes(documents) ? [] : [['--add', configKeys.documents, documents]]),
  ];
}

/** What `hooks uninstall` has to change; other documents of the repository keep theirs. */
export function configForUninstall(state: ConfigState, documents: string, isLast: boolean): ConfigEdit[] {
  if (!isLast) {
    const literal = documents.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
    return state.documents.includes(documents) ? [['--unset-all', configKeys.documents, `^${literal}$`]] : [];
  }
  const own = state.node !== null || state.program !== null || state.documents.length > 0;
  const driver = state.driver !== null || state.driverName !== null;
  return [...(own ? ['doc-ops'] : []), ...(driver ? ['merge.doc-ops'] : [])].map((name) => [
    '--remove-section',
    name,
  ]);
}

/** Carry out edits on the repository's config. */
export function editConfig(workspace: Workspace, edits: readonly ConfigEdit[]): Promise<Result<null>> {
  return runEdits(workspace, ['--local'], edits);
}

/** The config file before and after edits, worked out on a copy. */
export async function previewConfig(
  workspace: Workspace,
  path: string,
  edits: readonly ConfigEdit[],
): Promise<Result<{ before: string; after: string }>> {
  const folder = mkdtempSync(join(tmpdir(), 'doc-ops-config-'));
  try {
    const copy = join(folder, 'config');
    copyFileSync(path, copy);
    const done = await runEdits(workspace, ['--file', copy], edits);
    if (!done.ok) return done;
    return success({ before: readFileSync(path, 'latin1'), after: readFileSync(copy, 'latin1') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runEdits(
  workspace: Workspace,
  where: readonly string[],
  edits: readonly ConfigEdit[],
): Promise<Result<null>> {
  for (const edit of edits) {
    const ended = await git(workspace, ['config', ...where, ...edit]);
    if (ended.code !== 0) return gitFailure(ended, ['config']);
  }
  return success(null);
}
