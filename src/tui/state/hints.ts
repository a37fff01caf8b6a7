import { documentPage } from './documents/page.js';
import { focusedDocument } from './focused.js';
import { type Binding, bindingsAt, type CommandName, placeOf } from './keyMap.js';
import { problemRows } from './problems/problemRows.js';
import type { State } from './state.js';

/** The keys of the status line: those that work right here, and now. */
export function hintsFor(state: State): readonly Binding[] {
  return bindingsAt(placeOf(state)).filter(({ hint, command }) => hint && works(state, command));
}

function hasLinks(state: State): boolean {
  return (documentPage(state)?.links ?? []).some(({ isHere }) => !isHere);
}

/** Whether a key would do something as things stand; only what a person would try in vain is looked at. */
function works(state: State, command: CommandName): boolean {
  const { data, run, documents } = state;
  if (!data.exists) return command === 'palette' || command === 'help' || command === 'quit';
  const tasc = run.shown?.tascs[run.selected];
  const place = placeOf(state);
  switch (command) {
    case 'enter':
      if (place === 'list') return focusedDocument(state) !== null;
      return place !== 'document' || hasLinks(state);
    case 'next-link':
      return hasLinks(state);
    case 'filter':
      return data.documents.length > 0;
    case 'edit':
    case 'status':
    case 'mark':
      return place !== 'list' || focusedDocument(state) !== null;
    case 'stop':
      return run.running !== null;
    case 'run':
      return state.view !== 'run' || (run.running === null && (run.shown?.tascs.length ?? 0) > 0);
    case 'approve':
    case 'reject':
      return tasc?.manual === true;
    case 'rerun-failed':
      return run.running === null && tasc?.state === 'failed';
    case 'fix': {
      const row = problemRows(state)[state.problems.selected];
      return row?.kind === 'finding' && row.finding.fix !== undefined;
    }
    case 'fix-all':
      return (data.findings ?? []).some(({ fix }) => fix);
    case 'back':
      return (state.view === 'graph' ? state.graph.roots : documents.back).length > 0;
    default:
      return true;
  }
}
