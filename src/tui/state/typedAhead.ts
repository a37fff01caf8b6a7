import type { Key } from '../terminal/keys.js';
import type { CommandName } from './keyMap.js';
import type { State } from './state.js';

/** How many keys are kept while a change is under way. */
const mostQueued = 500;

/** Keys that are for the program itself, whatever it waits for. */
const everAtOnce = new Set(['ctrl+c', 'ctrl+z', 'ctrl+l']);

/** A key that is looked at again when the change that is under way is done. */
export function queue(state: State, key: Key): State {
  return { ...state, queued: [...state.queued, key].slice(0, mostQueued) };
}

/**
 * Whether a key has to stay behind what was pressed before it: a title that is typed behind an `n` that waits, or into
 * a form that is on its way, is text and no commands.
 */
export function followsOthers({ busy, opening, queued, overlays }: State, { name }: Key): boolean {
  if (busy === null || everAtOnce.has(name)) return false;
  const top = overlays.at(-1);
  if (!top) return name !== 'escape' && (opening || queued.length > 0);
  // A form that was sent off is done with; what is typed now is for what comes after it.
  return top.kind === 'form' && top.form.verb === busy && name !== 'escape';
}

const atOnce = new Set<CommandName>([
  'quit',
  'suspend',
  'redraw',
  'help',
  'palette',
  'switcher',
  'escape',
  'stop',
]);
const changing = new Set<CommandName>([
  'edit',
  'move-left',
  'move-right',
  'move-down',
  'move-up',
  'tick',
  'archive',
  'archive-document',
  'claim',
  'undo',
  'redo',
  'fix',
  'fix-all',
  'status',
  'move',
  'link',
  'new',
  'approve',
  'reject',
  'verify',
]);

/** Whether a command has to wait for the change that is under way: on the board every step is about a card. */
export function waits({ view }: State, command: CommandName): boolean {
  return view === 'board' ? !atOnce.has(command) && !command.startsWith('view-') : changing.has(command);
}
