/** How a list moves under the keys. */
export type Motion = 'down' | 'up' | 'page-down' | 'page-up' | 'half-down' | 'half-up' | 'top' | 'bottom';

/** The position after a motion, in a list of `count` of which `height` are visible. */
export function moveBy(at: number, motion: Motion, count: number, height: number): number {
  const page = Math.max(1, height - 1);
  const half = Math.max(1, Math.floor(height / 2));
  const to = {
    down: at + 1,
    up: at - 1,
    'page-down': at + page,
    'page-up': at - page,
    'half-down': at + half,
    'half-up': at - half,
    top: 0,
    bottom: count - 1,
  }[motion];
  return clamp(to, 0, count - 1);
}

/** The first visible row so that the selected one can be seen, moved no more than necessary. */
export function offsetFor(offset: number, selected: number, count: number, height: number): number {
  const margin = height > 8 ? 2 : 0;
  let first = Math.min(offset, Math.max(0, count - height));
  if (selected < first + margin) first = selected - margin;
  if (selected > first + height - 1 - margin) first = selected - height + 1 + margin;
  return clamp(first, 0, Math.max(0, count - height));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, Math.max(low, high)));
}
