import type { InferOutput } from 'valibot';
import type { Card } from '../../../model/board/board.js';
import { isCompleteColumn } from '../../../model/board/columns.js';
import { type Result, success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { boardPath, requireBoard } from '../../board/boardFile.js';
import { type IndexedDocument, listDocuments } from '../../documents/indexedDocuments.js';
import { openPrerequisitesOf } from '../../documents/readiness.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag } from '../../verb.js';
import type { boardCard, shownBoard, shownColumn, shownRelation } from '../output/board.js';

export type ShownBoard = InferOutput<typeof shownBoard>;
export type ShownColumn = InferOutput<typeof shownColumn>;
export type ShownCard = InferOutput<typeof boardCard>;

export type ShownRelation = InferOutput<typeof shownRelation>;

export const verb = defineVerb({
  name: 'board show',
  summary: 'Show the Kanban board',
  options: { archived: flag('include the archive') },
  examples: {
    'doc-ops board': 'shows the columns with their cards',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const board = readShownBoard(workspace, input);
    if (!board.ok) return board;
    const documents = await listDocuments(workspace);
    return documents.ok ? success({ data: board.value(documents.value) }) : documents;
  },
});

/** Read the board; what is given shows its cards with what these documents say. */
export function readShownBoard(
  workspace: Workspace,
  options: { readonly archived: boolean },
): Result<(documents: readonly IndexedDocument[]) => ShownBoard> {
  const files = readerOf(workspace);
  const board = requireBoard(files);
  if (!board.ok) return board;
  const columns = board.value.columns.filter((column) => options.archived || !column.archive);
  return success((documents) => {
    const byId = new Map(documents.flatMap((one) => (one.id ? [[one.id, one] as const] : [])));
    const waiting = openPrerequisitesOf(documents, workspace.config.types);
    const waitsFor = (card: Card) => (waiting.get(card.id ?? '') ?? []).map(({ id }) => id);
    return {
      path: boardPath(workspace),
      columns: columns.map((column) => ({
        name: column.name,
        limit: column.limit,
        complete: isCompleteColumn(column, files.workspace.config),
        archive: column.archive,
        cards: column.cards.map((card) => shownCard(card, byId, waitsFor(card))),
      })),
    };
  });
}

function shownCard(
  card: Card,
  byId: ReadonlyMap<string, IndexedDocument>,
  waitsFor: readonly string[],
): ShownCard {
  const document = card.id ? byId.get(card.id) : undefined;
  return {
    id: card.id,
    title: document?.title || card.title,
    ticked: card.check !== ' ',
    status: document?.status ?? null,
    priority: document?.text('priority') ?? null,
    assignee: document?.text('assignee') ?? null,
    relations: card.relations.map(({ relation, id, target }) => ({
      relation,
      target: id ?? target,
      proven: byId.get(id ?? '')?.proven ?? false,
    })),
    proven: document?.proven ?? false,
    waitsFor,
    missing: card.id !== null && !document,
  };
}
