import type { Binding } from './binding.js';
import { boardMotion } from './board/boardCommands.js';
import { documentRows, selectedRow } from './documents/documentRows.js';
import { documentPage } from './documents/page.js';
import { type Transition, transition } from './event.js';
import { graphRows } from './graph/graphRows.js';
import { type Motion, moveBy } from './lists.js';
import { problemListRows, problemRows } from './problems/problemRows.js';
import { runMotion } from './run/runTransitions.js';
import { bodyRows } from './selectors.js';
import type { State } from './state.js';

/** The keys that move in every list and text. */
export const motionKeys: readonly Binding[] = (
  [
    ['down', ['down', 'j'], 'down'],
    ['up', ['up', 'k'], 'up'],
    ['page-down', ['pagedown', 'ctrl+f'], 'a page down'],
    ['page-up', ['pageup', 'ctrl+b'], 'a page up'],
    ['half-down', ['ctrl+d'], 'half a page down'],
    ['half-up', ['ctrl+u'], 'half a page up'],
    ['top', ['home', '<'], 'to the top'],
    ['bottom', ['end', '>'], 'to the bottom'],
  ] as const
).map(([to, keys, help]) => ({ keys, help, run: (state) => motion(state, to) }));

export function motion(state: State, command: Motion): Transition {
  const height = bodyRows(state);
  switch (state.view) {
    case 'documents': {
      const { documents } = state;
      if (documents.focus === 'document') {
        const count = documentPage(state)?.lines.length ?? 0;
        const last = Math.max(0, count - height);
        const scroll =
          command === 'bottom' ? last : Math.min(last, moveBy(documents.scroll, command, count, height));
        return transition({ ...state, documents: { ...documents, scroll } });
      }
      return moveInList(state, command, height);
    }
    case 'board':
      return boardMotion(state, command);
    case 'run':
      return runMotion(state, command);
    case 'problems': {
      const rows = problemRows(state);
      let selected = moveBy(state.problems.selected, command, rows.length, problemListRows(state));
      if (rows[selected]?.kind === 'group') selected += command.includes('up') && selected > 0 ? -1 : 1;
      if (rows[selected]?.kind === 'group') selected += 1;
      return transition({ ...state, problems: { ...state.problems, selected } });
    }
    case 'graph': {
      const selected = moveBy(state.graph.selected, command, graphRows(state).length, height);
      return transition({ ...state, graph: { ...state.graph, selected } });
    }
  }
}

/** Headings between groups are passed over. */
function moveInList(state: State, command: Motion, height: number): Transition {
  const rows = documentRows(state);
  const from = selectedRow(state);
  let at = moveBy(from, command, rows.length, height);
  const direction = at < from || command === 'top' || command === 'up' ? -1 : 1;
  while (rows[at]?.kind === 'group') at += direction;
  if (at < 0) at = rows.findIndex((row) => row.kind === 'item');
  while (at >= rows.length || rows[at]?.kind === 'group') at -= 1;
  const row = rows[at];
  if (row?.kind !== 'item') return transition(state);
  return transition({ ...state, documents: { ...state.documents, selected: row.item.path } });
}
