import type { Finding } from '../../model/finding.js';
import type { Problem } from '../../model/result.js';
import type { PlanView } from '../../operations/live/planView.js';
import type { RunnerEvent } from '../../operations/verb.js';
import type { Line } from '../../present/screen/line.js';
import type { Key } from '../terminal/keys.js';
import type { FormField, Question, VerbCall } from './overlays/overlay.js';
import type { Data, InText, OpenDocument, Size, State, Toast, VerbChoice } from './state.js';

/** The end of what a tasc has printed so far. */
export interface Printed {
  readonly tasc: string;
  readonly lines: readonly string[];
  /** How many lines are no longer among them. */
  readonly dropped: number;
}

/** Everything that can happen to the application. */
export type Event =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'resize'; readonly size: Size }
  /** The files changed, or were read for the first time. */
  | { readonly kind: 'data'; readonly data: Partial<Data> }
  | { readonly kind: 'opened'; readonly document: OpenDocument }
  | { readonly kind: 'searched'; readonly filter: string; readonly inText: InText }
  | {
      readonly kind: 'plan';
      readonly id: string;
      readonly plan: PlanView | null;
      readonly problem: string | null;
    }
  | { readonly kind: 'runner'; readonly plan: string; readonly event: RunnerEvent; readonly now: number }
  | { readonly kind: 'printed'; readonly plan: string; readonly printed: Printed }
  | { readonly kind: 'run-ended'; readonly plan: string }
  | {
      readonly kind: 'output';
      readonly hash: string;
      readonly text: string;
      /** Whether it is only the end of what was printed. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'tick'; readonly now: number }
  | {
      readonly kind: 'described';
      readonly form: {
        readonly verb: VerbCall['verb'];
        readonly summary: string;
        readonly writes: boolean;
        readonly fields: readonly FormField[];
      };
    }
  | { readonly kind: 'question'; readonly question: Question }
  /** A question was there long enough to be read before it is answered. */
  | { readonly kind: 'armed' }
  | {
      readonly kind: 'done';
      readonly verb: string;
      readonly message: string;
      readonly hint: string | null;
      readonly select: string | null;
      readonly changed: boolean;
    }
  | {
      readonly kind: 'shown';
      readonly verb: string;
      readonly title: string;
      readonly lines: readonly Line[];
      readonly accept: VerbCall | null;
    }
  | { readonly kind: 'failed'; readonly verb: string; readonly problem: Problem }
  | { readonly kind: 'verbs'; readonly verbs: readonly VerbChoice[] }
  | { readonly kind: 'expired'; readonly toast: number };

/** What shall be done outside of the state. Plain data: effects are tested by looking at them. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'arm' }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'search'; readonly filter: string; readonly words: readonly string[] }
  | { readonly kind: 'plan'; readonly id: string }
  | { readonly kind: 'run'; readonly plan: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'stop' }
  | { readonly kind: 'output'; readonly hash: string }
  | {
      readonly kind: 'describe';
      readonly verb: VerbCall['verb'];
      readonly prefill: Readonly<Record<string, string>>;
    }
  /** Carry verbs out one after the other, until one fails. */
  | { readonly kind: 'verbs'; readonly calls: readonly VerbCall[]; readonly show: 'toast' | 'result' }
  /** `line`: where to begin, counted from 1. */
  | { readonly kind: 'edit'; readonly path: string; readonly line: number | null }
  | { readonly kind: 'fix'; readonly finding: Finding }
  | { readonly kind: 'fix-all' }
  | { readonly kind: 'answer'; readonly value: string | boolean | null }
  | { readonly kind: 'expire'; readonly toast: number };

export interface Transition {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function transition(state: State, ...effects: readonly Effect[]): Transition {
  return { state, effects };
}

/** Call verbs one after the other; what they did is told in a toast. */
export function callVerbs(state: State, ...calls: readonly VerbCall[]): Transition {
  return transition({ ...state, busy: calls[0]?.verb ?? null }, { kind: 'verbs', calls, show: 'toast' });
}

/** Tell a person something for a few seconds. */
export function withToast(
  state: State,
  kind: Toast['kind'],
  text: string,
  hint: string | null = null,
): Transition {
  const id = state.toasts + 1;
  return transition({ ...state, toasts: id, toast: { id, kind, text, hint } }, { kind: 'expire', toast: id });
}
