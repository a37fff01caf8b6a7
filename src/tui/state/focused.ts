import type { Listed } from '../../operations/documents/listed.js';
import { focusedCard } from './board/boardCards.js';
import { documentRows, selectedRow } from './documents/documentRows.js';
import { documentPage } from './documents/page.js';
import { graphRows } from './graph/graphRows.js';
import { problemRows } from './problems/problemRows.js';
import { documentById, documentByPath } from './selectors.js';
import type { State } from './state.js';

/** The document that the keys are about, whatever view is shown. */
export function focusedDocument(state: State): Listed | null {
  if (state.view === 'board') {
    const id = focusedCard(state)?.id;
    return id ? (documentById(state.data, id) ?? null) : null;
  }
  if (state.view === 'problems') {
    const finding = problemRows(state)[state.problems.selected];
    return finding?.kind === 'finding' ? (documentByPath(state.data, finding.finding.path) ?? null) : null;
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

/** The file that is edited: of a finding also one that is no document, as the board's. */
export function focusedPath(state: State): string | null {
  if (state.view === 'problems') {
    const row = problemRows(state)[state.problems.selected];
    return row?.kind === 'finding' ? row.finding.path : null;
  }
  return focusedDocument(state)?.path ?? null;
}

/** The line of its file that the keys are about: of the finding, or the first one that is read; null for none. */
export function focusedLine(state: State): number | null {
  if (state.view === 'problems') {
    const row = problemRows(state)[state.problems.selected];
    return row?.kind === 'finding' ? (row.finding.span?.line ?? null) : null;
  }
  const { focus, scroll } = state.documents;
  if (state.view !== 'documents' || focus !== 'document' || scroll === 0) return null;
  return documentPage(state)?.sourceLines[scroll] ?? null;
}
