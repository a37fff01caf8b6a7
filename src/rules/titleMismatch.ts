import { boardComparison } from './boardComparison.js';
import { boardRule } from './boardRule.js';
import { page } from './examplePage.js';

export const titleMismatch = boardRule(
  {
    id: 'board/title-mismatch',
    severity: 'warning',
    summary: 'A card has its document’s title, or none.',
    why: '`doc-ops set TASK-001 title=…` changes both; a hand edit changed only one. `doc-ops board sync` resolves it.',
    bad: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Log in
${page('TASK-001', 'Login', 'todo')}`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'todo')}`,
  },
  ({ path }, corpus, report) => {
    for (const difference of boardComparison(corpus)) {
      if (difference.kind !== 'title') continue;
      const { id, card, inDocument, onBoard } = difference;
      report({
        path,
        span: card.span,
        message: `the card of ${id} says \`${onBoard}\`, but its title is \`${inDocument}\``,
        suggestion: 'doc-ops board sync --from documents (or --from board)',
      });
    }
  },
);
