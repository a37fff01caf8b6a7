import type { Data, Size, State } from './state.js';

/** Nothing is known of the files yet. */
export const noData: Data = {
  repository: '',
  branch: null,
  folder: 'dev_ops',
  documents: [],
  board: null,
  boardProblem: null,
  findings: null,
  links: null,
  types: [],
  relations: [],
  problem: null,
  today: '1970-01-01',
  exists: true,
};

/** The state that the application starts in. */
export function startState(size: Size, color: boolean): State {
  return {
    size,
    data: noData,
    view: 'documents',
    documents: {
      selected: null,
      offset: 0,
      sort: 'type',
      grouped: true,
      filter: '',
      filtering: false,
      inText: null,
      showsArchived: false,
      focus: 'list',
      scroll: 0,
      link: -1,
      back: [],
      forward: [],
    },
    board: { column: 0, cards: {}, offsets: {}, full: false },
    problems: { selected: 1, offset: 0, by: 'file' },
    graph: { root: null, depth: 2, selected: 0, offset: 0, closed: new Set() },
    run: {
      plan: null,
      shown: null,
      problem: null,
      selected: 0,
      offset: 0,
      scroll: null,
      focus: 'tascs',
      history: 0,
      running: null,
      last: null,
      now: 0,
      output: null,
    },
    marked: new Set(),
    open: null,
    wanted: null,
    overlays: [],
    toast: null,
    toasts: 0,
    busy: null,
    color,
    verbs: [],
  };
}
