import { isClosing } from '../model/document/type.js';
import { boardRule, eachCard } from './boardRule.js';
import { page } from './examplePage.js';
import { isReadable, textOf } from './managed.js';

export const missingCard = boardRule(
  {
    id: 'board/missing-card',
    severity: 'warning',
    summary: 'Every open task has a card.',
    why: 'A task without a card gets forgotten. Closed and archived tasks do not need one.',
    bad: `### dev_ops/board.md
## Backlog
${page('TASK-001', 'Login', 'todo')}`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'todo')}`,
  },
  ({ board }, corpus, report) => {
    const carded = new Set<string | null>();
    eachCard(board, ({ id }) => carded.add(id));
    for (const document of corpus.judged) {
      if (!document.type?.card || document.id === null || document.archived) continue;
      if (carded.has(document.id) || !isReadable(document)) continue;
      if (isClosing(document.type, textOf(document, 'status'))) continue;
      report({
        path: document.facts.path,
        message: `${document.id} has no card on the board`,
        suggestion: `doc-ops board add ${document.id}`,
      });
    }
  },
);
