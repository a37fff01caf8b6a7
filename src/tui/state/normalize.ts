import { boardColumns, cardName, cardPosition, firstCard, focusedColumn } from './board/boardCards.js';
import { documentRows, selectedRow } from './documents/documentRows.js';
import { documentPage } from './documents/page.js';
import type { Effect, Transition } from './event.js';
import { focusedDocument } from './focused.js';
import { graphRows } from './graph/graphRows.js';
import { clamp, offsetFor } from './lists.js';
import { problemListRows, problemRows } from './problems/problemRows.js';
import { bodyRows, documentById, documentByPath, openPlans } from './selectors.js';
import type { State } from './state.js';

/**
 * Bring the parts of a state that depend on each other in line: what is selected exists and can be seen, the
 * document beside the list is the selected one, the output is that of the selected tasc.
 */
export function normalize(before: State, state: State, effects: readonly Effect[]): Transition {
  let next = clampLists(state);
  const more: Effect[] = [];
  const opened = effects.findLast((one) => one.kind === 'open');
  let requested = opened?.path ?? next.requested;
  const shown = besideView(next);
  if (shown !== null && shown !== requested) {
    more.push({ kind: 'open', path: shown });
    requested = shown;
  }
  if (requested !== next.requested) next = { ...next, requested };
  if (next.view === 'run' && next.run.shown) {
    const hash = next.run.shown.tascs[next.run.selected]?.proof ?? null;
    if (hash !== null && hash !== next.run.output?.hash && hash !== proofSelected(before))
      more.push({ kind: 'output', hash });
  }
  if (next.view === 'run' && next.run.plan === null) next = withSomePlan(next, more);
  if (next.view === 'graph' && next.graph.root === null) {
    const root = next.open?.path ?? next.data.documents[0]?.path ?? null;
    next = { ...next, graph: { ...next.graph, root } };
  }
  return { state: next, effects: [...effects, ...more] };
}

/** The document that the view shows beside its list; null where the view does not say. */
function besideView(state: State): string | null {
  if (state.view === 'documents' && state.documents.focus === 'list')
    return focusedDocument(state)?.path ?? null;
  if (state.view !== 'problems') return null;
  const row = problemRows(state)[state.problems.selected];
  return row?.kind === 'finding' ? row.finding.path : null;
}

function proofSelected({ view, run }: State): string | null {
  return view === 'run' ? (run.shown?.tascs[run.selected]?.proof ?? null) : null;
}

/** How many plans are looked into for one with something to run. */
const mostGuesses = 20;

/** The plan that is worked on, else the last one, when none was chosen. */
function withSomePlan(state: State, effects: Effect[]): State {
  const plans = openPlans(state);
  const claimed = new Map(state.data.types.map((type) => [type.name, type.claimed]));
  const rank = ({ type, status, closed }: (typeof plans)[number]) =>
    status === claimed.get(type ?? '') ? 0 : closed ? 2 : 1;
  const ids = [0, 1, 2].flatMap((wantedRank) =>
    plans
      .filter((one) => rank(one) === wantedRank)
      .reverse()
      .flatMap(({ id }) => id ?? []),
  );
  const [first, ...rest] = ids.slice(0, mostGuesses);
  if (first === undefined) return state;
  effects.push({ kind: 'plan', id: first });
  // Where none has anything to run it is the first after all.
  const guesses = rest.length > 0 ? [...rest, first] : [];
  return { ...state, run: { ...state.run, plan: first, guesses } };
}

/** After the files changed: the cursor stays on its card, finding and link, wherever they are now. */
export function keepSelection(before: State, after: State): State {
  const column = focusedColumn(before);
  const cards: Record<string, number> = { ...after.board.cards };
  for (const own of boardColumns(before)) {
    const card = own.cards[cardPosition(before, own)];
    const now = boardColumns(after).find(({ name }) => name === own.name);
    const at = card && now ? now.cards.findIndex((one) => cardName(one) === cardName(card)) : -1;
    // Where the position was set ahead of a move, it is where the moved card will be.
    const isAhead = (before.board.cards[own.name] ?? 0) >= own.cards.length;
    if (at >= 0 && !isAhead) cards[own.name] = at;
  }
  const columnAt = boardColumns(after).findIndex(({ name }) => name === column?.name);
  const board = { ...after.board, cards, column: columnAt < 0 ? after.board.column : columnAt };
  const problem = problemRows(before)[before.problems.selected];
  const rows = problemRows(after);
  const isSame = (row: (typeof rows)[number]) =>
    row.kind === 'finding' &&
    problem?.kind === 'finding' &&
    row.finding.path === problem.finding.path &&
    row.finding.rule === problem.finding.rule &&
    row.finding.message === problem.finding.message;
  const found = problem?.kind === 'finding' ? rows.findIndex(isSame) : -1;
  const { root } = after.graph;
  const node = before.view === 'graph' ? graphRows(before)[before.graph.selected]?.key : undefined;
  const graphAt = node === undefined ? -1 : graphRows(after).findIndex(({ key }) => key === node);
  return {
    ...after,
    documents: { ...after.documents, selected: selectedAfter(before, after) },
    marked: markedAfter(before, after),
    board,
    problems: found < 0 ? after.problems : { ...after.problems, selected: found },
    graph: {
      ...after.graph,
      root: root === null ? null : (pathAfter(before, after, root) ?? root),
      ...(graphAt < 0 ? {} : { selected: graphAt }),
    },
  };
}

/** What is marked stays marked under its new path; what is gone is not marked any more. */
function markedAfter(before: State, after: State): State['marked'] {
  if (after.marked.size === 0) return after.marked;
  const cards = new Set(
    boardColumns(after).flatMap((one) => one.cards.map((card) => `card:${cardName(card)}`)),
  );
  return new Set(
    [...after.marked].flatMap((path) =>
      path.startsWith('card:') ? (cards.has(path) ? path : []) : (pathAfter(before, after, path) ?? []),
    ),
  );
}

/** Where a document is now: at its path, else where its id is; null when it is gone. */
export function pathAfter(before: State, after: State, path: string): string | null {
  if (documentByPath(after.data, path)) return path;
  const id = documentByPath(before.data, path)?.id;
  return id ? (documentById(after.data, id)?.path ?? null) : null;
}

/** The document that was selected, also under another path; where it is gone, the one in its place. */
function selectedAfter(before: State, after: State): string | null {
  const { selected } = before.documents;
  if (selected === null) return null;
  const now = pathAfter(before, after, selected);
  if (now !== null) return now;
  const at = Math.max(0, selectedRow(before));
  const rows = documentRows(after);
  const next = rows.slice(at).find(({ kind }) => kind === 'item');
  const row = next ?? rows.slice(0, at).findLast(({ kind }) => kind === 'item');
  return row?.kind === 'item' ? row.item.path : null;
}

function clampLists(state: State): State {
  const height = bodyRows(state);
  switch (state.view) {
    case 'documents': {
      const rows = documentRows(state);
      const at = selectedRow(state);
      const row = rows[at];
      const selected = row?.kind === 'item' ? row.item.path : null;
      const offset = offsetFor(state.documents.offset, at, rows.length, height - listHead(state));
      const page = documentPage(state);
      const scroll = clamp(state.documents.scroll, 0, (page?.lines.length ?? 1) - height);
      const link = Math.min(state.documents.link, (page?.links.length ?? 0) - 1);
      const same =
        state.documents.offset === offset &&
        state.documents.selected === selected &&
        state.documents.scroll === scroll &&
        state.documents.link === link;
      return same ? state : { ...state, documents: { ...state.documents, offset, selected, scroll, link } };
    }
    case 'board': {
      const columns = boardColumns(state);
      const at = clamp(state.board.column, 0, columns.length - 1);
      const column = columns[at];
      if (!column) return state;
      const first = firstCard(state, column);
      if (at === state.board.column && first === (state.board.offsets[column.name] ?? 0)) return state;
      const offsets = { ...state.board.offsets, [column.name]: first };
      return { ...state, board: { ...state.board, column: at, offsets } };
    }
    case 'problems': {
      const rows = problemRows(state);
      const at = clamp(state.problems.selected, 0, rows.length - 1);
      const selected = rows[at]?.kind === 'group' ? Math.min(at + 1, rows.length - 1) : at;
      const offset = offsetFor(state.problems.offset, selected, rows.length, problemListRows(state));
      return { ...state, problems: { ...state.problems, selected, offset } };
    }
    case 'graph': {
      const rows = graphRows(state);
      const selected = clamp(state.graph.selected, 0, rows.length - 1);
      const offset = offsetFor(state.graph.offset, selected, rows.length, height - 1);
      return { ...state, graph: { ...state.graph, selected, offset } };
    }
    case 'run': {
      const count = state.run.shown?.tascs.length ?? 0;
      const selected = clamp(state.run.selected, 0, count - 1);
      const history = clamp(state.run.history, 0, (state.run.shown?.runs.length ?? 1) - 1);
      return { ...state, run: { ...state.run, selected, history } };
    }
  }
}

/** Rows above the list: the filter, where there is one. */
export function listHead({ documents }: State): number {
  return documents.filtering || documents.filter !== '' ? 1 : 0;
}
