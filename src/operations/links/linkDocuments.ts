import type { Card } from '../../model/board/board.js';
import { linkCard, unlinkCard } from '../../model/board/edit.js';
import { findCard } from '../../model/board/find.js';
import { closest } from '../../model/closest.js';
import { listField } from '../../model/document/document.js';
import { editFrontMatter, type FieldEdit } from '../../model/frontMatter/edit.js';
import { parseId } from '../../model/ids.js';
import { inverseRelation, relationNames } from '../../model/links/relations.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import type { Workspace } from '../../workspace/workspace.js';
import { cardLink, readBoard, writeBoard } from '../board/boardFile.js';
import { fieldOrder } from '../documents/fieldOrder.js';
import {
  type IdentifiedDocument,
  type LoadedDocument,
  loadIdentified,
  loadPath,
} from '../documents/loadDocument.js';

/** The relation as it is written, or a failure that names the closest one. */
export function checkRelation(workspace: Workspace, name: string): Result<string> {
  const known = relationNames(workspace.config.relations);
  const wanted = name.toLowerCase().replace(/-/g, '_');
  if (known.includes(wanted)) return success(wanted);
  const suggestion = closest(wanted, known);
  return failure('unknown-relation', `unknown relation '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: known,
    hint: 'relations can be added under relations: in config.yaml',
  });
}

/**
 * Write a relation from one document to another: the front matter of `from`, the inline field on its card if it
 * has one, and each id into the other's `related_docs`. Without a relation only the latter.
 */
export async function linkDocuments(
  transaction: Transaction,
  from: IdentifiedDocument,
  to: IdentifiedDocument,
  relation: string | undefined,
): Promise<Result<null>> {
  if (from.id === to.id) return failure('invalid-value', `${from.id} cannot be linked to itself`);
  const edits: FieldEdit[] = [];
  if (relation) edits.push({ kind: 'add', key: relation, items: [to.id] });
  if (!holds(transaction.workspace, from, 'related_docs', to.id))
    edits.push({ kind: 'add', key: 'related_docs', items: [to.id] });
  const near = editDocument(transaction, from, edits);
  if (!near.ok) return near;
  if (!holds(transaction.workspace, to, 'related_docs', from.id)) {
    const far = editDocument(transaction, to, [{ kind: 'add', key: 'related_docs', items: [from.id] }]);
    if (!far.ok) return far;
  }
  return relation ? linkOnCard(transaction, from.id, relation, to) : success(null);
}

function linkOnCard(
  transaction: Transaction,
  id: string,
  relation: string,
  to: IdentifiedDocument,
): Result<null> {
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card) return success(null);
  if (card.relations.some((one) => one.relation === relation && one.id === to.id)) return success(null);
  return writeBoard(
    transaction,
    linkCard(board.value, card, relation, cardLink(transaction.workspace, to.id, to.path)),
  );
}

/**
 * Take out a relation, either way it is written (or every relation, without a name); the `related_docs` ids go
 * when no other relation and no body link joins the pair.
 */
export async function unlinkDocuments(
  transaction: Transaction,
  from: IdentifiedDocument,
  to: IdentifiedDocument,
  relation: string | undefined,
  keepRelated: boolean,
): Promise<Result<{ readonly removed: number }>> {
  const names = relationNames(transaction.workspace.config.relations);
  const gone = relation ? [relation] : names;
  const inverse = gone.map((name) => inverseRelation(transaction.workspace.config.relations, name) ?? name);
  const near = gone.filter((name) => holds(transaction.workspace, from, name, to.id));
  const far = inverse.filter((name) => holds(transaction.workspace, to, name, from.id));
  const left =
    names.some((name) => !near.includes(name) && holds(transaction.workspace, from, name, to.id)) ||
    names.some((name) => !far.includes(name) && holds(transaction.workspace, to, name, from.id)) ||
    joinedInBody(from, to) ||
    joinedInBody(to, from);
  const related = keepRelated || left ? [] : ['related_docs'];
  let removed = 0;
  for (const [document, other, keys] of [
    [from, to, [...near, ...related]],
    [to, from, [...far, ...related]],
  ] as const) {
    const edits = keys
      .filter((key) => holds(transaction.workspace, document, key, other.id))
      .map(
        (key): FieldEdit => ({
          kind: 'remove',
          key,
          items: spellings(transaction.workspace, document, key, other.id),
        }),
      );
    removed += edits.length;
    const edited = editDocument(transaction, document, edits);
    if (!edited.ok) return edited;
  }
  const cards = unlinkOnCards(transaction, from.id, to.id, gone, inverse);
  if (!cards.ok) return cards;
  return success({ removed: removed + cards.value });
}

function unlinkOnCards(
  transaction: Transaction,
  from: string,
  to: string,
  gone: readonly string[],
  inverse: readonly string[],
): Result<number> {
  let removed = 0;
  for (const [id, other, names] of [
    [from, to, gone],
    [to, from, inverse],
  ] as const) {
    for (const name of names) {
      const board = readBoard(transaction);
      if (!board.ok) return board;
      const card: Card | undefined = board.value ? findCard(board.value, id) : undefined;
      if (!board.value || !card?.relations.some((one) => one.relation === name && one.id === other)) continue;
      const written = writeBoard(transaction, unlinkCard(board.value, card, name, other));
      if (!written.ok) return written;
      removed += 1;
    }
  }
  return success(removed);
}

/** Apply front-matter edits to a document of the transaction, on top of what the transaction already did to it. */
export function editDocument(
  transaction: Transaction,
  document: LoadedDocument,
  edits: readonly FieldEdit[],
): Result<null> {
  if (edits.length === 0) return success(null);
  const text = transaction.read(document.path);
  if (!text.ok) return text;
  const order = fieldOrder(transaction.workspace.config, document.type);
  const edited = editFrontMatter(
    text.value,
    edits.map((edit) => ({ ...edit, after: order.slice(0, Math.max(0, order.indexOf(edit.key))) })),
  );
  if (!edited.ok) {
    return {
      ok: false,
      problem: { ...edited.problem, place: { ...edited.problem.place, path: document.path } },
    };
  }
  transaction.edit(document.path, edited.value);
  if (edits.some(({ kind, key }) => kind === 'set' && key === 'status'))
    transaction.statuses.add(document.path);
  return success(null);
}

/** Load both ends of a link; each must be a document with an id of its own. */
export async function loadEnds(
  transaction: Transaction,
  references: readonly [string, string],
): Promise<Result<[IdentifiedDocument, IdentifiedDocument]>> {
  const from = await loadIdentified(transaction, references[0]);
  if (!from.ok) return from;
  const to = await loadIdentified(transaction, references[1]);
  return to.ok ? success([from.value, to.value]) : to;
}

/** The two documents that are to be linked or unlinked, and the relation if one is named. */
export async function loadLink(
  transaction: Transaction,
  asked: { readonly from: string; readonly to: string; readonly relation: string | undefined },
): Promise<
  Result<{
    readonly from: IdentifiedDocument;
    readonly to: IdentifiedDocument;
    readonly relation: string | undefined;
  }>
> {
  const relation =
    asked.relation === undefined ? success(undefined) : checkRelation(transaction.workspace, asked.relation);
  if (!relation.ok) return relation;
  const ends = await loadEnds(transaction, [asked.from, asked.to]);
  if (!ends.ok) return ends;
  const [from, to] = ends.value;
  return success({ from, to, relation: relation.value });
}

/** Load a document again, since the transaction may have changed it. */
export async function reload(
  transaction: Transaction,
  document: LoadedDocument,
): Promise<Result<LoadedDocument>> {
  return loadPath(transaction, document.path);
}

function holds(workspace: Workspace, document: LoadedDocument, key: string, id: string): boolean {
  return spellings(workspace, document, key, id).length > 0;
}

/** How a list spells an id: `adr-15` and `ADR-015` name one document. */
function spellings(workspace: Workspace, document: LoadedDocument, key: string, id: string): string[] {
  return listField(document.facts, key).filter((item) => parseId(item, workspace.config.types)?.id === id);
}

function joinedInBody(from: LoadedDocument, to: LoadedDocument): boolean {
  const name = to.path.slice(to.path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.md$/, '');
  return from.facts.links.some(({ form, target }) => {
    if (form === 'bare') return false;
    const last = target.slice(target.lastIndexOf('/') + 1);
    return last === name || last === stem || last === to.id;
  });
}
