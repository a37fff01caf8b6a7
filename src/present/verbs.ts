import type { Result } from '../model/result.js';
import type { Outcome, Verb } from '../operations/verb.js';
import type { View } from './view.js';

// biome-ignore format: a table reads best with a row a verb
/**
 * Every verb, with what shows its results. Loaded on demand: a start pays only for the verb that it runs.
 * The key is the verb's name; the order is that of the help page.
 */
export const verbLoaders: Readonly<Record<string, () => Promise<LoadedVerb>>> = {
  init: () => load(import('../operations/verbs/start/init.js'), import('./views/start/init.js')),
  tui: () => load(import('../operations/verbs/start/tui.js'), import('./views/start/overview.js')),
  overview: () => load(import('../operations/verbs/start/overview.js'), import('./views/start/overview.js')),
  create: () => load(import('../operations/verbs/documents/create.js'), import('./views/documents/create.js')),
  list: () => load(import('../operations/verbs/documents/list.js'), import('./views/documents/list.js')),
  show: () => load(import('../operations/verbs/documents/show.js'), import('./views/documents/show.js')),
  edit: () => load(import('../operations/verbs/documents/edit.js'), import('./views/documents/changed.js')),
  set: () => load(import('../operations/verbs/documents/set.js'), import('./views/documents/changed.js')),
  tick: () => load(import('../operations/verbs/documents/tick.js'), import('./views/documents/tick.js')),
  rename: () => load(import('../operations/verbs/documents/rename.js'), import('./views/documents/changed.js')),
  renumber: () => load(import('../operations/verbs/documents/renumber.js'), import('./views/documents/changed.js')),
  archive: () => load(import('../operations/verbs/documents/archive.js'), import('./views/documents/changed.js')),
  unarchive: () => load(import('../operations/verbs/documents/unarchive.js'), import('./views/documents/changed.js')),
  supersede: () => load(import('../operations/verbs/documents/supersede.js'), import('./views/documents/changed.js')),
  delete: () => load(import('../operations/verbs/documents/delete.js'), import('./views/documents/changed.js')),
  search: () => load(import('../operations/verbs/documents/search.js'), import('./views/documents/search.js')),
  context: () => load(import('../operations/verbs/documents/context.js'), import('./views/documents/context.js')),
  ready: () => load(import('../operations/verbs/documents/ready.js'), import('./views/documents/list.js')),
  link: () => load(import('../operations/verbs/board/link.js'), import('./views/documents/changed.js')),
  unlink: () => load(import('../operations/verbs/board/unlink.js'), import('./views/documents/changed.js')),
  links: () => load(import('../operations/verbs/board/links.js'), import('./views/board/links.js')),
  graph: () => load(import('../operations/verbs/board/graph.js'), import('./views/board/graph.js')),
  'board show': () => load(import('../operations/verbs/board/show.js'), import('./views/board/board.js')),
  'board add': () => load(import('../operations/verbs/board/add.js'), import('./views/documents/changed.js')),
  'board move': () => load(import('../operations/verbs/board/move.js'), import('./views/documents/changed.js')),
  'board tick': () => load(import('../operations/verbs/board/tick.js'), import('./views/documents/changed.js')),
  'board claim': () => load(import('../operations/verbs/board/claim.js'), import('./views/documents/changed.js')),
  'board pick': () => load(import('../operations/verbs/board/pick.js'), import('./views/documents/changed.js')),
  'board done': () => load(import('../operations/verbs/board/done.js'), import('./views/documents/changed.js')),
  'board archive': () => load(import('../operations/verbs/board/archive.js'), import('./views/documents/changed.js')),
  'board sync': () => load(import('../operations/verbs/board/sync.js'), import('./views/documents/changed.js')),
  'board rebuild': () => load(import('../operations/verbs/board/rebuild.js'), import('./views/documents/changed.js')),
  validate: () => load(import('../operations/verbs/checking/validate.js'), import('./views/checking/validate.js')),
  schema: () => load(import('../operations/verbs/checking/schema.js'), import('./views/other/exported.js')),
  'hooks install': () => load(import('../operations/verbs/checking/hooks/install.js'), import('./views/checking/hooks.js')),
  'hooks uninstall': () => load(import('../operations/verbs/checking/hooks/uninstall.js'), import('./views/checking/hooks.js')),
  'hooks status': () => load(import('../operations/verbs/checking/hooks/status.js'), import('./views/checking/hooks.js')),
  'merge-driver': () => load(import('../operations/verbs/other/mergeDriver.js'), import('./views/other/nothing.js')),
  'plan import': () => load(import('../operations/verbs/plans/import.js'), import('./views/documents/changed.js')),
  'plan export': () => load(import('../operations/verbs/plans/export.js'), import('./views/other/exported.js')),
  'plan check': () => load(import('../operations/verbs/plans/check.js'), import('./views/plans/planCheck.js')),
  run: () => load(import('../operations/verbs/proofs/run.js'), import('./views/proofs/run.js')),
  prove: () => load(import('../operations/verbs/proofs/prove.js'), import('./views/proofs/run.js')),
  approve: () => load(import('../operations/verbs/proofs/approve.js'), import('./views/proofs/approve.js')),
  reject: () => load(import('../operations/verbs/proofs/reject.js'), import('./views/proofs/approve.js')),
  approvals: () => load(import('../operations/verbs/proofs/approvals.js'), import('./views/proofs/approvals.js')),
  verify: () => load(import('../operations/verbs/proofs/verify.js'), import('./views/proofs/verify.js')),
  'proof status': () => load(import('../operations/verbs/proofs/proofStatus.js'), import('./views/proofs/proofStatus.js')),
  'proof show': () => load(import('../operations/verbs/proofs/proofShow.js'), import('./views/proofs/proofShow.js')),
  'proof export': () => load(import('../operations/verbs/proofs/proofExport.js'), import('./views/other/exported.js')),
  completion: () => load(import('../operations/verbs/other/completion.js'), import('./views/other/exported.js')),
  doctor: () => load(import('../operations/verbs/checking/doctor.js'), import('./views/checking/doctor.js')),
  undo: () => load(import('../operations/verbs/other/undo.js'), import('./views/documents/changed.js')),
  redo: () => load(import('../operations/verbs/other/redo.js'), import('./views/documents/changed.js')),
  clean: () => load(import('../operations/verbs/other/clean.js'), import('./views/other/clean.js')),
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
