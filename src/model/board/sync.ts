import type { Config } from '../config/config.js';
import type { DocumentType } from '../document/type.js';
import { isClosing } from '../document/type.js';
import { parseId } from '../ids.js';
import type { Board, Card, CardRelation, Column } from './board.js';
import { fitsColumn, statusForColumn } from './columns.js';
import { cardTitle } from './parse.js';

/** A document as the board sees it. */
export interface BoardDocument {
  readonly id: string;
  readonly type: DocumentType;
  readonly status: string;
  readonly title: string;
  /** Relation → ids as written. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
}

/** One point on which the board and the documents disagree. */
export type Difference =
  /** An open task without a card. */
  | { readonly kind: 'missing-card'; readonly id: string }
  | { readonly kind: 'unknown-item'; readonly id: string; readonly card: Card }
  | { readonly kind: 'duplicate-item'; readonly id: string; readonly card: Card }
  | {
      readonly kind: 'status';
      readonly id: string;
      readonly card: Card;
      readonly column: string;
      readonly inDocument: string;
      readonly onBoard: string;
    }
  | {
      readonly kind: 'title';
      readonly id: string;
      readonly card: Card;
      readonly inDocument: string;
      readonly onBoard: string;
    }
  | {
      readonly kind: 'relation-only-on-card';
      readonly id: string;
      readonly card: Card;
      readonly relation: string;
      readonly target: string;
      readonly field: CardRelation;
    }
  /** Only where the card carries that relation for other documents: a card need not show every relation. */
  | {
      readonly kind: 'relation-not-on-card';
      readonly id: string;
      readonly card: Card;
      readonly relation: string;
      readonly target: string;
    };

/** Where a board and the documents disagree, in the order of the board, missing cards last. */
export function boardDifferences(
  board: Board,
  documents: readonly BoardDocument[],
  config: Config,
): Difference[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const seen = new Set<string>();
  const differences: Difference[] = [];
  for (const column of board.columns) {
    for (const card of column.cards) {
      const { id } = card;
      if (id === null) continue;
      if (seen.has(id)) differences.push({ kind: 'duplicate-item', id, card });
      seen.add(id);
      const document = byId.get(id);
      if (!document) differences.push({ kind: 'unknown-item', id, card });
      else differences.push(...compareCard(column, card, document, config));
    }
  }
  for (const document of documents) {
    if (document.type.card && !seen.has(document.id) && !isClosing(document.type, document.status)) {
      differences.push({ kind: 'missing-card', id: document.id });
    }
  }
  return differences;
}

/** Where one card and its document disagree. */
export function compareCard(
  column: Column,
  card: Card,
  document: BoardDocument,
  config: Config,
): Difference[] {
  const { id, type, status } = document;
  const differences: Difference[] = [];
  if (!column.archive && !fitsColumn(column.name, type, status, config)) {
    const onBoard = statusForColumn(column.name, type, config) ?? status;
    differences.push({ kind: 'status', id, card, column: column.name, inDocument: status, onBoard });
  }
  if (card.title !== '' && card.title !== cardTitle(document.title)) {
    differences.push({ kind: 'title', id, card, inDocument: document.title, onBoard: card.title });
  }
  return [...differences, ...compareRelations(card, document, config)];
}

function compareRelations(card: Card, document: BoardDocument, config: Config): Difference[] {
  const { id } = document;
  const differences: Difference[] = [];
  const written = (relation: string) =>
    (document.relations[relation] ?? []).map((text) => parseId(text, config.types)?.id ?? text);
  for (const field of card.relations) {
    const target = field.id ?? field.target;
    if (!written(field.relation).includes(target)) {
      differences.push({ kind: 'relation-only-on-card', id, card, relation: field.relation, target, field });
    }
  }
  for (const relation of new Set(card.relations.map((field) => field.relation))) {
    const shown = card.relations
      .filter((field) => field.relation === relation)
      .map((field) => field.id ?? field.target);
    for (const target of written(relation)) {
      if (!shown.includes(target))
        differences.push({ kind: 'relation-not-on-card', id, card, relation, target });
    }
  }
  return differences;
}
