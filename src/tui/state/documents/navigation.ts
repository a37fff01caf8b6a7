import { boardSide } from '../board/boardCommands.js';
import { documentPage, type PageLink } from './page.js';
import { type Step, step } from '../event.js';
import { focusedDocument } from '../focused.js';
import { graphRows } from '../graph/graphRows.js';
import { placeOf } from '../keyMap.js';
import { problemRows } from '../problems/problemRows.js';
import { showRun } from '../run/runHistory.js';
import { bodyRows, documentByPath } from '../selectors.js';
import type { DocumentsState, State } from '../state.js';
import { withToast } from '../toasts.js';

export function enter(state: State): Step {
  switch (placeOf(state)) {
    case 'list': {
      const document = focusedDocument(state);
      return document ? visit(state, document.path) : step(state);
    }
    case 'document': {
      const link = documentPage(state)?.links[state.documents.link];
      return link ? follow(state, link) : step(state);
    }
    case 'board':
    case 'run': {
      if (state.view === 'run' && state.run.focus === 'history') return showRun(state);
      const document = focusedDocument(state);
      if (document) return visit(state, document.path);
      return withToast(state, 'problem', 'this card has no document');
    }
    case 'problems': {
      const row = problemRows(state)[state.problems.selected];
      if (row?.kind !== 'finding') return step(state);
      if (!documentByPath(state.data, row.finding.path))
        return withToast(state, 'problem', `${row.finding.path} is no document`, 'e opens it in the editor');
      const line = row.finding.span?.line ?? 1;
      const visited = visit(state, row.finding.path);
      const isThere = visited.state.open?.path === row.finding.path;
      const { path } = row.finding;
      const next = isThere
        ? scrollToSource(visited.state, line)
        : { ...visited.state, pendingLine: { path, line } };
      return { ...visited, state: next };
    }
    case 'graph': {
      const node = graphRows(state)[state.graph.selected];
      if (!node) return step(state);
      if (node.broken) return withToast(state, 'problem', `nothing is there: ${node.path}`);
      if (!node.path.endsWith('.md')) return withToast(state, 'problem', `${node.path} is no document`);
      return visit(state, node.path);
    }
  }
}

/** Open or close the selected branch of the graph; at its end, the document. */
export function toggleBranch(state: State): Step {
  const node = graphRows(state)[state.graph.selected];
  if (!node?.hasChildren) return enter(state);
  const closed = new Set(state.graph.closed);
  if (node.isClosed) {
    closed.delete(node.key);
    closed.add(`+${node.key}`);
  } else {
    closed.delete(`+${node.key}`);
    closed.add(node.key);
  }
  return step({ ...state, graph: { ...state.graph, closed } });
}

/** Another root of the graph; `[` comes back to the one before. */
export function reroot(state: State): Step {
  const node = graphRows(state)[state.graph.selected];
  const { root, roots } = state.graph;
  if (!node || node.broken || node.path === root) return step(state);
  return step(withRoot(state, node.path, root === null ? roots : [...roots, root].slice(-100)));
}

function withRoot(state: State, root: string, roots: readonly string[]): State {
  return { ...state, graph: { ...state.graph, root, roots, selected: 0, offset: 0, closed: new Set() } };
}

/** Scroll so that a line of the source is near the top; only of the document that is open already. */
export function scrollToSource(state: State, line: number): State {
  const page = documentPage(state);
  const at = page?.sourceLines.findIndex((source) => source >= line) ?? -1;
  return at < 0 ? state : { ...state, documents: { ...state.documents, scroll: Math.max(0, at - 3) } };
}

/** At a heading of the open document, or where it was left. */
export function placed(state: State, { scroll, link, anchor }: NonNullable<State['pendingPlace']>): State {
  const heading = anchor === null ? null : documentPage(state)?.headings.find((one) => one.anchor === anchor);
  return { ...state, documents: { ...state.documents, scroll: heading?.line ?? scroll, link } };
}

function leftPlaces({ open, documents }: State): DocumentsState['places'] {
  if (!open || documents.focus !== 'document') return documents.places;
  const { scroll, link } = documents;
  return new Map(documents.places).set(open.path, { scroll, link });
}

/** Read a document; where we came from is one step back. */
export function visit(state: State, path: string): Step {
  const { documents } = state;
  const from = documents.focus === 'document' ? state.open?.path : null;
  const back = from && from !== path ? [...documents.back, from].slice(-100) : documents.back;
  const next: State = {
    ...state,
    view: 'documents',
    documents: {
      ...documents,
      focus: 'document',
      cameFrom: state.view === 'documents' ? (from ? documents.cameFrom : null) : state.view,
      selected: path,
      back,
      forward: from && from !== path ? [] : documents.forward,
      places: leftPlaces(state),
    },
  };
  return state.open?.path === path && state.wanted === path ? step(next) : step(next, { kind: 'open', path });
}

function follow(state: State, link: PageLink): Step {
  if (link.path === null)
    return withToast(
      state,
      'problem',
      /^[a-z][a-z0-9+.-]*:/i.test(link.target)
        ? `an address: ${link.target}`
        : `nothing is there: ${link.target}`,
    );
  if (link.path === state.open?.path) {
    const page = documentPage(state);
    const heading = page?.headings.find(({ anchor }) => anchor === link.fragment);
    return heading
      ? step({ ...state, documents: { ...state.documents, scroll: heading.line } })
      : step(state);
  }
  if (!link.path.endsWith('.md'))
    return withToast(state, 'problem', `${link.path} is no document`, 'e opens documents only');
  const visited = visit(state, link.path);
  const pendingPlace = { path: link.path, scroll: 0, link: -1, anchor: link.fragment };
  return { ...visited, state: { ...visited.state, pendingPlace } };
}

export function travel(state: State, direction: 'back' | 'forward'): Step {
  const { documents, graph } = state;
  if (state.view === 'graph') {
    const root = direction === 'back' ? graph.roots.at(-1) : undefined;
    return step(root === undefined ? state : withRoot(state, root, graph.roots.slice(0, -1)));
  }
  const from = documents[direction];
  const path = from.at(-1);
  const here = state.open?.path;
  if (!path || !here) return step(state);
  const other = direction === 'back' ? 'forward' : 'back';
  const left = documents.places.get(path);
  return step(
    {
      ...state,
      view: 'documents',
      documents: {
        ...documents,
        focus: 'document',
        selected: path,
        ...(here === path ? (left ?? { scroll: 0, link: -1 }) : {}),
        [direction]: from.slice(0, -1),
        [other]: [...documents[other], here],
        places: leftPlaces(state),
      },
      pendingPlace: left ? { path, ...left, anchor: null } : null,
    },
    { kind: 'open', path },
  );
}

export function leave(state: State): Step {
  if (state.marked.size > 0) return step({ ...state, marked: new Set() });
  const { documents, run } = state;
  if (state.view === 'documents' && documents.focus === 'document') {
    const view = documents.cameFrom ?? 'documents';
    return step({ ...state, view, documents: { ...documents, focus: 'list', cameFrom: null, link: -1 } });
  }
  if (state.view === 'documents' && documents.filter)
    return step({ ...state, documents: { ...documents, filter: '' } });
  if (state.view === 'run' && run.focus === 'history')
    return step({ ...state, run: { ...run, focus: 'tascs' } });
  if (state.view === 'run' && run.scroll !== null) return step({ ...state, run: { ...run, scroll: null } });
  return step({ ...state, toast: null });
}

export function side(state: State, direction: 'left' | 'right'): Step {
  switch (placeOf(state)) {
    case 'board':
      return boardSide(state, direction);
    case 'document':
      return direction === 'left' ? leave(state) : step(state);
    case 'list':
      return direction === 'right' ? enter(state) : step(state);
    case 'graph': {
      const rows = graphRows(state);
      const node = rows[state.graph.selected];
      if (!node || direction === 'right') return toggleBranch(state);
      if (node.hasChildren && !node.isClosed && node.depth > 0) return toggleBranch(state);
      const parent = rows.slice(0, state.graph.selected).findLastIndex(({ depth }) => depth < node.depth);
      return parent < 0 ? step(state) : step({ ...state, graph: { ...state.graph, selected: parent } });
    }
    case 'run':
      return step({ ...state, run: { ...state.run, focus: direction === 'right' ? 'history' : 'tascs' } });
    case 'problems':
      return step(state);
  }
}

/** The next link of the document, scrolled into view. */
export function walkLinks(state: State, direction: 1 | -1): Step {
  const page = documentPage(state);
  const walked = (page?.links ?? []).flatMap(({ isHere }, at) => (isHere ? [] : [at]));
  if (!page || walked.length === 0) return withToast(state, 'problem', 'this document has no links');
  const { documents } = state;
  const height = bodyRows(state);
  const count = walked.length;
  const now = walked.indexOf(documents.link);
  // The first one that can be seen.
  const visible = walked.findIndex((one) => (page.links[one]?.line ?? 0) >= documents.scroll);
  const first = direction === 1 ? Math.max(0, visible) : count - 1;
  const link = walked[now < 0 ? first : (now + direction + count) % count] ?? 0;
  const line = page.links[link]?.line ?? 0;
  const inView = line >= documents.scroll && line < documents.scroll + height;
  const scroll = inView ? documents.scroll : Math.max(0, line - Math.floor(height / 3));
  return step({ ...state, documents: { ...documents, link, scroll } });
}
