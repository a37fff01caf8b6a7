import type { Result } from '../model/result.js';
import type { Outcome, Verb } from './verb.js';

/**
 * Every verb by its name, loaded on demand: a start pays only for the verb that it runs. The order is that of the help
 * page. This is the only list of verbs; src/present/views.ts joins each to what shows its results.
 */
export const verbLoaders = {
  init: () => import('./verbs/start/init.js'),
  tui: () => import('./verbs/start/tui.js'),
  overview: () => import('./verbs/start/overview.js'),
  create: () => import('./verbs/documents/create.js'),
  list: () => import('./verbs/documents/list.js'),
  show: () => import('./verbs/documents/show.js'),
  edit: () => import('./verbs/documents/edit.js'),
  set: () => import('./verbs/documents/set.js'),
  tick: () => import('./verbs/documents/tick.js'),
  rename: () => import('./verbs/documents/rename.js'),
  renumber: () => import('./verbs/documents/renumber.js'),
  archive: () => import('./verbs/documents/archive.js'),
  unarchive: () => import('./verbs/documents/unarchive.js'),
  supersede: () => import('./verbs/documents/supersede.js'),
  delete: () => import('./verbs/documents/delete.js'),
  search: () => import('./verbs/documents/search.js'),
  context: () => import('./verbs/documents/context.js'),
  ready: () => import('./verbs/documents/ready.js'),
  link: () => import('./verbs/board/link.js'),
  unlink: () => import('./verbs/board/unlink.js'),
  links: () => import('./verbs/board/links.js'),
  graph: () => import('./verbs/board/graph.js'),
  'board show': () => import('./verbs/board/show.js'),
  'board add': () => import('./verbs/board/add.js'),
  'board move': () => import('./verbs/board/move.js'),
  'board tick': () => import('./verbs/board/tick.js'),
  'board claim': () => import('./verbs/board/claim.js'),
  'board pick': () => import('./verbs/board/pick.js'),
  'board done': () => import('./verbs/board/done.js'),
  'board archive': () => import('./verbs/board/archive.js'),
  'board sync': () => import('./verbs/board/sync.js'),
  'board rebuild': () => import('./verbs/board/rebuild.js'),
  validate: () => import('./verbs/checking/validate.js'),
  schema: () => import('./verbs/checking/schema.js'),
  'hooks install': () => import('./verbs/checking/hooks/install.js'),
  'hooks uninstall': () => import('./verbs/checking/hooks/uninstall.js'),
  'hooks status': () => import('./verbs/checking/hooks/status.js'),
  doctor: () => import('./verbs/checking/doctor.js'),
  'plan generate': () => import('./verbs/plans/generate.js'),
  'plan import': () => import('./verbs/plans/import.js'),
  'plan export': () => import('./verbs/plans/export.js'),
  'plan check': () => import('./verbs/plans/check.js'),
  'plan probe': () => import('./verbs/plans/probe.js'),
  'objective list': () => import('./verbs/objectives/list.js'),
  'objective next': () => import('./verbs/objectives/next.js'),
  'objective check': () => import('./verbs/objectives/check.js'),
  'objective plan': () => import('./verbs/objectives/plan.js'),
  'objective reconcile': () => import('./verbs/objectives/reconcile.js'),
  run: () => import('./verbs/proofs/run.js'),
  prove: () => import('./verbs/proofs/prove.js'),
  approve: () => import('./verbs/proofs/approve.js'),
  reject: () => import('./verbs/proofs/reject.js'),
  approvals: () => import('./verbs/proofs/approvals.js'),
  verify: () => import('./verbs/proofs/verify.js'),
  'proof status': () => import('./verbs/proofs/proofStatus.js'),
  'proof show': () => import('./verbs/proofs/proofShow.js'),
  'proof export': () => import('./verbs/proofs/proofExport.js'),
  undo: () => import('./verbs/other/undo.js'),
  redo: () => import('./verbs/other/redo.js'),
  clean: () => import('./verbs/other/clean.js'),
  completion: () => import('./verbs/other/completion.js'),
  'merge-driver': () => import('./verbs/other/mergeDriver.js'),
} satisfies Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>>;

export type VerbName = keyof typeof verbLoaders;

/** What a verb returns as `data`. */
export type DataOf<N extends VerbName> = Awaited<ReturnType<(typeof verbLoaders)[N]>>['verb'] extends {
  run(...given: never): Promise<Result<Outcome<infer D>>>;
}
  ? D
  : never;

/** The names in the order of the help page. */
export const verbNames = Object.keys(verbLoaders) as VerbName[];

/** Where each group of the help page begins. A verb lies in the folder of its group. */
const firstOfGroup: Readonly<Record<string, VerbName>> = {
  start: 'init',
  documents: 'create',
  board: 'link',
  checking: 'validate',
  plans: 'plan generate',
  objectives: 'objective list',
  proofs: 'run',
  other: 'undo',
};

export function groupOf(name: VerbName): string {
  const at = verbNames.indexOf(name);
  const groups = Object.entries(firstOfGroup).filter(([, first]) => verbNames.indexOf(first) <= at);
  return groups.at(-1)?.[0] ?? '';
}

export function isVerbName(name: string): name is VerbName {
  return Object.hasOwn(verbLoaders, name);
}

/** What runs where only the name of a group is typed. */
export const groupDefaults: Readonly<Record<string, VerbName>> = {
  board: 'board show',
  hooks: 'hooks status',
  objective: 'objective list',
};

/** `kanban-ops` is the same program limited to the board: its verb → ours. */
export const kanbanVerbs: Readonly<Record<string, VerbName>> = {
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
