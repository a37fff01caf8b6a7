import type * as v from 'valibot';
import * as board from './board.js';
import * as checking from './checking.js';
import * as documents from './documents.js';
import * as generated from './generated.js';
import * as objectives from './objectives.js';
import * as other from './other.js';
import { changed, documentSummary, exported, list } from './parts.js';
import * as plans from './plans.js';
import * as proofs from './proofs.js';
import * as start from './start.js';

/** The schema of every verb's `data`, by the verb's name. */
export const dataSchemas = {
  init: start.initialised,
  tui: start.overview,
  overview: start.overview,
  create: documents.created,
  list: list(documents.listedWith),
  show: documents.shown,
  edit: changed,
  set: changed,
  tick: documents.checklist,
  rename: documents.renamed,
  renumber: documents.renumbered,
  archive: documents.archived,
  unarchive: documents.archived,
  supersede: documents.superseded,
  delete: changed,
  search: documents.searched,
  context: documents.situation,
  ready: list(documentSummary),
  link: changed,
  unlink: changed,
  links: board.shownLinks,
  graph: board.shownGraph,
  'board show': board.shownBoard,
  'board add': changed,
  'board move': changed,
  'board tick': changed,
  'board claim': changed,
  'board pick': changed,
  'board done': changed,
  'board archive': changed,
  'board sync': changed,
  'board rebuild': changed,
  validate: checking.validated,
  schema: checking.printed,
  'hooks install': checking.hooksReport,
  'hooks uninstall': checking.hooksReport,
  'hooks status': checking.hooksReport,
  doctor: checking.diagnosis,
  'plan generate': generated.generated,
  'plan import': proofs.imported,
  'plan export': exported,
  'plan check': proofs.planCheck,
  'plan probe': plans.probed,
  'objective list': list(objectives.listedObjective),
  'objective next': objectives.nextStepData,
  'objective check': objectives.objectiveCheck,
  'objective plan': objectives.plannedStep,
  'objective reconcile': objectives.reconciled,
  run: proofs.runResult,
  prove: proofs.runResult,
  approve: proofs.approved,
  reject: proofs.approved,
  approvals: list(proofs.pending),
  verify: list(proofs.verifiedPlan),
  'proof status': proofs.proofStatus,
  'proof show': proofs.shownProof,
  'proof export': exported,
  undo: changed,
  redo: changed,
  clean: other.cleanedUp,
  completion: exported,
  'merge-driver': other.mergedFile,
} as const satisfies Readonly<Record<string, v.GenericSchema>>;

export type VerbData = { readonly [N in keyof typeof dataSchemas]: v.InferOutput<(typeof dataSchemas)[N]> };
