import { boardComparison } from './boardComparison.js';
import { boardRule } from './boardRule.js';
import { page } from './examplePage.js';

export const statusMismatch = boardRule(
  {
    id: 'board/status-mismatch',
    severity: 'error',
    summary: 'A card is in the column of its document’s status.',
    why: 'Somebody moved the card or edited the status by hand. `doc-ops board sync` resolves it: `--from documents` moves the card, `--from board` sets the status.',
    bad: `### dev_ops/board.md
## Backlog

## In Progress

- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'todo')}`,
    good: `### dev_ops/board.md
## Backlog

## In Progress

- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'in_progress')}`,
  },
  ({ path }, corpus, report) => {
    for (const difference of boardComparison(corpus)) {
      if (difference.kind !== 'status') continue;
      const { id, card, column, inDocument, onBoard } = difference;
      report({
        path,
        span: card.targetSpan ?? card.span,
        message: `${id} is ${inDocument}, but its card is in ${column} (${onBoard})`,
        suggestion: 'doc-ops board sync --from documents (or --from board)',
      });
    }
  },
);
