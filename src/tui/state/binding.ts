import type { Transition } from './event.js';
import type { State } from './state.js';

/** What takes the keys when no overlay is open. */
export type Pane = 'list' | 'document' | 'board' | 'run' | 'problems' | 'graph';

export function paneOf(state: State): Pane {
  if (state.view !== 'documents') return state.view;
  return state.documents.focus === 'document' ? 'document' : 'list';
}

/** Why a key is disabled, and what the person may do about it. */
export type Reason = readonly [why: string, hint?: string];

/** Everything about a key: dispatch, help, the hints of the last line and waiting are derived from it. */
export interface Binding {
  readonly keys: readonly string[];
  /** Absent: every pane. */
  readonly panes?: readonly Pane[];
  /** In the help, imperative: `open the editor`. */
  readonly help: string;
  /** A word for the last line, shown while the key is enabled; absent where it would only be noise. */
  readonly hint?: string;
  /** Where the hint is shown less often than the key is enabled. */
  hinted?(state: State): boolean;
  run(state: State): Transition;
  /** Null while it is enabled. */
  disabled?(state: State): Reason | null;
  /**
   * Behind a change that is under way (ADR-016). Absent: on the board only, where every key is about a card.
   */
  readonly waits?: 'always' | 'never';
  /** What must be there; absent: documents. */
  readonly needs?: 'nothing' | 'window';
}
