import type { Result } from '../../model/result.js';
import { openContext } from '../../operations/openContext.js';
import type { Context, Person } from '../../operations/verb.js';
import type { Event } from '../state/event.js';
import type { Analyst } from './analyst.js';
import type { Watch } from './watcher.js';

/** What effects need of the program around them. */
export interface Host {
  dispatch(event: Event): void;
  quit(): void;
  /** Give the terminal back, do something with it, and take it again. */
  withTerminal<T>(action: () => Promise<T>): Promise<T>;
  suspend(): void;
  redraw(): void;
  /** Ends when the first frame is on the screen. */
  painted(): Promise<void>;
  columns(): number;
  readonly color: boolean;
  readonly analyst: Analyst;
  readonly watch: Watch;
  /** How long a question is shown before a key answers it, in milliseconds. */
  readonly armingTime: number;
  /** Where to start looking for documents; undefined is the working directory. */
  readonly root: string | undefined;
}

/** What an operation runs in. */
export function contextOf(
  { root }: Pick<Host, 'root'>,
  more: {
    readonly needs?: 'workspace' | 'nothing';
    readonly dryRun?: boolean;
    readonly person?: Person | null;
  } = {},
): Promise<Result<Context>> {
  const readInput = async () => '';
  return openContext({ needs: 'workspace', dryRun: false, person: null, ...more, root, readInput });
}

/** Say that something failed that should not be able to. */
export function report({ dispatch }: Pick<Host, 'dispatch'>, what: string, error: unknown): void {
  const said = error instanceof Error ? error.message : String(error);
  const message = `${what} failed unexpectedly: ${said}`;
  dispatch({ kind: 'failed', verb: what, problem: { code: 'io', message } });
}
