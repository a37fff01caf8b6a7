import type { Host } from '../../../src/tui/effects/host.js';
import { watchHere } from '../../../src/tui/effects/watcher.js';

/** What effects need around them, without a terminal: nobody analyses, nothing is drawn. */
export function hostWith(more: Partial<Host> & Pick<Host, 'dispatch'>): Host {
  return {
    quit: () => {},
    withTerminal: (action) => action(),
    suspend: () => {},
    redraw: () => {},
    painted: async () => {},
    columns: () => 120,
    color: false,
    analyst: { analyse: async () => null, search: async () => [], end: async () => {} },
    watch: watchHere,
    armingTime: 0,
    root: undefined,
    ...more,
  };
}
