import { type DataOf, type VerbName, verbLoaders } from '../operations/registry.js';
import type { Verb } from '../operations/verb.js';
import type { View } from './view.js';

/** What shows the results of each verb, loaded with it. */
const viewLoaders = {
  init: () => import('./views/start/init.js'),
  tui: () => import('./views/start/overview.js'),
  overview: () => import('./views/start/overview.js'),
  create: () => import('./views/documents/create.js'),
  list: () => import('./views/documents/list.js'),
  show: () => import('./views/documents/show.js'),
  edit: () => import('./views/documents/changed.js'),
  set: () => import('./views/documents/changed.js'),
  tick: () => import('./views/documents/tick.js'),
  rename: () => import('./views/documents/changed.js'),
  renumber: () => import('./views/documents/changed.js'),
  archive: () => import('./views/documents/changed.js'),
  unarchive: () => import('./views/documents/changed.js'),
  supersede: () => import('./views/documents/changed.js'),
  delete: () => import('./views/documents/changed.js'),
  search: () => import('./views/documents/search.js'),
  context: () => import('./views/documents/context.js'),
  ready: () => import('./views/documents/list.js'),
  link: () => import('./views/documents/changed.js'),
  unlink: () => import('./views/documents/changed.js'),
  links: () => import('./views/board/links.js'),
  graph: () => import('./views/board/graph.js'),
  'board show': () => import('./views/board/board.js'),
  'board add': () => import('./views/documents/changed.js'),
  'board move': () => import('./views/documents/changed.js'),
  'board tick': () => import('./views/documents/changed.js'),
  'board claim': () => import('./views/documents/changed.js'),
  'board pick': () => import('./views/documents/changed.js'),
  'board done': () => import('./views/documents/changed.js'),
  'board archive': () => import('./views/documents/changed.js'),
  'board sync': () => import('./views/documents/changed.js'),
  'board rebuild': () => import('./views/documents/changed.js'),
  validate: () => import('./views/checking/validate.js'),
  schema: () => import('./views/other/exported.js'),
  'hooks install': () => import('./views/checking/hooks.js'),
  'hooks uninstall': () => import('./views/checking/hooks.js'),
  'hooks status': () => import('./views/checking/hooks.js'),
  'merge-driver': () => import('./views/other/nothing.js'),
  'plan generate': () => import('./views/plans/generate.js'),
  'plan import': () => import('./views/documents/changed.js'),
  'plan export': () => import('./views/other/exported.js'),
  'plan check': () => import('./views/plans/planCheck.js'),
  'plan probe': () => import('./views/plans/probe.js'),
  'objective list': () => import('./views/objectives/list.js'),
  'objective next': () => import('./views/objectives/next.js'),
  'objective check': () => import('./views/objectives/check.js'),
  'objective plan': () => import('./views/objectives/plan.js'),
  'objective reconcile': () => import('./views/objectives/reconcile.js'),
  run: () => import('./views/proofs/run.js'),
  prove: () => import('./views/proofs/run.js'),
  approve: () => import('./views/proofs/approve.js'),
  reject: () => import('./views/proofs/approve.js'),
  approvals: () => import('./views/proofs/approvals.js'),
  verify: () => import('./views/proofs/verify.js'),
  'proof status': () => import('./views/proofs/proofStatus.js'),
  'proof show': () => import('./views/proofs/proofShow.js'),
  'proof export': () => import('./views/other/exported.js'),
  completion: () => import('./views/other/exported.js'),
  doctor: () => import('./views/checking/doctor.js'),
  undo: () => import('./views/documents/changed.js'),
  redo: () => import('./views/documents/changed.js'),
  clean: () => import('./views/other/clean.js'),
} satisfies { readonly [N in VerbName]: () => Promise<{ readonly view: View<DataOf<N>> }> };

export interface LoadedVerb {
  readonly verb: Verb;
  readonly view: View<unknown>;
}

/** A verb with what shows its results. */
export async function loadVerb(name: VerbName): Promise<LoadedVerb> {
  const [{ verb }, { view }] = await Promise.all([verbLoaders[name](), viewLoaders[name]()]);
  return { verb, view };
}
