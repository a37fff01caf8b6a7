import { cardName, focusedCard } from './board/boardCards.js';
import { focusedDocument } from './focused.js';
import { documentByPath } from './selectors.js';
import type { State } from './state.js';

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
