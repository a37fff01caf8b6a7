import type { Finding } from '../../model/finding.js';
import type { Relations } from '../../model/links/relations.js';
import type { DocumentSummary } from '../../operations/documents/documentSummary.js';
import type { FirstPlace } from '../../operations/live/firstPlace.js';
import type { LinkTable } from '../../operations/live/linkTable.js';
import type { PlanView } from '../../operations/live/planView.js';
import type { LiveType } from '../../operations/live/readLive.js';
import type { VerbName } from '../../operations/registry.js';
import type { ShownBoard } from '../../operations/verbs/board/show.js';
import type { Key } from '../terminal/keys.js';
import type { Overlay } from './overlays/overlay.js';

export type ViewName = 'documents' | 'board' | 'run' | 'problems' | 'graph';
export const viewNames: readonly ViewName[] = ['documents', 'board', 'run', 'problems', 'graph'];

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What the files say right now. Replaced as a whole; what is in it is never changed. */
export interface Data {
  /** Name of the repository's folder. */
  readonly repository: string;
  readonly branch: string | null;
  /** Name of the documents' folder. */
  readonly folder: string;
  readonly documents: readonly DocumentSummary[];
  readonly board: ShownBoard | null;
  /** Why the board is missing. */
  readonly boardProblem: string | null;
  /** Null until they were judged for the first time. */
  readonly findings: readonly Finding[] | null;
  /** Every link between documents; null until they were read. */
  readonly links: LinkTable | null;
  readonly types: readonly LiveType[];
  readonly relations: Relations;
  /** Why the documents cannot be read. */
  readonly problem: string | null;
  /** The day, `2026-01-31`, by which ages are counted. */
  readonly today: string;
  /** Whether there is a folder of documents at all. */
  readonly exists: boolean;
  /** Where the first ones would be made; null where there are some. */
  readonly place: FirstPlace | null;
}

/** A document's text, or why it cannot be read. */
export interface OpenDocument {
  readonly path: string;
  readonly text: string;
  readonly problem: string | null;
}

/** For a word of the filter the paths whose text has it; what the full-text search found last. */
export type InText = ReadonlyMap<string, ReadonlySet<string>>;

export type SortKey = 'type' | 'status' | 'date' | 'title' | 'column';
export const sortKeys: readonly SortKey[] = ['type', 'status', 'date', 'title', 'column'];

export interface DocumentsState {
  /** Path of the selected document. */
  readonly selected: string | null;
  readonly offset: number;
  readonly sort: SortKey;
  /** Whether headings separate the groups of the sort key. */
  readonly grouped: boolean;
  readonly filter: string;
  /** Offset in the filter where is typed. */
  readonly cursor: number;
  /** Whether the filter is being typed. */
  readonly filtering: boolean;
  readonly inText: InText;
  readonly showsArchived: boolean;
  readonly focus: 'list' | 'document';
  /** The view that the document was opened from, to come back to. */
  readonly cameFrom: ViewName | null;
  /** First visible line of the document. */
  readonly scroll: number;
  /** Which of the document's links is walked to; -1 is none. */
  readonly link: number;
  readonly back: readonly string[];
  readonly forward: readonly string[];
  /** Where each document was left that back and forward may come to again. */
  readonly viewports: ReadonlyMap<string, Viewport>;
}

/** How far a document is read. */
export interface Viewport {
  readonly scroll: number;
  readonly link: number;
}

export interface BoardState {
  readonly column: number;
  /** Position of the selected card in each column, by its name. */
  readonly cards: Readonly<Record<string, number>>;
  readonly offsets: Readonly<Record<string, number>>;
  /** The focus before a move, for when the move is refused. */
  readonly before: { readonly column: number; readonly cards: Readonly<Record<string, number>> } | null;
  readonly full: boolean;
}

export interface ProblemsState {
  readonly selected: number;
  readonly offset: number;
  readonly by: 'file' | 'rule';
}

export interface GraphState {
  readonly root: string | null;
  /** Roots before this one, the last at the end. */
  readonly roots: readonly string[];
  readonly depth: number;
  readonly selected: number;
  readonly offset: number;
  /** Keys of nodes that are closed. */
  readonly closed: ReadonlySet<string>;
}

/** The state of a tasc during a run. */
export interface LiveTasc {
  readonly state: 'waits' | 'skipped' | 'runs' | 'passed' | 'failed' | 'stopped' | 'blocked' | 'asks';
  readonly attempt: number;
  /** Milliseconds of the clock when it started. */
  readonly started: number | null;
  readonly milliseconds: number | null;
  /** The end of what it printed. */
  readonly lines: readonly string[];
  /** How many lines were let go before them. */
  readonly dropped: number;
  readonly why: string;
}

export interface Running {
  readonly plan: string;
  readonly tascs: Readonly<Record<string, LiveTasc>>;
  /** Hashes of the proofs that there were when it began. */
  readonly before: Readonly<Record<string, string | null>>;
  readonly baseline: boolean;
  readonly stopping: boolean;
}

export interface RunState {
  /** Id of the plan that is shown. */
  readonly plan: string | null;
  /** Where nobody chose the plan: the ids that come next, should it have nothing to run. */
  readonly guesses: readonly string[];
  /** The plan as file and ledger say. */
  readonly shown: PlanView | null;
  readonly problem: string | null;
  readonly selected: number;
  readonly offset: number;
  /** First line of the output that is shown; null follows the end. */
  readonly scroll: number | null;
  /** Whether the selection goes with what runs. */
  readonly follows: boolean;
  readonly focus: 'tascs' | 'history';
  readonly history: number;
  readonly running: Running | null;
  /** How the last run ended, until the next one. */
  readonly last: Running | null;
  /** The clock, in milliseconds, moved by ticks while something runs. */
  readonly now: number;
  /** Output of the selected tasc's proof, as kept. */
  readonly output: { readonly hash: string; readonly text: string; readonly isCut: boolean } | null;
}

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly text: string;
  /** What the person may do about it. */
  readonly hint: string | null;
  /** Whether it warns of leaving: the next `quit` leaves. */
  readonly warnsOfLeaving?: boolean;
}

export interface State {
  readonly size: Size;
  readonly data: Data;
  readonly view: ViewName;
  readonly documents: DocumentsState;
  readonly board: BoardState;
  readonly problems: ProblemsState;
  readonly graph: GraphState;
  readonly run: RunState;
  /** Paths (of documents and cards) that are marked for the next action. */
  readonly marked: ReadonlySet<string>;
  readonly open: OpenDocument | null;
  /** Path of the document that was asked for last: another one that comes late is not shown. */
  readonly requested: string | null;
  readonly overlays: readonly Overlay[];
  readonly toast: Toast | null;
  readonly toasts: number;
  /** A verb that is running. */
  readonly busy: string | null;
  /** Whether a form is on its way: what is typed meanwhile is meant for it. */
  readonly opening: boolean;
  /** What is being made, for when it cannot be: its title is not lost. */
  readonly creating: Overlay | null;
  /** Keys that were pressed while a change was under way; they follow when it is done. */
  readonly queued: readonly Key[];
  /** Whether documents were ever there: a folder that vanished is another matter than a first evening. */
  readonly hadDocuments: boolean;
  /** Line of the source to scroll to when that document is there. */
  readonly pendingLine: { readonly path: string; readonly line: number } | null;
  /** Where to go in a document when it is there: as it was left, or at a heading. */
  readonly pendingViewport: (Viewport & { readonly path: string; readonly anchor: string | null }) | null;
  readonly color: boolean;
  readonly verbs: readonly VerbChoice[];
}

/** A verb as the palette lists it. */
export interface VerbChoice {
  readonly name: VerbName;
  readonly summary: string;
  readonly writes: boolean;
}
