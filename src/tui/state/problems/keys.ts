import type { Binding, Reason } from '../binding.js';
import { openAtLine } from '../documents/navigation.js';
import { transition } from '../event.js';
import { documentByPath } from '../selectors.js';
import { groupProblems, selectedFinding } from './problemRows.js';

// biome-ignore format: a row a binding where it fits
export const problemKeys: readonly Binding[] = [
  {
    keys: ['enter'],
    panes: ['problems'],
    help: 'go to the place in the document',
    hint: 'go there',
    disabled(state) {
      const path = selectedFinding(state)?.path;
      if (path === undefined) return ['no problem is selected'];
      return documentByPath(state.data, path)
        ? null
        : [`${path} is not a document`, 'e opens it in the editor'];
    },
    run(state) {
      const finding = selectedFinding(state);
      return finding ? openAtLine(state, finding.path, finding.span?.line ?? 1) : transition(state);
    },
  },
  {
    keys: ['f'],
    panes: ['problems'],
    help: 'fix this problem',
    hint: 'fix',
    waits: 'always',
    disabled(state): Reason | null {
      const finding = selectedFinding(state);
      if (!finding) return ['no problem is selected'];
      return finding.fix ? null : ['this needs a person', finding.suggestion ?? 'e opens the editor'];
    },
    run(state) {
      const finding = selectedFinding(state);
      return finding ? transition({ ...state, busy: 'fix' }, { kind: 'fix', finding }) : transition(state);
    },
  },
  {
    keys: ['F'],
    panes: ['problems'],
    help: 'fix all that can be fixed, the changes shown first',
    hint: 'fix all',
    waits: 'always',
    // The findings may be older than the files: only where there are none the trial has nothing to look for.
    disabled: ({ data }) => (data.findings?.length === 0 ? ['there is nothing to fix'] : null),
    hinted: ({ data }) => (data.findings ?? []).some(({ fix }) => fix),
    run: (state) => transition({ ...state, busy: 'fix' }, { kind: 'fix-all' }),
  },
  { keys: ['g'], panes: ['problems'], help: 'group by file or by rule', hint: 'group', run: groupProblems },
];
