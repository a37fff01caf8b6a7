import { Text } from 'ink';
import { useSyncExternalStore } from 'react';
import { encode } from '../present/screen/sgr.js';
import type { Store } from './store.js';
import { composeFrame } from './views/frame.js';

/** Where the composed frame is handed over, see `Screen`. */
export interface FrameSink {
  frame: string;
  /** Counts the frames. */
  number: number;
}

/**
 * The application as React and Ink see it. Ink decides when to draw and is told the number of the frame; the frame
 * itself is composed of lines that are measured already and goes past Ink's grid of cells, which costs tens of
 * milliseconds a frame on a large terminal.
 */
export function App({ store, sink }: { readonly store: Store; readonly sink: FrameSink }) {
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  sink.frame = composeFrame(state)
    .map((line) => encode(line, state.color))
    .join('\n');
  sink.number += 1;
  return <Text>{String(sink.number)}</Text>;
}
