import type { Result } from '../model/result.js';
import type { Outcome, Verb } from '../operations/verb.js';
import type { View } from './view.js';

// biome-ignore format: a table reads best with a row a verb
/**
 * Every verb, with what shows its results. Loaded on demand: a start pays only for the verb that it runs.
 * The key is the verb's name; the order is that of the help page.
 */
export const verbLoaders: Readonly<Record<string, () => Promise<LoadedVerb>>> = {
  init: () => load(import('../operations/init.js'), import('./render/init.js')),
  overview: () => load(import('../operations/overview.js'), import('./render/overview.js')),
  create: () => load(import('../operations/create.js'), import('./render/create.js')),
  list: () => load(import('../operations/list.js'), import('./render/list.js')),
  show: () => load(import('../operations/show.js'), import('./render/show.js')),
  edit: () => load(import('../operations/edit.js'), import('./render/changed.js')),
  set: () => load(import('../operations/set.js'), import('./render/changed.js')),
  tick: () => load(import('../operations/tick.js'), import('./render/tick.js')),
  rename: () => load(import('../operations/rename.js'), import('./render/changed.js')),
  renumber: () => load(import('../operations/renumber.js'), import('./render/changed.js')),
  archive: () => load(import('../operations/archive.js'), import('./render/changed.js')),
  unarchive: () => load(import('../operations/unarchive.js'), import('./render/changed.js')),
  supersede: () => load(import('../operations/supersede.js'), import('./render/changed.js')),
  delete: () => load(import('../operations/delete.js'), import('./render/changed.js')),
  ready: () => load(import('../operations/ready.js'), import('./render/list.js')),
  link: () => load(import('../operations/link.js'), import('./render/changed.js')),
  unlink: () => load(import('../operations/unlink.js'), import('./render/changed.js')),
  links: () => load(import('../operations/links.js'), import('./render/links.js')),
  'board show': () => load(import('../operations/board/show.js'), import('./render/board.js')),
  'board add': () => load(import('../operations/board/add.js'), import('./render/changed.js')),
  'board move': () => load(import('../operations/board/move.js'), import('./render/changed.js')),
  'board tick': () => load(import('../operations/board/tick.js'), import('./render/changed.js')),
  'board claim': () => load(import('../operations/board/claim.js'), import('./render/changed.js')),
  'board pick': () => load(import('../operations/board/pick.js'), import('./render/changed.js')),
  'board done': () => load(import('../operations/board/done.js'), import('./render/changed.js')),
  'board archive': () => load(import('../operations/board/archive.js'), import('./render/changed.js')),
  'board sync': () => load(import('../operations/board/sync.js'), import('./render/changed.js')),
  'board rebuild': () => load(import('../operations/board/rebuild.js'), import('./render/changed.js')),
  validate: () => load(import('../operations/validate.js'), import('./render/validate.js')),
  schema: () => load(import('../operations/schema.js'), import('./render/exported.js')),
  'hooks install': () => load(import('../operations/hooks/install.js'), import('./render/hooks.js')),
  'hooks uninstall': () => load(import('../operations/hooks/uninstall.js'), import('./render/hooks.js')),
  'hooks status': () => load(import('../operations/hooks/status.js'), import('./render/hooks.js')),
  'merge-driver': () => load(import('../operations/mergeDriver.js'), import('./render/nothing.js')),
  'plan import': () => load(import('../operations/plans/import.js'), import('./render/changed.js')),
  'plan export': () => load(import('../operations/plans/export.js'), import('./render/exported.js')),
  'plan check': () => load(import('../operations/plans/check.js'), import('./render/planCheck.js')),
  run: () => load(import('../operations/plans/run.js'), import('./render/run.js')),
  prove: () => load(import('../operations/plans/prove.js'), import('./render/run.js')),
  approve: () => load(import('../operations/plans/approve.js'), import('./render/approve.js')),
  reject: () => load(import('../operations/plans/reject.js'), import('./render/approve.js')),
  approvals: () => load(import('../operations/plans/approvals.js'), import('./render/approvals.js')),
  verify: () => load(import('../operations/plans/verify.js'), import('./render/verify.js')),
  'proof status': () => load(import('../operations/plans/proofStatus.js'), import('./render/proofStatus.js')),
  'proof show': () => load(import('../operations/plans/proofShow.js'), import('./render/proofShow.js')),
  'proof export': () => load(import('../operations/plans/proofExport.js'), import('./render/exported.js')),
  completion: () => load(import('../operations/completing/completion.js'), import('./render/exported.js')),
  doctor: () => load(import('../operations/doctor.js'), import('./render/doctor.js')),
  undo: () => load(import('../operations/undo.js'), import('./render/changed.js')),
  redo: () => load(import('../operations/redo.js'), import('./render/changed.js')),
  clean: () => load(import('../operations/clean.js'), import('./render/clean.js')),
};

/** Names typed for a group alone. */
export const groupDefaults: Readonly<Record<string, string>> = { board: 'board show', hooks: 'hooks status' };

/** `kanban-ops` is the same program limited to the board: its verb → ours. */
export const kanbanVerbs: Readonly<Record<string, string>> = {
  show: 'board show',
  add: 'board add',
  move: 'board move',
  tick: 'board tick',
  claim: 'board claim',
  pick: 'board pick',
  done: 'board done',
  archive: 'board archive',
  sync: 'board sync',
  rebuild: 'board rebuild',
  link: 'link',
  unlink: 'unlink',
  ready: 'ready',
  undo: 'undo',
  redo: 'redo',
};

export interface LoadedVerb {
  readonly verb: Verb;
  readonly view: View<unknown>;
}

interface Operation<D> {
  readonly verb: Omit<Verb, 'run'> & { run(context: never, input: never): Promise<Result<Outcome<D>>> };
}

async function load<D>(
  operation: Promise<Operation<D>>,
  renderer: Promise<{ readonly view: View<D> }>,
): Promise<LoadedVerb> {
  const [{ verb }, { view }] = await Promise.all([operation, renderer]);
  // Each operation checks its own input by its declared parameters; the table only joins it to its view.
  return { verb: verb as Verb, view: view as View<unknown> };
}
