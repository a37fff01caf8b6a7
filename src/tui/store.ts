import type { Effect, Event, Transition } from './state/event.js';
import type { State } from './state/state.js';
import { update, updateAfterError } from './state/update.js';

/**
 * The state and who listens to it. Effects of a transition are performed after its state is set; listeners hear of events
 * that come together once, after the last.
 */
export class Store {
  #state: State;
  readonly #listeners = new Set<() => void>();
  #isAnnounced = false;

  constructor(
    state: State,
    readonly perform: (effect: Effect) => void,
  ) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  readonly getState = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #announce(): void {
    if (this.#isAnnounced) return;
    this.#isAnnounced = true;
    setImmediate(() => {
      this.#isAnnounced = false;
      for (const listener of this.#listeners) listener();
    });
  }

  /** A bug in one view must not take the others away. */
  #transition(event: Event): Transition {
    try {
      return update(this.#state, event);
    } catch (error) {
      return updateAfterError(this.#state, event, error);
    }
  }

  readonly dispatch = (event: Event): void => {
    const { state, effects } = this.#transition(event);
    if (state !== this.#state) {
      this.#state = state;
      this.#announce();
    }
    for (const effect of effects) this.perform(effect);
  };
}
