import { actionKeys } from './actionKeys.js';
import { type Binding, type Pane, paneOf } from './binding.js';
import { boardKeys } from './board/keys.js';
import { documentKeys } from './documents/keys.js';
import { type Transition, withToast } from './event.js';
import { globalKeys } from './globalKeys.js';
import { graphKeys } from './graph/keys.js';
import { motionKeys } from './motion.js';
import { problemKeys } from './problems/keys.js';
import { runKeys } from './run/keys.js';
import type { State } from './state.js';

/** Every key, each once. The first binding of a pane wins. */
export const keyMap: readonly Binding[] = [
  ...documentKeys,
  ...boardKeys,
  ...runKeys,
  ...problemKeys,
  ...graphKeys,
  ...actionKeys,
  ...motionKeys,
  ...globalKeys,
];

export function bindingsAt(pane: Pane): readonly Binding[] {
  return keyMap.filter(({ panes }) => !panes || panes.includes(pane));
}

/** The binding of a key; undefined where it does nothing. */
export function bindingOf(state: State, key: string): Binding | undefined {
  return bindingsAt(paneOf(state)).find(({ keys }) => keys.includes(key));
}

/** Do what a key is bound to, or say why it is disabled. */
export function runBinding(state: State, { disabled, run }: Binding): Transition {
  const reason = disabled?.(state);
  return reason ? withToast(state, 'problem', ...reason) : run(state);
}

/** Whether what a key is bound to has to wait for the change that is under way. */
export function waits({ view }: State, { waits }: Binding): boolean {
  return waits === 'always' || (waits !== 'never' && view === 'board');
}

/** The bindings of the last line: those that work here and now. */
export function hintsFor(state: State): readonly Binding[] {
  return bindingsAt(paneOf(state)).filter(({ hint, hinted, disabled, needs }) => {
    if (!hint) return false;
    if (!state.data.exists) return needs !== undefined;
    return !disabled?.(state) && (hinted?.(state) ?? true);
  });
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
