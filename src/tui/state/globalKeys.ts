import { choosePlan, chooseStatus, linkDocument, mark, newDocument, onCards, verbs } from './acting.js';
import { findCard, moveCard, moveCardTo } from './board/boardCommands.js';
import { parseFilter } from './documents/filter.js';
import { type Step, step } from './event.js';
import { focusedDocument, focusedLine, focusedPath } from './focused.js';
import type { CommandName } from './keyMap.js';
import { isMotion } from './lists.js';
import { motion } from './motion.js';
import { enter, leave, reroot, side, toggleBranch, travel, walkLinks } from './documents/navigation.js';
import { typed } from './overlays/text.js';
import { groupProblems, problemRows } from './problems/problemRows.js';
import { decideTasc, quit, rerun, startRun, stopRun, toggleHistory, verifyPlan } from './run/running.js';
import { type State, sortKeys, type ViewName, viewNames } from './state.js';
import { targets } from './targets.js';
import { withToast } from './toasts.js';

/** Carry out a command of the key map. */
export function runCommand(state: State, command: CommandName): Step {
  if (isMotion(command)) return motion(state, command);
  switch (command) {
    case 'help':
      return step({ ...state, overlays: [...state.overlays, { kind: 'help', offset: 0 }] });
    case 'quit':
      return quit(state);
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
      return step(toView(state, viewNames[Number(command.slice(5)) - 1]));
    case 'next-view':
    case 'previous-view': {
      const at = viewNames.indexOf(state.view) + (command === 'next-view' ? 1 : -1);
      return step(toView(state, viewNames[(at + viewNames.length) % viewNames.length]));
    }
    case 'enter':
      return enter(state);
    case 'escape':
      return leave(state);
    case 'left':
    case 'right':
      return side(state, command);
    case 'filter':
      return step({
        ...state,
        documents: { ...state.documents, filtering: true, cursor: state.documents.filter.length },
      });
    case 'sort': {
      const sort = sortKeys[(sortKeys.indexOf(state.documents.sort) + 1) % sortKeys.length] ?? 'type';
      const isRanked = parseFilter(state.documents.filter).words.length > 0;
      const hint = isRanked ? 'with words to look for, what fits them best still comes first' : null;
      return withToast(
        { ...state, documents: { ...state.documents, sort } },
        'done',
        `sorted by ${sort}`,
        hint,
      );
    }
    case 'group':
      if (state.view === 'problems') return groupProblems(state);
      return step({ ...state, documents: { ...state.documents, grouped: !state.documents.grouped } });
    case 'archived': {
      const showsArchived = !state.documents.showsArchived;
      const count = state.data.documents.filter(({ archived }) => archived).length;
      return withToast(
        { ...state, documents: { ...state.documents, showsArchived } },
        'done',
        showsArchived ? `archived documents are shown too: ${count}` : 'archived documents are left out',
      );
    }
    case 'next-link':
    case 'previous-link':
      return walkLinks(state, command === 'next-link' ? 1 : -1);
    case 'back':
    case 'forward':
      return travel(state, command);
    case 'new':
      return newDocument(state);
    case 'edit': {
      const path = focusedPath(state);
      if (path === null) return step(state);
      return step({ ...state, busy: 'edit' }, { kind: 'edit', path, line: focusedLine(state) });
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
    case 'archive-document': {
      const documents = targets(state);
      if (documents.length === 0) return step(state);
      const isBack = focusedDocument(state)?.archived === true;
      const input = isBack ? { documents } : { documents, closed: false, type: [] };
      return verbs({ ...state, marked: new Set() }, { verb: isBack ? 'unarchive' : 'archive', input });
    }
    case 'find-card':
      return findCard(state);
    case 'claim': {
      const tasks = targets(state);
      if (tasks.length === 0) return step(state);
      return verbs(
        { ...state, marked: new Set() },
        ...tasks.map((task) => ({ verb: 'board claim', input: { task, force: false } }) as const),
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
      if (!document) return step(state);
      return step({
        ...state,
        view: 'graph',
        graph: { ...state.graph, root: document.path, roots: [], selected: 0, closed: new Set() },
      });
    }
    case 'fix': {
      const row = problemRows(state)[state.problems.selected];
      if (row?.kind !== 'finding') return step(state);
      if (!row.finding.fix)
        return withToast(
          state,
          'problem',
          'this needs a person',
          row.finding.suggestion ?? 'e opens the editor',
        );
      return step({ ...state, busy: 'fix' }, { kind: 'fix', finding: row.finding });
    }
    case 'fix-all': {
      // What is here may be older than the files: the trial looks again.
      if (state.data.findings?.length === 0) return withToast(state, 'problem', 'there is nothing to fix');
      return step({ ...state, busy: 'fix' }, { kind: 'fix-all' });
    }
    case 'deeper':
    case 'shallower': {
      const depth = Math.max(1, Math.min(8, state.graph.depth + (command === 'deeper' ? 1 : -1)));
      return step({ ...state, graph: { ...state.graph, depth, closed: new Set() } });
    }
    case 'reroot':
      return reroot(state);
    case 'branch':
      return toggleBranch(state);
  }
}

/** A view that the person chose: Escape does not lead back from there. */
function toView(state: State, view: ViewName = 'documents'): State {
  return { ...state, view, documents: { ...state.documents, cameFrom: null } };
}
