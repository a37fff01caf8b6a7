import type { State } from './state.js';

/** Where the keys go when no overlay is open. */
export type Place = 'list' | 'document' | 'board' | 'run' | 'problems' | 'graph';

export type CommandName =
  | 'help'
  | 'quit'
  | 'suspend'
  | 'redraw'
  | 'palette'
  | 'switcher'
  | 'view-1'
  | 'view-2'
  | 'view-3'
  | 'view-4'
  | 'view-5'
  | 'next-view'
  | 'previous-view'
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'half-down'
  | 'half-up'
  | 'top'
  | 'bottom'
  | 'left'
  | 'right'
  | 'enter'
  | 'escape'
  | 'filter'
  | 'sort'
  | 'group'
  | 'archived'
  | 'next-link'
  | 'previous-link'
  | 'back'
  | 'forward'
  | 'new'
  | 'edit'
  | 'status'
  | 'move'
  | 'link'
  | 'mark'
  | 'tick'
  | 'archive'
  | 'claim'
  | 'full-cards'
  | 'move-left'
  | 'move-right'
  | 'move-down'
  | 'move-up'
  | 'undo'
  | 'redo'
  | 'run'
  | 'show-graph'
  | 'stop'
  | 'force'
  | 'rerun-failed'
  | 'baseline'
  | 'approve'
  | 'reject'
  | 'verify'
  | 'history'
  | 'choose-plan'
  | 'fix'
  | 'fix-all'
  | 'deeper'
  | 'shallower'
  | 'reroot'
  | 'branch'
  | 'find-card'
  | 'archive-document';

export interface Binding {
  readonly keys: readonly string[];
  readonly command: CommandName;
  /** In the help, imperative: `open the editor`. */
  readonly help: string;
  /** A word for the status line; absent where it would only be noise. */
  readonly hint?: string;
  /** Absent: everywhere. */
  readonly places?: readonly Place[];
}

const vertical: readonly Place[] = ['list', 'document', 'board', 'run', 'problems', 'graph'];

// biome-ignore format: a table reads best with a row a binding
/** Every key. The first binding of a place wins; help and status line are made from it. */
export const keyMap: readonly Binding[] = [
  { keys: ['enter'], command: 'enter', help: 'read the document', hint: 'read', places: ['list'] },
  { keys: ['enter'], command: 'enter', help: 'follow the link', hint: 'follow', places: ['document'] },
  { keys: ['enter'], command: 'enter', help: "open the card's document", hint: 'open', places: ['board'] },
  { keys: ['enter'], command: 'enter', help: 'go to the place in the document', hint: 'go there', places: ['problems'] },
  { keys: ['enter'], command: 'enter', help: 'read the document', hint: 'read', places: ['graph'] },
  { keys: ['space', 'right'], command: 'branch', help: 'open and close a branch', hint: 'branch', places: ['graph'] },
  { keys: ['enter'], command: 'enter', help: "read the plan's document, or all of a run of its ledger", places: ['run'] },
  { keys: ['/'], command: 'filter', help: 'filter: words, type: status: tag: links:', hint: 'filter', places: ['list'] },
  { keys: ['/'], command: 'find-card', help: 'find a card', hint: 'find', places: ['board'] },
  { keys: ['r'], command: 'run', help: 'run the plan', hint: 'run', places: ['run'] },
  { keys: ['S'], command: 'stop', help: 'stop what runs', hint: 'stop', places: ['run'] },
  { keys: ['f'], command: 'rerun-failed', help: 'run the selected tasc again', hint: 'again', places: ['run'] },
  { keys: ['F'], command: 'force', help: 'run everything again, proven or not', places: ['run'] },
  { keys: ['b'], command: 'baseline', help: 'run the checks before the work', places: ['run'] },
  { keys: ['a'], command: 'approve', help: 'approve the selected tasc', hint: 'approve', places: ['run'] },
  { keys: ['R'], command: 'reject', help: 'reject the selected tasc, with a reason', hint: 'reject', places: ['run'] },
  { keys: ['v'], command: 'verify', help: 'verify the ledger and its proofs', hint: 'verify', places: ['run'] },
  { keys: ['y'], command: 'history', help: 'runs of the ledger', hint: 'history', places: ['run'] },
  { keys: ['p'], command: 'choose-plan', help: 'choose another plan', hint: 'plan', places: ['run'] },
  { keys: ['H', 'shift+left'], command: 'move-left', help: 'move the card to the column before', hint: 'move', places: ['board'] },
  { keys: ['L', 'shift+right'], command: 'move-right', help: 'move the card to the next column', places: ['board'] },
  { keys: ['J', 'shift+down'], command: 'move-down', help: 'move the card down', places: ['board'] },
  { keys: ['K', 'shift+up'], command: 'move-up', help: 'move the card up', places: ['board'] },
  { keys: ['t'], command: 'tick', help: 'tick the card: done', hint: 'tick', places: ['board'] },
  { keys: ['x'], command: 'archive', help: 'archive the card', places: ['board'] },
  { keys: ['x'], command: 'archive-document', help: 'archive the document with its card, or bring it back', places: ['list'] },
  { keys: ['c'], command: 'claim', help: 'claim the task', places: ['board', 'list'] },
  { keys: ['v'], command: 'full-cards', help: 'full or compact cards', hint: 'cards', places: ['board'] },
  { keys: ['m'], command: 'move', help: 'move the card to a column', places: ['board', 'list'] },
  { keys: ['f'], command: 'fix', help: 'fix this problem', hint: 'fix', places: ['problems'] },
  { keys: ['F'], command: 'fix-all', help: 'fix all that can be fixed, the changes shown first', hint: 'fix all', places: ['problems'] },
  { keys: ['g'], command: 'group', help: 'group by file or by rule', hint: 'group', places: ['problems'] },
  { keys: ['+', '='], command: 'deeper', help: 'show one level more', hint: 'deeper', places: ['graph'] },
  { keys: ['-'], command: 'shallower', help: 'show one level less', places: ['graph'] },
  { keys: ['o'], command: 'reroot', help: 'make this document the root', hint: 'root here', places: ['graph'] },
  { keys: ['O'], command: 'sort', help: 'sort by type, status, date, title or column', hint: 'sort', places: ['list'] },
  { keys: ['g'], command: 'group', help: 'headings between groups, or none', places: ['list'] },
  { keys: ['z'], command: 'archived', help: 'show archived documents too', places: ['list'] },
  { keys: ['tab'], command: 'next-link', help: 'walk to the next link', hint: 'links', places: ['document'] },
  { keys: ['shift+tab'], command: 'previous-link', help: 'walk to the link before', places: ['document'] },
  { keys: ['['], command: 'back', help: 'back', hint: 'back', places: ['document', 'list', 'graph'] },
  { keys: [']'], command: 'forward', help: 'forward', places: ['document', 'list'] },
  { keys: ['space'], command: 'mark', help: 'mark for the next action', hint: 'mark', places: ['list', 'board'] },
  { keys: ['space'], command: 'page-down', help: 'a page down', places: ['document'] },
  { keys: ['n'], command: 'new', help: 'new document (on the board: in this column)', hint: 'new', places: ['list', 'document', 'board', 'graph', 'run'] },
  { keys: ['e'], command: 'edit', help: 'open in $VISUAL or $EDITOR', hint: 'edit' },
  { keys: ['s'], command: 'status', help: 'set the status', hint: 'status' },
  { keys: ['&'], command: 'link', help: 'link with another document', places: vertical },
  { keys: ['l'], command: 'link', help: 'link with another document', places: ['list', 'problems'] },
  { keys: ['r'], command: 'run', help: 'show and run the plan', places: ['list', 'document', 'board', 'graph'] },
  { keys: ['G'], command: 'show-graph', help: "show the document's graph", places: ['list', 'document', 'board', 'problems'] },
  { keys: ['u'], command: 'undo', help: 'undo the last change', hint: 'undo' },
  { keys: ['U'], command: 'redo', help: 'redo' },
  { keys: ['down', 'j'], command: 'down', help: 'down', places: vertical },
  { keys: ['up', 'k'], command: 'up', help: 'up', places: vertical },
  { keys: ['left', 'h'], command: 'left', help: 'left, or close', places: vertical },
  { keys: ['right', 'l'], command: 'right', help: 'right, or into', places: vertical },
  { keys: ['pagedown', 'ctrl+f'], command: 'page-down', help: 'a page down', places: vertical },
  { keys: ['pageup', 'ctrl+b'], command: 'page-up', help: 'a page up', places: vertical },
  { keys: ['ctrl+d'], command: 'half-down', help: 'half a page down', places: vertical },
  { keys: ['ctrl+u'], command: 'half-up', help: 'half a page up', places: vertical },
  { keys: ['home', '<'], command: 'top', help: 'to the top', places: vertical },
  { keys: ['end', '>'], command: 'bottom', help: 'to the bottom', places: vertical },
  { keys: ['ctrl+o', ':'], command: 'switcher', help: 'go to a document by id or title', hint: 'go to' },
  { keys: ['ctrl+p'], command: 'palette', help: 'command palette: every verb', hint: 'commands' },
  { keys: ['1'], command: 'view-1', help: 'documents' },
  { keys: ['2'], command: 'view-2', help: 'board' },
  { keys: ['3'], command: 'view-3', help: 'run' },
  { keys: ['4'], command: 'view-4', help: 'problems' },
  { keys: ['5'], command: 'view-5', help: 'graph' },
  { keys: ['tab'], command: 'next-view', help: 'next view' },
  { keys: ['shift+tab'], command: 'previous-view', help: 'view before' },
  { keys: ['escape'], command: 'escape', help: 'leave: marks, filter, document' },
  { keys: ['ctrl+l'], command: 'redraw', help: 'redraw the screen' },
  { keys: ['ctrl+z'], command: 'suspend', help: 'suspend; fg comes back' },
  { keys: ['?'], command: 'help', help: 'this help', hint: 'help' },
  { keys: ['q', 'ctrl+c'], command: 'quit', help: 'quit', hint: 'quit' },
];

/** Where the keys go now. */
export function placeOf(state: State): Place {
  if (state.view !== 'documents') return state.view;
  return state.documents.focus === 'document' ? 'document' : 'list';
}

export function bindingsAt(place: Place): readonly Binding[] {
  return keyMap.filter(({ places }) => !places || places.includes(place));
}

/** The command of a key; undefined where it does nothing. */
export function commandFor(state: State, key: string): CommandName | undefined {
  return bindingsAt(placeOf(state)).find(({ keys }) => keys.includes(key))?.command;
}

/** How a key is written for people. */
export function keyLabel(key: string): string {
  const shown: Readonly<Record<string, string>> = {
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    enter: 'Enter',
    escape: 'Esc',
    space: 'Space',
    tab: 'Tab',
    pagedown: 'PgDn',
    pageup: 'PgUp',
    home: 'Home',
    end: 'End',
  };
  if (key.startsWith('ctrl+')) return `Ctrl-${key.slice(5).toUpperCase()}`;
  if (key.startsWith('shift+')) return `Shift-${keyLabel(key.slice(6))}`;
  return shown[key] ?? key;
}
