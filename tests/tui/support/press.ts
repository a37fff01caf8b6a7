import type { Effect, Event } from '../../../src/tui/state/event.js';
import type { State } from '../../../src/tui/state/state.js';
import { update } from '../../../src/tui/state/update.js';
import type { Key } from '../../../src/tui/terminal/keys.js';

/** A key by its name, or one character. */
export function keyNamed(name: string): Key {
  return { name, text: name === 'space' ? ' ' : [...name].length === 1 ? name : '' };
}

/** The state after keys, one after the other, and everything that they asked for. */
export function pressed(state: State, ...names: readonly string[]) {
  return happened(state, ...names.map((name): Event => ({ kind: 'key', key: keyNamed(name) })));
}

/** The state after text that is typed letter by letter. */
export function typedIn(state: State, text: string): State {
  return pressed(state, ...[...text].map((letter) => (letter === ' ' ? 'space' : letter))).state;
}

/** The state after events, and everything that they asked for. */
export function happened(state: State, ...events: readonly Event[]) {
  const effects: Effect[] = [];
  let next = state;
  for (const event of events) {
    const step = update(next, event);
    next = step.state;
    effects.push(...step.effects);
  }
  return { state: next, effects };
}
