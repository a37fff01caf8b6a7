import { boardComparison } from './boardComparison.js';
import { boardRule } from './boardRule.js';
import { page } from './examplePage.js';

export const relationMismatch = boardRule(
  {
    id: 'board/relation-mismatch',
    severity: 'warning',
    summary: 'A card shows the same links as its document.',
    why: 'A card that shows a relation (`[output:: [[PLAN-001]]]`) shows all documents of that relation, and no others. `doc-ops link` writes both sides; `doc-ops board sync` resolves a hand edit.',
    bad: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login [output:: [[PLAN-001]]]
${page('TASK-001', 'Login', 'todo')}${page('PLAN-001', 'Login', 'Draft')}`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login [output:: [[PLAN-001]]]
${page('TASK-001', 'Login', 'todo', 'output: [PLAN-001]')}${page('PLAN-001', 'Login', 'Draft')}`,
  },
  ({ path }, corpus, report) => {
    const suggestion = 'doc-ops board sync --from documents (or --from board)';
    for (const difference of boardComparison(corpus)) {
      if (difference.kind === 'relation-only-on-card') {
        const { id, field, relation, target } = difference;
        // A target that does not exist is `board/unknown-item`.
        if (corpus.pathsOf(target).length === 0) continue;
        const message = `the card of ${id} has ${relation} ${target}, but the document does not`;
        report({ path, span: field.span, message, suggestion });
      } else if (difference.kind === 'relation-not-on-card') {
        const { id, card, relation, target } = difference;
        const message = `${id} has ${relation} ${target}, but its card does not`;
        report({ path, span: card.targetSpan ?? card.span, message, suggestion });
      }
    }
  },
);
