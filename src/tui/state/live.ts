import type { ViewedTasc } from '../../operations/live/planView.js';
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

/** Why a tasc stands as it does: in the run that goes on, else by a person, in the last run, or by its proof. */
export function whyOf(tasc: ViewedTasc, { now, last }: ReturnType<typeof liveOf>): string {
  if (now) return now.state === 'asks' && tasc.waiting?.rejected == null ? '' : now.why;
  if (tasc.waiting?.rejected != null) return tasc.why;
  if (last?.state === 'asks') return '';
  return last?.why || tasc.why;
}
