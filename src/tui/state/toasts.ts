import { type Step, step } from './event.js';
import type { State, Toast } from './state.js';

/** Tell a person something for a few seconds. */
export function withToast(state: State, kind: Toast['kind'], text: string, hint: string | null = null): Step {
  const id = state.toasts + 1;
  return step({ ...state, toasts: id, toast: { id, kind, text, hint } }, { kind: 'expire', toast: id });
}
