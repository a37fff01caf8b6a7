import type { Key } from '../../terminal/keys.js';
import type { Binding } from '../binding.js';
import { type Effect, type Transition, transition } from '../event.js';
import { editText, type Typed, typed } from '../overlays/text.js';
import type { State } from '../state.js';
import { parseFilter } from './filter.js';

/** A key while the filter is typed; `binding` is what it does otherwise. */
export function filterKey(state: State, key: Key, binding?: Binding): Transition {
  const { documents } = state;
  switch (key.name) {
    case 'escape':
    case 'ctrl+c':
      return filterTo({ ...state, documents: { ...documents, filtering: false } }, typed());
    case 'enter':
    case 'tab':
      return transition({ ...state, documents: { ...documents, filtering: false } });
    // A match is selected without leaving the filter.
    case 'down':
    case 'up':
    case 'pagedown':
    case 'pageup':
      return binding?.run(state) ?? transition(state);
  }
  const { filter: text, cursor } = documents;
  const edited = editText({ text, cursor }, key);
  if (edited?.text === text)
    return transition({ ...state, documents: { ...documents, cursor: edited.cursor } });
  if (edited) return filterTo(state, edited);
  return binding?.needs === 'nothing' ? binding.run(state) : transition(state);
}

function filterTo(state: State, { text: filter, cursor }: Typed): Transition {
  // Without a filter the one that was found stays selected.
  const selected = filter === '' ? state.documents.selected : null;
  const documents = { ...state.documents, filter, cursor, selected, offset: 0 };
  return transition({ ...state, documents }, ...searchFor(filter));
}

/** The full-text search that a filter takes. */
export function searchFor(filter: string): Effect[] {
  const words = parseFilter(filter).words.filter((word) => /[\p{L}\p{N}]{2}|[^\u0000-\u024f]/u.test(word));
  return words.length > 0 ? [{ kind: 'search', filter, words }] : [];
}
