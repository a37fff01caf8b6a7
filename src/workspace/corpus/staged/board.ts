import type { Board, Card, Column } from '../../../model/board/board.js';
import { parseBoard } from '../../../model/board/parse.js';
import type { CorpusDocument } from '../../../model/corpus.js';
import { titleOf } from '../../../model/document/document.js';
import type { FieldFact } from '../../../model/document/facts.js';
import type { Finding } from '../../../model/finding.js';
import { relationNames } from '../../../model/links/relations.js';
import { removedIds } from './breakage.js';
import type { StagedDocument, StagedDocuments } from './documents.js';

/** The board with only the cards that the commit is about. */
export interface StagedBoard {
  readonly path: string;
  readonly board: Board;
  /** Whether the board itself is staged. */
  readonly staged: boolean;
}

/**
 * The board, where the commit changes it, or a document in a way that the board shows. Only cards that change, and
 * those of changed or removed documents, are kept: the others were right or wrong before.
 */
export async function stageBoard(
  documents: StagedDocuments,
  referrers: readonly string[],
): Promise<StagedBoard | null> {
  const { workspace } = documents;
  const path = `${workspace.folder}/board.md`;
  const change = documents.changed.find((one) => one.path === path);
  if (!change && !referrers.includes(path) && !documents.changed.some((one) => isShown(one, documents)))
    return null;
  const bytes = await documents.bytesOf(path);
  if (!bytes) return null;
  await documents.load([path]);
  const whole = parse(bytes, documents);
  const before = change ? await boardBefore(documents, path) : whole;
  const board = { ...whole, columns: relevantColumns(whole, before, documents) };
  leaveOutLinks(documents, path, whole, board);
  return { path, board, staged: change !== undefined };
}

/** Of a board that is not staged only what is said of its chosen cards counts. */
export function isBoardConcerned({ board, staged }: StagedBoard, { rule, span }: Finding): boolean {
  if (staged) return true;
  if (!span || !rule.startsWith('board/')) return false;
  return board.columns.some(({ cards }) =>
    cards.some(({ start, end }) => start <= span.offset && span.offset < end),
  );
}

function parse(bytes: Buffer, { workspace: { config } }: StagedDocuments): Board {
  return parseBoard(bytes.toString('utf8'), config.types, config.relations);
}

async function boardBefore(documents: StagedDocuments, path: string): Promise<Board> {
  const blob = documents.index.changes.find((one) => one.path === path)?.before;
  const bytes = blob ? (await documents.objects.read([blob])).get(blob)?.bytes : undefined;
  return parse(bytes ?? Buffer.alloc(0), documents);
}

/** Whether what the board shows of a document differs: that it is there, its id, status, title, relations. */
function isShown({ before, after }: StagedDocument, { workspace }: StagedDocuments): boolean {
  const type = (after ?? before)?.type;
  if (!type) return false;
  if (!before || !after) return true;
  const keys = ['id', 'status', ...relationNames(workspace.config.relations)];
  const shown = (document: CorpusDocument) =>
    JSON.stringify([
      titleOf(document.facts),
      keys.map((key) => document.facts.fields.find((field: FieldFact) => field.key === key)?.value ?? null),
    ]);
  return shown(before) !== shown(after);
}

function relevantColumns(board: Board, before: Board, documents: StagedDocuments): Column[] {
  const affected = new Set(
    documents.changed
      .flatMap(({ before: old, after }) => [old?.id, after?.id])
      .filter((id) => typeof id === 'string'),
  );
  const removed = new Set(removedIds(documents));
  const old = new Set(
    before.columns.flatMap((column) => column.cards.map((card) => keyOf(before, column, card))),
  );
  const changed = (column: Column, card: Card) => !old.has(keyOf(board, column, card));
  const ids = new Set<string>([...affected, ...removed]);
  for (const column of board.columns)
    for (const card of column.cards) if (card.id !== null && changed(column, card)) ids.add(card.id);
  return board.columns.map((column) => ({
    ...column,
    cards: column.cards.filter(
      (card) =>
        (card.id !== null && ids.has(card.id)) ||
        card.relations.some(({ id }) => id !== null && removed.has(id)) ||
        changed(column, card),
    ),
  }));
}

/** A card by its column and text; its place does not matter. */
function keyOf(board: Board, column: Column, card: Card): string {
  return `${column.name}\0${board.text.slice(card.start, card.end).trimEnd()}`;
}

/** The links of cards that were left out are nobody's affair now. */
function leaveOutLinks(documents: StagedDocuments, path: string, whole: Board, kept: Board): void {
  const document = documents.document(path);
  if (!document) return;
  const starts = new Set(kept.columns.flatMap(({ cards }) => cards.map(({ start }) => start)));
  const left = whole.columns.flatMap(({ cards }) => cards.filter(({ start }) => !starts.has(start)));
  if (left.length === 0) return;
  const links = document.facts.links.filter(
    ({ span }) => !left.some(({ start, end }) => start <= span.offset && span.offset < end),
  );
  documents.replace({ ...document.facts, links });
}
