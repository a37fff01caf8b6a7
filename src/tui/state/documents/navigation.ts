import { type Transition, transition } from '../event.js';
import { focusedDocument } from '../focused.js';
import { bodyRows } from '../selectors.js';
import type { DocumentsState, State } from '../state.js';
import { documentPage, type PageLink } from './page.js';

/** Scroll so that a line of the source is near the top; only of the document that is open already. */
export function scrollToSource(state: State, line: number): State {
  const page = documentPage(state);
  const at = page?.sourceLines.findIndex((source) => source >= line) ?? -1;
  return at < 0 ? state : { ...state, documents: { ...state.documents, scroll: Math.max(0, at - 3) } };
}

/** At a heading of the open document, or where it was left. */
export function restoreViewport(
  state: State,
  { scroll, link, anchor }: NonNullable<State['pendingViewport']>,
): State {
  const heading = anchor === null ? null : documentPage(state)?.headings.find((one) => one.anchor === anchor);
  return { ...state, documents: { ...state.documents, scroll: heading?.line ?? scroll, link } };
}

function savedViewports({ open, documents }: State): DocumentsState['viewports'] {
  if (!open || documents.focus !== 'document') return documents.viewports;
  const { scroll, link } = documents;
  return new Map(documents.viewports).set(open.path, { scroll, link });
}

/** Read a document; where we came from is one step back. */
export function visit(state: State, path: string): Transition {
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
      viewports: savedViewports(state),
    },
  };
  return state.open?.path === path && state.requested === path
    ? transition(next)
    : transition(next, { kind: 'open', path });
}

export function readFocused(state: State): Transition {
  const document = focusedDocument(state);
  return document ? visit(state, document.path) : transition(state);
}

/** Read a document, or a file that may not be one, with a line of its source near the top. */
export function openAtLine(state: State, path: string, line: number): Transition {
  const visited = visit(state, path);
  const isOpen = visited.state.open?.path === path;
  const next = isOpen
    ? scrollToSource(visited.state, line)
    : { ...visited.state, pendingLine: { path, line } };
  return { ...visited, state: next };
}

export function focusedLink(state: State): PageLink | undefined {
  return documentPage(state)?.links[state.documents.link];
}

export function followLink(state: State): Transition {
  const link = focusedLink(state);
  if (!link?.path) return transition(state);
  if (link.path === state.open?.path) {
    const page = documentPage(state);
    const heading = page?.headings.find(({ anchor }) => anchor === link.fragment);
    return heading
      ? transition({ ...state, documents: { ...state.documents, scroll: heading.line } })
      : transition(state);
  }
  const visited = visit(state, link.path);
  const pendingViewport = { path: link.path, scroll: 0, link: -1, anchor: link.fragment };
  return { ...visited, state: { ...visited.state, pendingViewport } };
}

/** Back or forward through the documents that were read. */
export function travel(state: State, direction: 'back' | 'forward'): Transition {
  const { documents } = state;
  const from = documents[direction];
  const path = from.at(-1);
  const here = state.open?.path;
  if (!path || !here) return transition(state);
  const other = direction === 'back' ? 'forward' : 'back';
  const left = documents.viewports.get(path);
  return transition(
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
        viewports: savedViewports(state),
      },
      pendingViewport: left ? { path, ...left, anchor: null } : null,
    },
    { kind: 'open', path },
  );
}

/** The links that Tab walks to, as indexes. */
export function walkedLinks(state: State): number[] {
  return (documentPage(state)?.links ?? []).flatMap(({ isHere }, at) => (isHere ? [] : [at]));
}

/** The next link of the document, scrolled into view. */
export function walkLinks(state: State, direction: 1 | -1): Transition {
  const page = documentPage(state);
  const walked = walkedLinks(state);
  if (!page || walked.length === 0) return transition(state);
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
  return transition({ ...state, documents: { ...documents, link, scroll } });
}
