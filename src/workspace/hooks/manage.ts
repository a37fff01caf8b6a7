import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { type Result, success } from '../../model/result.js';
import { removeIfThere } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { type Draft, draftFile } from '../files/replaceFile.js';
import { isInside, pathBelow } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';
import { blockState } from './block.js';
import {
  type ConfigEdit,
  configForInstall,
  configForUninstall,
  editConfig,
  type ProgramPlace,
  previewConfig,
} from './gitConfig.js';
import { addToHook, type HookFile, hookFile, hookNames, takeFromHook } from './hookFile.js';
import { type HookFacts, type HooksState, hooksState, lookAtHooks, stateOf } from './state.js';

export interface HooksChanged {
  /** What was changed, or would be; paths outside of the workspace are absolute. */
  readonly changes: readonly FileOperation[];
  readonly state: HooksState;
}

/** Add the blocks, the driver and where this program is; what is there stays. */
export async function installHooks(
  workspace: Workspace,
  program: ProgramPlace,
  dryRun: boolean,
): Promise<Result<HooksChanged>> {
  const found = await lookAtHooks(workspace);
  if (!found.ok) return found;
  const { place, hooks, attributes, config, documents } = found.value;
  const open =
    place.manager === 'git' ? hooks.filter(({ state }) => state === 'missing' || state === 'outdated') : [];
  const edits = [...open.map(addToHook), attributes.added];
  return apply(found.value, edits, configForInstall(config, program, documents), dryRun);
}

/** Take out what `installHooks` put in; files that hold nothing else go. */
export async function uninstallHooks(workspace: Workspace, dryRun: boolean): Promise<Result<HooksChanged>> {
  const found = await lookAtHooks(workspace);
  if (!found.ok) return found;
  const { repository, place, hooks, attributes, config, documents } = found.value;
  // Other documents' folders of the repository are still checked.
  const isLast = config.documents.every((one) => one === documents);
  // Installed before core.hooksPath was set: the block is still in the folder of then.
  const own = join(repository.commonDir, 'hooks');
  const older = own === place.folder ? [] : hookNames.map((name) => hookFile(own, name));
  const edits = [
    ...(isLast ? [...hooks, ...older].filter(hasBlock).map(takeFromHook) : []),
    attributes.removed,
  ];
  return apply(found.value, edits, configForUninstall(config, documents, isLast), dryRun);
}

function hasBlock({ text }: HookFile): boolean {
  return text !== null && blockState(text) === 'whole';
}

async function apply(
  found: HookFacts,
  edits: readonly FileOperation[],
  configEdits: readonly ConfigEdit[],
  dryRun: boolean,
): Promise<Result<HooksChanged>> {
  const { workspace, repository } = found;
  const files = edits.filter(({ before, after }) => before !== after);
  const path = join(repository.commonDir, 'config');
  const preview =
    configEdits.length === 0 ? success(null) : await previewConfig(workspace, path, configEdits);
  if (!preview.ok) return preview;
  const changes = [
    ...files.map((edit) => shownOf(workspace, edit)),
    ...(preview.value === null ? [] : [shownOf(workspace, { path, ...preview.value })]),
  ];
  if (dryRun) return success({ changes, state: stateOf(found) });
  const written = writeFiles(files, workspace.environment.token(6));
  if (!written.ok) return written;
  const configured = await editConfig(workspace, configEdits);
  if (!configured.ok) return configured;
  const state = await hooksState(workspace);
  return state.ok ? success({ changes, state: state.value }) : state;
}

/** Paths below the root are shown from there. */
function shownOf(workspace: Workspace, { path, before, after }: FileOperation): FileOperation {
  const shown = isInside(workspace.root, path) ? pathBelow(workspace.root, path) : path;
  const text = (bytes: string | null) => bytes && Buffer.from(bytes, 'latin1').toString('utf8');
  return { path: shown, before: text(before), after: text(after) };
}

/**
 * Write files that may lie outside of the workspace (hooks): every new content is on the disk beside its file before
 * the first one is put in place. Links are followed, modes kept.
 */
function writeFiles(edits: readonly FileOperation[], token: string): Result<null> {
  const drafts: Draft[] = [];
  try {
    for (const { path, after, mode } of edits) {
      if (after === null) continue;
      const target = fs.existsSync(path) ? fs.realpathSync(path) : path;
      fs.mkdirSync(dirname(target), { recursive: true });
      const present = fs.statSync(target, { throwIfNoEntry: false });
      drafts.push(
        draftFile(target, [Buffer.from(after, 'latin1')], {
          token,
          syncs: true,
          mode: { mode: (present?.mode ?? mode ?? 0o666) & 0o7777 },
        }),
      );
    }
    for (const draft of drafts) draft.replace();
    for (const { path, after } of edits) if (after === null) removeIfThere(path);
    return success(null);
  } catch (error) {
    for (const draft of drafts) draft.discard();
    return ioFailure(error, 'the hooks cannot be written');
  }
}
