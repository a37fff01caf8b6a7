import type { DocumentSummary } from '../../operations/documents/documentSummary.js';
import type { Reason } from './binding.js';
import { cardName, focusedCard } from './board/boardCards.js';
import { documentRows, selectedRow } from './documents/documentRows.js';
import { documentPage } from './documents/page.js';
import { graphRows } from './graph/graphRows.js';
import { selectedFinding } from './problems/problemRows.js';
import { documentById, documentByPath } from './selectors.js';
import type { State } from './state.js';

/** The document that the keys are about, whatever view is shown. */
export function focusedDocument(state: State): DocumentSummary | null {
  if (state.view === 'board') {
    const id = focusedCard(state)?.id;
    return id ? (documentById(state.data, id) ?? null) : null;
  }
  if (state.view === 'problems') {
    const finding = selectedFinding(state);
    return finding ? (documentByPath(state.data, finding.path) ?? null) : null;
  }
  if (state.view === 'graph') {
    const node = graphRows(state)[state.graph.selected];
    return node ? (documentByPath(state.data, node.path) ?? null) : null;
  }
  if (state.view === 'run') return state.run.plan ? (documentById(state.data, state.run.plan) ?? null) : null;
  if (state.documents.focus === 'document' && state.open)
    return documentByPath(state.data, state.open.path) ?? null;
  const row = documentRows(state)[selectedRow(state)];
  return row?.kind === 'item' ? row.item : null;
}

/** The file that is edited: of a finding also one that is not a document, as the board's. */
export function focusedPath(state: State): string | null {
  if (state.view === 'problems') return selectedFinding(state)?.path ?? null;
  return focusedDocument(state)?.path ?? null;
}

/** The line of its file that the keys are about: of the finding, or the first one that is read; null for none. */
export function focusedLine(state: State): number | null {
  if (state.view === 'problems') return selectedFinding(state)?.span?.line ?? null;
  const { focus, scroll } = state.documents;
  if (state.view !== 'documents' || focus !== 'document' || scroll === 0) return null;
  return documentPage(state)?.sourceLines[scroll] ?? null;
}

/** Why a key about a document is disabled. */
export function noDocument(state: State): Reason | null {
  if (focusedDocument(state)) return null;
  const isOnCard = state.view === 'board' && focusedCard(state) !== null;
  return [isOnCard ? 'this card has no document' : 'no document is selected'];
}

/** The documents that the next action is about: the marked ones, else the focused one. */
export function targets(state: State): string[] {
  if (state.marked.size > 0) {
    return [...state.marked].flatMap((path) => {
      const document = documentByPath(state.data, path);
      return document ? [document.id ?? document.path] : [];
    });
  }
  const document = focusedDocument(state);
  return document ? [document.id ?? document.path] : [];
}

/** Names of the marked cards, else of the focused one. */
export function markedCards(state: State): string[] {
  if (state.marked.size > 0) {
    return [...state.marked].flatMap((path) => {
      if (path.startsWith('card:')) return [path.slice(5)];
      const id = documentByPath(state.data, path)?.id;
      return id ? [id] : [];
    });
  }
  if (state.view !== 'board') return targets(state);
  const card = focusedCard(state);
  return card ? [cardName(card)] : [];
}

/** Why a key about the targets is disabled. */
export function noTargets(state: State): Reason | null {
  return targets(state).length > 0 ? null : (noDocument(state) ?? ['no document is marked']);
}

/** Why a key about the marked cards is disabled. */
export function noCards(state: State): Reason | null {
  return markedCards(state).length > 0 ? null : ['no card is selected'];
}
