import type { Line } from '../../../present/screen/line.js';
import { memo } from '../memo.js';
import { bodyRows } from '../selectors.js';
import type { State } from '../state.js';
import { documentRows, selectedRow } from './documentRows.js';
import { fold, matchItem, parseFilter } from './filter.js';
import { documentPage } from './page.js';

/** More lines of a document are not looked through between two keys. */
const mostLines = 20_000;

/** The words of a filter that are worth marking in a text: a single letter is everywhere. */
export const markedWords = memo((filter: string): readonly string[] =>
  parseFilter(filter).words.filter((word) => /[^\u0000-\u024f]|../su.test(word)),
);

/** Beside the list: what was found in nothing but the text of the selected document is scrolled into view. */
export function showFound(state: State): State {
  const { documents, open, view } = state;
  const words = markedWords(documents.filter);
  if (words.length === 0 || view !== 'documents' || documents.focus !== 'list') return state;
  const row = documentRows(state)[selectedRow(state)];
  if (row?.kind !== 'item' || row.item.path !== open?.path) return state;
  const { item } = row;
  const inText = words.filter(
    (word) =>
      documents.inText.get(word)?.has(item.path) &&
      matchItem(item, { ...parseFilter(''), words: [word] }, {}) === null,
  );
  if (inText.length === 0) return state;
  const lines = documentPage(state)?.lines.slice(0, mostLines) ?? [];
  const at = lines.findIndex((line) => holds(line, inText));
  const height = bodyRows(state);
  const scroll = at < height ? 0 : at - Math.floor(height / 3);
  return { ...state, documents: { ...documents, scroll } };
}

function holds(line: Line, words: readonly string[]): boolean {
  const text = fold(line.map((one) => one.text).join(''));
  return words.some((word) => text.includes(word));
}
