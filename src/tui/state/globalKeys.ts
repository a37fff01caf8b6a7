import type { Binding } from './binding.js';
import { closeDocument } from './documents/keys.js';
import { type Transition, transition } from './event.js';
import type { Overlay } from './overlays/overlay.js';
import { typed } from './overlays/text.js';
import { quit } from './run/runTransitions.js';
import { type State, type ViewName, viewNames } from './state.js';

/** Keys of the program itself: views, overlays, leaving. */
// biome-ignore format: a row a binding where it fits
export const globalKeys: readonly Binding[] = [
  {
    keys: ['ctrl+o', ':'],
    help: 'go to a document by id or title',
    hint: 'go to',
    waits: 'never',
    run: (state) => open(state, { kind: 'switcher', typed: typed(), selected: 0 }),
  },
  {
    keys: ['ctrl+p'],
    help: 'command palette: every verb',
    hint: 'commands',
    waits: 'never',
    needs: 'window',
    run: (state) => open(state, { kind: 'palette', typed: typed(), selected: 0 }),
  },
  ...viewNames.map(
    (view, at): Binding => ({
      keys: [String(at + 1)],
      help: view,
      waits: 'never',
      run: (state) => toView(state, view),
    }),
  ),
  { keys: ['tab'], help: 'next view', waits: 'never', run: (state) => toView(state, neighbour(state, 1)) },
  { keys: ['shift+tab'], help: 'previous view', waits: 'never', run: (state) => toView(state, neighbour(state, -1)) },
  { keys: ['escape'], help: 'leave: marks, filter, document', waits: 'never', run: leave },
  { keys: ['ctrl+l'], help: 'redraw the screen', waits: 'never', needs: 'nothing', run: (state) => transition(state, { kind: 'redraw' }) },
  { keys: ['ctrl+z'], help: 'suspend; fg comes back', waits: 'never', needs: 'nothing', run: (state) => transition(state, { kind: 'suspend' }) },
  { keys: ['?'], help: 'this help', hint: 'help', waits: 'never', needs: 'window', run: (state) => open(state, { kind: 'help', offset: 0 }) },
  { keys: ['q', 'ctrl+c'], help: 'quit', hint: 'quit', waits: 'never', needs: 'nothing', run: quit },
];

function open(state: State, overlay: Overlay): Transition {
  return transition({ ...state, overlays: [...state.overlays, overlay] });
}

/** A view that the person chose: Escape does not lead back from there. */
function toView(state: State, view: ViewName): Transition {
  return transition({ ...state, view, documents: { ...state.documents, cameFrom: null } });
}

function neighbour({ view }: State, by: 1 | -1): ViewName {
  const at = viewNames.indexOf(view) + by;
  return viewNames[(at + viewNames.length) % viewNames.length] ?? view;
}

function leave(state: State): Transition {
  if (state.marked.size > 0) return transition({ ...state, marked: new Set() });
  const { documents, run } = state;
  if (state.view === 'documents' && documents.focus === 'document') return closeDocument(state);
  if (state.view === 'documents' && documents.filter)
    return transition({ ...state, documents: { ...documents, filter: '' } });
  if (state.view === 'run' && run.focus === 'history')
    return transition({ ...state, run: { ...run, focus: 'tascs' } });
  if (state.view === 'run' && run.scroll !== null)
    return transition({ ...state, run: { ...run, scroll: null } });
  return transition({ ...state, toast: null });
}
