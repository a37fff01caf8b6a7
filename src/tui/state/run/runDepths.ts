import type { ViewedTasc } from '../../../operations/live/planView.js';
import { memo } from '../memo.js';

/** How many tascs stand before each one on its longest way, by id. `tascs`: in the order of their run. */
export const runDepths = memo((tascs: readonly ViewedTasc[]): ReadonlyMap<string, number> => {
  const depths = new Map<string, number>();
  for (const { id, needs } of tascs)
    depths.set(id, Math.max(0, ...needs.map((one) => (depths.get(one) ?? -1) + 1)));
  return depths;
});
