import type { Person } from '../../operations/verb.js';
import type { Question } from '../state/overlays/overlay.js';

/** The person at the screen, as verbs ask them. One question at a time. */
export class Questions implements Person {
  #waiting: ((value: string | boolean | null) => void) | null = null;

  constructor(readonly show: (question: Question) => void) {}

  answer(value: string | boolean | null): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(value);
  }

  async ask(text: string, initial = ''): Promise<string | null> {
    const value = await this.#pose({ kind: 'ask', text, initial, choices: [] });
    return typeof value === 'string' ? value : null;
  }

  async confirm(text: string): Promise<boolean | null> {
    const value = await this.#pose({ kind: 'confirm', text, initial: '', choices: [] });
    return typeof value === 'boolean' ? value : null;
  }

  async choose(text: string, choices: readonly string[]): Promise<string | null> {
    const value = await this.#pose({ kind: 'choose', text, initial: '', choices });
    return typeof value === 'string' ? value : null;
  }

  #pose(question: Question): Promise<string | boolean | null> {
    this.answer(null);
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.show(question);
    });
  }
}
