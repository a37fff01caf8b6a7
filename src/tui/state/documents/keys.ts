import type { Binding, Reason } from '../binding.js';
import { type Transition, transition, withToast } from '../event.js';
import { noDocument } from '../focused.js';
import { motion } from '../motion.js';
import { type State, sortKeys } from '../state.js';
import { parseFilter } from './filter.js';
import { focusedLink, followLink, readFocused, travel, walkedLinks, walkLinks } from './navigation.js';

// biome-ignore format: a row a binding where it fits
export const documentKeys: readonly Binding[] = [
  { keys: ['enter', 'right'], panes: ['list'], help: 'read the document', hint: 'read', disabled: noDocument, run: readFocused },
  { keys: ['enter'], panes: ['document'], help: 'follow the link', hint: 'follow', disabled: unfollowable, run: followLink },
  { keys: ['left', 'h'], panes: ['document'], help: 'back to where it was opened', run: closeDocument },
  {
    keys: ['/'],
    panes: ['list'],
    help: 'filter: words, type: status: tag: links:',
    hint: 'filter',
    disabled: ({ data }) => (data.documents.length > 0 ? null : ['no documents yet', 'n makes one']),
    run: (state) => inDocuments(state, { filtering: true, cursor: state.documents.filter.length }),
  },
  { keys: ['space'], panes: ['document'], help: 'a page down', run: (state) => motion(state, 'page-down') },
  {
    keys: ['O'],
    panes: ['list'],
    help: 'sort by type, status, date, title or column',
    hint: 'sort',
    run(state) {
      const { sort: before, filter } = state.documents;
      const sort = sortKeys[(sortKeys.indexOf(before) + 1) % sortKeys.length] ?? 'type';
      const isRanked = parseFilter(filter).words.length > 0;
      const hint = isRanked ? 'while the filter has words the best match comes first' : null;
      return withToast(inDocuments(state, { sort }).state, 'done', `sorted by ${sort}`, hint);
    },
  },
  { keys: ['g'], panes: ['list'], help: 'headings between groups, or none', run: (state) => inDocuments(state, { grouped: !state.documents.grouped }) },
  {
    keys: ['z'],
    panes: ['list'],
    help: 'show archived documents too',
    run(state) {
      const showsArchived = !state.documents.showsArchived;
      const count = state.data.documents.filter(({ archived }) => archived).length;
      return withToast(
        inDocuments(state, { showsArchived }).state,
        'done',
        showsArchived ? `archived documents are shown too: ${count}` : 'archived documents are left out',
      );
    },
  },
  { keys: ['tab'], panes: ['document'], help: 'go to the next link', hint: 'links', disabled: withoutLinks, run: (state) => walkLinks(state, 1) },
  { keys: ['shift+tab'], panes: ['document'], help: 'go to the previous link', disabled: withoutLinks, run: (state) => walkLinks(state, -1) },
  {
    keys: ['['],
    panes: ['document', 'list'],
    help: 'back',
    hint: 'back',
    disabled: ({ documents }) => (documents.back.length > 0 ? null : ['there is nothing to go back to']),
    run: (state) => travel(state, 'back'),
  },
  {
    keys: [']'],
    panes: ['document', 'list'],
    help: 'forward',
    disabled: ({ documents }) =>
      documents.forward.length > 0 ? null : ['there is nothing to go forward to'],
    run: (state) => travel(state, 'forward'),
  },
];

function inDocuments(state: State, changes: Partial<State['documents']>): Transition {
  return transition({ ...state, documents: { ...state.documents, ...changes } });
}

/** Back to the list, or to the view that the document was opened from. */
export function closeDocument(state: State): Transition {
  const view = state.documents.cameFrom ?? 'documents';
  return inDocuments({ ...state, view }, { focus: 'list', cameFrom: null, link: -1 });
}

function withoutLinks(state: State): Reason | null {
  return walkedLinks(state).length > 0 ? null : ['this document has no links'];
}

function unfollowable(state: State): Reason | null {
  const link = focusedLink(state);
  if (!link) return withoutLinks(state) ?? ['no link is selected', 'Tab goes to the first one'];
  if (link.path === null)
    return [
      /^[a-z][a-z0-9+.-]*:/i.test(link.target)
        ? `an address: ${link.target}`
        : `${link.target} does not exist`,
    ];
  const isDocument = link.path === state.open?.path || link.path.endsWith('.md');
  return isDocument ? null : [`${link.path} is not a document`, 'e opens documents only'];
}
