import { boardMotion, boardSide, moveCard, moveCardTo } from './boardCommands.js';
import { type Effect, type Step, step } from './event.js';
import { type CommandName, placeOf } from './keyMap.js';
import { isMotion, type Motion, moveBy } from './lists.js';
import { documentPage, type PageLink } from './page.js';
import { decideTasc, rerun, runMotion, startRun, stopRun, toggleHistory, verifyPlan } from './running.js';
import {
  bodyRows,
  cardName,
  documentByPath,
  documentRows,
  focusedCard,
  focusedColumn,
  focusedDocument,
  graphRows,
  problemRows,
  selectedRow,
} from './selectors.js';
import { type State, sortKeys, viewNames } from './state.js';
import { markedCards, targets } from './targets.js';
import { typed } from './text.js';
import { withToast } from './toasts.js';

/** Carry out a command of the key map. */
export function runCommand(state: State, command: CommandName): Step {
  if (isMotion(command)) return motion(state, command);
  switch (command) {
    case 'help':
      return step({ ...state, overlays: [...state.overlays, { kind: 'help', offset: 0 }] });
    case 'quit':
      return step(state, { kind: 'quit' });
    case 'suspend':
      return step(state, { kind: 'suspend' });
    case 'redraw':
      return step(state, { kind: 'redraw' });
    case 'palette':
      return step({
        ...state,
        overlays: [...state.overlays, { kind: 'palette', typed: typed(), selected: 0 }],
      });
    case 'switcher':
      return step({
        ...state,
        overlays: [...state.overlays, { kind: 'switcher', typed: typed(), selected: 0 }],
      });
    case 'view-1':
    case 'view-2':
    case 'view-3':
    case 'view-4':
    case 'view-5':
      return step({ ...state, view: viewNames[Number(command.slice(5)) - 1] ?? 'documents' });
    case 'next-view':
    case 'previous-view': {
      const at = viewNames.indexOf(state.view) + (command === 'next-view' ? 1 : -1);
      return step({ ...state, view: viewNames[(at + viewNames.length) % viewNames.length] ?? 'documents' });
    }
    case 'enter':
      return enter(state);
    case 'escape':
      return leave(state);
    case 'left':
    case 'right':
      return side(state, command);
    case 'filter':
      return step({ ...state, documents: { ...state.documents, filtering: true } });
    case 'sort': {
      const sort = sortKeys[(sortKeys.indexOf(state.documents.sort) + 1) % sortKeys.length] ?? 'type';
      return withToast({ ...state, documents: { ...state.documents, sort } }, 'done', `sorted by ${sort}`);
    }
    case 'group':
      if (state.view === 'problems')
        return step({
          ...state,
          problems: { ...state.problems, by: state.problems.by === 'file' ? 'rule' : 'file', selected: 1 },
        });
      return step({ ...state, documents: { ...state.documents, grouped: !state.documents.grouped } });
    case 'archived':
      return step({
        ...state,
        documents: { ...state.documents, showsArchived: !state.documents.showsArchived },
      });
    case 'next-link':
    case 'previous-link':
      return walkLinks(state, command === 'next-link' ? 1 : -1);
    case 'back':
    case 'forward':
      return travel(state, command);
    case 'new':
      return newDocument(state);
    case 'edit': {
      const document = focusedDocument(state);
      return document ? step(state, { kind: 'edit', path: document.path }) : nothing(state);
    }
    case 'status':
      return chooseStatus(state);
    case 'move':
      return moveCardTo(state);
    case 'link':
      return linkDocument(state);
    case 'mark':
      return mark(state);
    case 'tick':
      return onCards(state, (card) => ({ verb: 'board tick', input: { card } }));
    case 'archive':
      return onCards(state, (card) => ({ verb: 'board archive', input: { card, done: false } }));
    case 'claim': {
      const id = focusedDocument(state)?.id;
      if (!id) return nothing(state);
      return verbs(
        { ...state, marked: new Set() },
        { verb: 'board claim', input: { task: id, force: false } },
      );
    }
    case 'full-cards':
      return step({ ...state, board: { ...state.board, full: !state.board.full } });
    case 'move-left':
    case 'move-right':
    case 'move-down':
    case 'move-up':
      return moveCard(state, command);
    case 'undo':
      return verbs(state, { verb: 'undo', input: {} });
    case 'redo':
      return verbs(state, { verb: 'redo', input: {} });
    case 'run':
      return startRun(state);
    case 'stop':
      return stopRun(state);
    case 'force':
    case 'rerun-failed':
    case 'baseline':
      return rerun(state, command);
    case 'approve':
    case 'reject':
      return decideTasc(state, command);
    case 'verify':
      return verifyPlan(state);
    case 'history':
      return toggleHistory(state);
    case 'choose-plan':
      return choosePlan(state);
    case 'show-graph': {
      const document = focusedDocument(state);
      if (!document) return nothing(state);
      return step({
        ...state,
        view: 'graph',
        graph: { ...state.graph, root: document.path, selected: 0, closed: new Set() },
      });
    }
    case 'fix': {
      const row = problemRows(state)[state.problems.selected];
      if (row?.kind !== 'finding') return nothing(state);
      if (!row.finding.fix)
        return withToast(
          state,
          'problem',
          'this needs a person',
          row.finding.suggestion ?? 'e opens the editor',
        );
      return step({ ...state, busy: 'fix' }, { kind: 'fix', findings: [row.finding], dryRun: false });
    }
    case 'fix-all': {
      const fixable = (state.data.findings ?? []).filter(({ fix }) => fix);
      if (fixable.length === 0)
        return withToast(state, 'problem', 'nothing here can be fixed with certainty');
      return step({ ...state, busy: 'fix' }, { kind: 'fix', findings: fixable, dryRun: true });
    }
    case 'deeper':
    case 'shallower': {
      const depth = Math.max(1, Math.min(8, state.graph.depth + (command === 'deeper' ? 1 : -1)));
      return step({ ...state, graph: { ...state.graph, depth, closed: new Set() } });
    }
    case 'reroot': {
      const node = graphRows(state)[state.graph.selected];
      if (!node || node.broken) return nothing(state);
      return step({
        ...state,
        graph: { ...state.graph, root: node.path, selected: 0, offset: 0, closed: new Set() },
      });
    }
  }
}

export function nothing(state: State): Step {
  return step(state);
}

function verbs(state: State, ...calls: Extract<Effect, { kind: 'verbs' }>['calls'][number][]): Step {
  return step({ ...state, busy: calls[0]?.verb ?? null }, { kind: 'verbs', calls, show: 'toast' });
}

function motion(state: State, command: Motion): Step {
  const height = bodyRows(state);
  switch (state.view) {
    case 'documents': {
      const { documents } = state;
      if (documents.focus === 'document') {
        const count = documentPage(state)?.lines.length ?? 0;
        const last = Math.max(0, count - height);
        const scroll =
          command === 'bottom' ? last : Math.min(last, moveBy(documents.scroll, command, count, height));
        return step({ ...state, documents: { ...documents, scroll } });
      }
      return moveInList(state, command, height);
    }
    case 'board':
      return boardMotion(state, command);
    case 'run':
      return runMotion(state, command);
    case 'problems': {
      const rows = problemRows(state);
      let selected = moveBy(state.problems.selected, command, rows.length, height);
      if (rows[selected]?.kind === 'group') selected += command.includes('up') && selected > 0 ? -1 : 1;
      if (rows[selected]?.kind === 'group') selected += 1;
      return step({ ...state, problems: { ...state.problems, selected } });
    }
    case 'graph': {
      const selected = moveBy(state.graph.selected, command, graphRows(state).length, height);
      return step({ ...state, graph: { ...state.graph, selected } });
    }
  }
}

/** Headings between groups are passed over. */
function moveInList(state: State, command: Motion, height: number): Step {
  const rows = documentRows(state);
  const from = selectedRow(state);
  let at = moveBy(from, command, rows.length, height);
  const direction = at < from || command === 'top' || command === 'up' ? -1 : 1;
  while (rows[at]?.kind === 'group') at += direction;
  if (at < 0) at = rows.findIndex((row) => row.kind === 'item');
  while (at >= rows.length || rows[at]?.kind === 'group') at -= 1;
  const row = rows[at];
  if (row?.kind !== 'item') return step(state);
  return step({ ...state, documents: { ...state.documents, selected: row.item.path } });
}

function enter(state: State): Step {
  switch (placeOf(state)) {
    case 'list': {
      const document = focusedDocument(state);
      return document ? visit(state, document.path) : nothing(state);
    }
    case 'document': {
      const link = documentPage(state)?.links[state.documents.link];
      return link ? follow(state, link) : nothing(state);
    }
    case 'board':
    case 'run': {
      const document = focusedDocument(state);
      if (document) return visit(state, document.path);
      return withToast(state, 'problem', 'this card has no document');
    }
    case 'problems': {
      const row = problemRows(state)[state.problems.selected];
      if (row?.kind !== 'finding' || !documentByPath(state.data, row.finding.path)) return nothing(state);
      const line = row.finding.span?.line ?? 1;
      const visited = visit(state, row.finding.path);
      const isThere = visited.state.open?.path === row.finding.path;
      const next = isThere ? scrollToSource(visited.state, line) : { ...visited.state, pendingLine: line };
      return { ...visited, state: next };
    }
    case 'graph': {
      const node = graphRows(state)[state.graph.selected];
      if (!node?.hasChildren)
        return node && !node.broken && node.depth > 0 ? visit(state, node.path) : nothing(state);
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
  }
}

/** Scroll so that a line of the source is near the top; only of the document that is open already. */
export function scrollToSource(state: State, line: number): State {
  const page = documentPage(state);
  const at = page?.sourceLines.findIndex((source) => source >= line) ?? -1;
  return at < 0 ? state : { ...state, documents: { ...state.documents, scroll: Math.max(0, at - 3) } };
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
      selected: path,
      back,
      forward: from && from !== path ? [] : documents.forward,
      ...(state.open?.path === path ? {} : { scroll: 0, link: -1 }),
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
      : nothing(state);
  }
  if (!link.path.endsWith('.md'))
    return withToast(state, 'problem', `${link.path} is no document`, 'e opens documents only');
  return visit(state, link.path);
}

function travel(state: State, direction: 'back' | 'forward'): Step {
  const { documents } = state;
  const from = documents[direction];
  const path = from.at(-1);
  const here = state.open?.path;
  if (!path || !here) return nothing(state);
  const other = direction === 'back' ? 'forward' : 'back';
  return step(
    {
      ...state,
      view: 'documents',
      documents: {
        ...documents,
        focus: 'document',
        selected: path,
        scroll: 0,
        link: -1,
        [direction]: from.slice(0, -1),
        [other]: [...documents[other], here],
      },
    },
    { kind: 'open', path },
  );
}

function leave(state: State): Step {
  if (state.marked.size > 0) return step({ ...state, marked: new Set() });
  const { documents, run } = state;
  if (state.view === 'documents' && documents.focus === 'document')
    return step({ ...state, documents: { ...documents, focus: 'list', link: -1 } });
  if (state.view === 'documents' && documents.filter)
    return step({ ...state, documents: { ...documents, filter: '' } });
  if (state.view === 'run' && run.focus === 'history')
    return step({ ...state, run: { ...run, focus: 'tascs' } });
  if (state.view === 'run' && run.scroll !== null) return step({ ...state, run: { ...run, scroll: null } });
  return step({ ...state, toast: null });
}

function side(state: State, direction: 'left' | 'right'): Step {
  switch (placeOf(state)) {
    case 'board':
      return boardSide(state, direction);
    case 'document':
      return direction === 'left' ? leave(state) : nothing(state);
    case 'list':
      return direction === 'right' ? enter(state) : nothing(state);
    case 'graph': {
      const rows = graphRows(state);
      const node = rows[state.graph.selected];
      if (!node || direction === 'right') return enter(state);
      if (node.hasChildren && !node.isClosed && node.depth > 0) return enter(state);
      const parent = rows.slice(0, state.graph.selected).findLastIndex(({ depth }) => depth < node.depth);
      return parent < 0 ? nothing(state) : step({ ...state, graph: { ...state.graph, selected: parent } });
    }
    case 'run':
      return step({ ...state, run: { ...state.run, focus: direction === 'right' ? 'history' : 'tascs' } });
    case 'problems':
      return nothing(state);
  }
}

/** The next link of the document, scrolled into view. */
function walkLinks(state: State, direction: 1 | -1): Step {
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

function newDocument(state: State): Step {
  const column = state.view === 'board' ? (focusedColumn(state)?.name ?? null) : null;
  const current = focusedDocument(state)?.type;
  const names = state.data.types.map(({ name }) => name);
  const type =
    state.view === 'board' ? 'task' : current && names.includes(current) ? current : (names[0] ?? 'plan');
  return step({ ...state, overlays: [...state.overlays, { kind: 'create', typed: typed(), type, column }] });
}

function chooseStatus(state: State): Step {
  const documents = targets(state);
  const first = focusedDocument(state);
  const marked = [...state.marked].flatMap((path) => documentByPath(state.data, path) ?? []);
  const types = new Set((marked.length > 0 ? marked : first ? [first] : []).map(({ type }) => type));
  const statuses = state.data.types
    .filter(({ name }) => types.has(name))
    .map((type) => type.statuses)
    .reduce<readonly string[] | null>(
      (all, own) => (all ? all.filter((one) => own.includes(one)) : own),
      null,
    );
  if (documents.length === 0) return nothing(state);
  if (!statuses || statuses.length === 0)
    return withToast(state, 'problem', 'these have no status in common');
  const title =
    documents.length === 1 ? `Status of ${documents[0]}` : `Status of ${documents.length} documents`;
  const choices = statuses.map((value) => ({
    value,
    label: value === first?.status ? `${value}  (now)` : value,
  }));
  const selected = Math.max(0, statuses.indexOf(first?.status ?? ''));
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      { kind: 'choice', title, choices, typed: typed(), selected, purpose: { kind: 'status', documents } },
    ],
  });
}

function linkDocument(state: State): Step {
  const document = focusedDocument(state);
  if (!document) return nothing(state);
  const from = document.id ?? document.path;
  return step({
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

function mark(state: State): Step {
  const card = state.view === 'board' ? focusedCard(state) : null;
  const path = card
    ? (focusedDocument(state)?.path ?? `card:${cardName(card)}`)
    : focusedDocument(state)?.path;
  if (!path) return nothing(state);
  const marked = new Set(state.marked);
  if (!marked.delete(path)) marked.add(path);
  const { state: next, effects } = motion({ ...state, marked }, 'down');
  return { state: next, effects };
}

/** A verb for every marked card, else for the focused one. */
function onCards(
  state: State,
  call: (card: string) => Extract<Effect, { kind: 'verbs' }>['calls'][number],
): Step {
  const cards = markedCards(state);
  return cards.length > 0 ? verbs({ ...state, marked: new Set() }, ...cards.map(call)) : nothing(state);
}

function choosePlan(state: State): Step {
  const plans = state.data.documents.filter(({ type, archived, id }) => type === 'plan' && !archived && id);
  if (plans.length === 0) return withToast(state, 'problem', 'there is no plan yet', 'n makes one');
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: 'Plan',
        choices: plans.map(({ id, title, status }) => ({
          value: id ?? '',
          label: `${id}  ${title}  (${status})`,
        })),
        typed: typed(),
        selected: Math.max(
          0,
          plans.findIndex(({ id }) => id === state.run.plan),
        ),
        purpose: { kind: 'plan' },
      },
    ],
  });
}
