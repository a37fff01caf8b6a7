import type { VerbName } from '../../../operations/registry.js';
import type { Parameter } from '../../../operations/verb.js';
import type { Line } from '../../../present/screen/line.js';
import type { Typed } from './text.js';

/** What lies over a view and takes the keys. The last one is on top. */
export type Overlay =
  | { readonly kind: 'help'; readonly offset: number }
  | { readonly kind: 'palette'; readonly typed: Typed; readonly selected: number }
  | { readonly kind: 'switcher'; readonly typed: Typed; readonly selected: number }
  | { readonly kind: 'create'; readonly typed: Typed; readonly type: string; readonly column: string | null }
  | {
      readonly kind: 'choice';
      readonly title: string;
      readonly choices: readonly Choice[];
      readonly typed: Typed;
      readonly selected: number;
      readonly purpose: Purpose;
    }
  | {
      readonly kind: 'prompt';
      readonly title: string;
      readonly typed: Typed;
      readonly purpose: Purpose;
      readonly optional: boolean;
    }
  | { readonly kind: 'form'; readonly form: Form }
  | {
      readonly kind: 'question';
      readonly question: Question;
      /** False for a moment, so that a key typed ahead does not answer. */
      readonly armed: boolean;
      readonly typed: Typed;
      readonly selected: number;
      readonly offset: number;
    }
  | {
      readonly kind: 'pages';
      readonly title: string;
      readonly lines: readonly Line[];
      readonly offset: number;
      /** What `y` does with what is shown. */
      readonly accept: { readonly label: string; readonly run: VerbCall } | null;
    };

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What becomes of an answer. */
export type Purpose =
  | { readonly kind: 'status'; readonly documents: readonly string[] }
  | { readonly kind: 'move'; readonly cards: readonly string[] }
  | { readonly kind: 'link-to'; readonly from: string }
  | { readonly kind: 'relation'; readonly from: string; readonly to: string }
  | { readonly kind: 'approve'; readonly subject: string }
  | { readonly kind: 'reject'; readonly subject: string }
  | { readonly kind: 'plan' }
  /** A card: how many of its name come before it, and its name. */
  | { readonly kind: 'card' };

/** A call of one of the verbs, as plain data. */
export interface VerbCall {
  readonly verb: VerbName;
  readonly input: Readonly<Record<string, unknown>>;
  readonly dryRun?: boolean;
}

export interface Form {
  readonly verb: VerbName;
  readonly summary: string;
  readonly writes: boolean;
  readonly fields: readonly FormField[];
  readonly focus: number;
  /** Why it could not be carried out, until a key is pressed. */
  readonly problem: string | null;
  /** What the person may do about it. */
  readonly hint: string | null;
  /** Which suggestion of the focused field the next Tab takes. */
  readonly suggestion: number;
}

export interface FormField {
  readonly name: string;
  /** As the command line calls it: `<id>`, `--status`. */
  readonly label: string;
  readonly parameter: Parameter;
  readonly typed: Typed;
  readonly on: boolean;
}

/** What a verb asks while it runs. */
export interface Question {
  readonly kind: 'ask' | 'confirm' | 'choose';
  readonly text: string;
  readonly initial: string;
  readonly choices: readonly string[];
}
