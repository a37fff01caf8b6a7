import type { Binding } from './binding.js';
import { cardName, focusedCard, focusedColumn } from './board/boardCards.js';
import { callVerbs, type Transition, transition } from './event.js';
import { focusedDocument, focusedLine, focusedPath, noDocument, noTargets, targets } from './focused.js';
import { motion } from './motion.js';
import { typed } from './overlays/text.js';
import { shownRun } from './run/runTransitions.js';
import { documentByPath, isPlan } from './selectors.js';
import type { State } from './state.js';

/** What a person does with documents, in every pane that shows some. */
// biome-ignore format: a row a binding where it fits
export const actionKeys: readonly Binding[] = [
  {
    keys: ['space'],
    panes: ['list', 'board'],
    help: 'mark for the next action',
    hint: 'mark',
    disabled: (state) => (markedPath(state) === null ? noDocument(state) : null),
    run: toggleMark,
  },
  {
    keys: ['n'],
    panes: ['list', 'document', 'board', 'graph', 'run'],
    help: 'new document (on the board: in this column)',
    hint: 'new',
    waits: 'always',
    run: newDocument,
  },
  {
    keys: ['e'],
    help: 'open in $VISUAL or $EDITOR',
    hint: 'edit',
    waits: 'always',
    disabled: (state) => (focusedPath(state) === null ? noDocument(state) : null),
    run(state) {
      const path = focusedPath(state);
      if (path === null) return transition(state);
      return transition({ ...state, busy: 'edit' }, { kind: 'edit', path, line: focusedLine(state) });
    },
  },
  {
    keys: ['s'],
    help: 'set the status',
    hint: 'status',
    waits: 'always',
    disabled: (state) =>
      noTargets(state) ?? (commonStatuses(state).length > 0 ? null : ['these have no status in common']),
    run: chooseStatus,
  },
  { keys: ['&'], help: 'link with another document', waits: 'always', disabled: noDocument, run: linkDocument },
  { keys: ['l'], panes: ['list', 'problems'], help: 'link with another document', waits: 'always', disabled: noDocument, run: linkDocument },
  {
    keys: ['x'],
    panes: ['list'],
    help: 'archive the document with its card, or bring it back',
    waits: 'always',
    disabled: noTargets,
    run(state) {
      const documents = targets(state);
      const isArchived = focusedDocument(state)?.archived === true;
      const input = isArchived ? { documents } : { documents, closed: false, type: [] };
      return callVerbs(
        { ...state, marked: new Set() },
        { verb: isArchived ? 'unarchive' : 'archive', input },
      );
    },
  },
  {
    keys: ['c'],
    panes: ['board', 'list'],
    help: 'claim the task',
    waits: 'always',
    disabled: noTargets,
    run: (state) =>
      callVerbs(
        { ...state, marked: new Set() },
        ...targets(state).map((task) => ({ verb: 'board claim', input: { task, force: false } }) as const),
      ),
  },
  {
    keys: ['r'],
    panes: ['list', 'document', 'board', 'graph'],
    help: 'show and run the plan',
    disabled(state) {
      const document = focusedDocument(state);
      return document?.id && isPlan(state, document) ? null : ['only plans run', 'select a plan, or press 3'];
    },
    run(state) {
      const id = focusedDocument(state)?.id ?? '';
      return transition({ ...state, view: 'run', run: shownRun(state, id) }, { kind: 'plan', id });
    },
  },
  {
    keys: ['G'],
    panes: ['list', 'document', 'board', 'problems'],
    help: "show the document's graph",
    disabled: noDocument,
    run(state) {
      const root = focusedDocument(state)?.path ?? null;
      const graph = { ...state.graph, root, roots: [], selected: 0, closed: new Set<string>() };
      return transition({ ...state, view: 'graph', graph });
    },
  },
  { keys: ['u'], help: 'undo the last change', hint: 'undo', waits: 'always', run: (state) => callVerbs(state, { verb: 'undo', input: {} }) },
  { keys: ['U'], help: 'redo', waits: 'always', run: (state) => callVerbs(state, { verb: 'redo', input: {} }) },
];

function newDocument(state: State): Transition {
  const column = state.view === 'board' ? (focusedColumn(state)?.name ?? null) : null;
  const current = focusedDocument(state)?.type;
  const names = state.data.types.map(({ name }) => name);
  const { types } = state.data;
  const wanted = { board: types.find(({ card }) => card), run: types.find(({ tascs }) => tascs) };
  const usual = state.view === 'board' || state.view === 'run' ? wanted[state.view]?.name : current;
  const type = usual && names.includes(usual) ? usual : (names[0] ?? '');
  return transition({
    ...state,
    overlays: [...state.overlays, { kind: 'create', typed: typed(), type, column }],
  });
}

/** Statuses that all of the targets may have. */
function commonStatuses(state: State): readonly string[] {
  const first = focusedDocument(state);
  const marked = [...state.marked].flatMap((path) => documentByPath(state.data, path) ?? []);
  const types = new Set((marked.length > 0 ? marked : first ? [first] : []).map(({ type }) => type));
  const [statuses = [], ...others] = state.data.types
    .filter(({ name }) => types.has(name))
    .map((type) => type.statuses);
  return statuses.filter((status) => others.every((own) => own.includes(status)));
}

function chooseStatus(state: State): Transition {
  const documents = targets(state);
  const now = focusedDocument(state)?.status;
  const title =
    documents.length === 1 ? `Status of ${documents[0]}` : `Status of ${documents.length} documents`;
  const statuses = commonStatuses(state);
  const choices = statuses.map((value) => ({ value, label: value === now ? `${value}  (now)` : value }));
  const selected = Math.max(0, statuses.indexOf(now ?? ''));
  const purpose = { kind: 'status', documents } as const;
  return transition({
    ...state,
    overlays: [...state.overlays, { kind: 'choice', title, choices, typed: typed(), selected, purpose }],
  });
}

function linkDocument(state: State): Transition {
  const document = focusedDocument(state);
  if (!document) return transition(state);
  const from = document.id ?? document.path;
  return transition({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: `Link ${from} with`,
        choices: state.data.documents
          .filter(({ path, archived, id }) => path !== document.path && !archived && id !== null)
          .map(({ id, title }) => ({ value: id ?? '', label: `${id}  ${title}` })),
        typed: typed(),
        selected: 0,
        purpose: { kind: 'link-to', from },
      },
    ],
  });
}

/** What the selected row or card is marked by. */
function markedPath(state: State): string | null {
  const path = focusedDocument(state)?.path;
  const card = state.view === 'board' ? focusedCard(state) : null;
  return path ?? (card ? `card:${cardName(card)}` : null);
}

function toggleMark(state: State): Transition {
  const path = markedPath(state);
  const marked = new Set(state.marked);
  if (path !== null && !marked.delete(path)) marked.add(path);
  return motion({ ...state, marked }, 'down');
}
