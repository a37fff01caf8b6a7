import type { Card } from '../../model/board/board.js';
import { failure, success } from '../../model/result.js';
import { boardPath, readBoard } from '../boardFile.js';
import { listDocuments, type Summary } from '../documents.js';
import { Draft } from '../draft.js';
import { workspaceOf } from '../openContext.js';
import { isComplete } from '../placing.js';
import { openPrerequisitesOf } from '../readiness.js';
import { defineVerb, flag } from '../verb.js';

export interface ShownBoard {
  readonly path: string;
  readonly columns: readonly ShownColumn[];
}
export interface ShownColumn {
  readonly name: string;
  readonly limit: number | null;
  readonly complete: boolean;
  readonly archive: boolean;
  readonly cards: readonly ShownCard[];
}
export interface ShownCard {
  readonly id: string | null;
  /** The document's title, else the card's own text. */
  readonly title: string;
  readonly ticked: boolean;
  readonly status: string | null;
  readonly priority: string | null;
  readonly assignee: string | null;
  readonly relations: readonly { readonly relation: string; readonly target: string }[];
  /** Open documents that it waits for. */
  readonly waitsFor: readonly string[];
  /** Whether the item has a document. */
  readonly missing: boolean;
}

/** `board show` */
export const verb = defineVerb({
  name: 'board show',
  group: 'links and board',
  summary: 'Show the Kanban board',
  arguments: {},
  options: { archived: flag('the archive as well') },
  examples: [{ command: 'doc-ops board', shows: 'the columns with their cards' }],
  writes: false,
  needs: 'workspace',
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const draft = new Draft(workspace);
    const board = readBoard(draft);
    if (!board.ok) return board;
    if (!board.value) {
      return failure('no-workspace', `there is no board at ${boardPath(workspace)}`, {
        hint: 'doc-ops board rebuild makes one from the documents',
      });
    }
    const documents = await listDocuments(workspace);
    if (!documents.ok) return documents;
    const byId = new Map(documents.value.flatMap((one) => (one.id ? [[one.id, one] as const] : [])));
    const waiting = openPrerequisitesOf(documents.value, workspace.config.types);
    const columns = board.value.columns
      .filter((column) => input.archived || !column.archive)
      .map((column) => ({
        name: column.name,
        limit: column.limit,
        complete: isComplete(draft, column),
        archive: column.archive,
        cards: column.cards.map((card) =>
          shownCard(
            card,
            byId,
            (waiting.get(card.id ?? '') ?? []).map(({ id }) => id),
          ),
        ),
      }));
    const data: ShownBoard = { path: boardPath(workspace), columns };
    return success({ data });
  },
});

function shownCard(card: Card, byId: ReadonlyMap<string, Summary>, waitsFor: readonly string[]): ShownCard {
  const document = card.id ? byId.get(card.id) : undefined;
  return {
    id: card.id,
    title: document?.title || card.title,
    ticked: card.check !== ' ',
    status: document?.status ?? null,
    priority: document?.text('priority') ?? null,
    assignee: document?.text('assignee') ?? null,
    relations: card.relations.map(({ relation, id, target }) => ({ relation, target: id ?? target })),
    waitsFor,
    missing: card.id !== null && !document,
  };
}
