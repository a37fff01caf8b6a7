import type { LiveTasc, State } from './state.js';

/** How a tasc of the shown plan stands in the run that goes on, or stood in the last one; of no other plan. */
export function liveOf(
  { run }: State,
  tasc: string,
): { readonly now?: LiveTasc | undefined; readonly last?: LiveTasc | undefined } {
  return {
    now: run.running?.plan === run.plan ? run.running?.tascs[tasc] : undefined,
    last: run.last?.plan === run.plan ? run.last?.tascs[tasc] : undefined,
  };
}
