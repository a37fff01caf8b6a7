import { boardRule, eachCard } from './boardRule.js';
import { page } from './examplePage.js';

export const duplicateItem = boardRule(
  {
    id: 'board/duplicate-item',
    severity: 'error',
    summary: 'A document has one card.',
    why: 'Two cards in two columns give the document two statuses. Remove one. A merge by a tool that does not know boards may have added it.',
    bad: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login
- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'todo')}`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login

## In Progress
${page('TASK-001', 'Login', 'todo')}`,
  },
  ({ path, board }, _corpus, report) => {
    const first = new Map<string, number>();
    eachCard(board, ({ id, targetSpan, span }) => {
      if (id === null) return;
      const line = first.get(id);
      if (line === undefined) first.set(id, span.line);
      else report({ path, span: targetSpan ?? span, message: `${id} already has a card, in line ${line}` });
    });
  },
);
