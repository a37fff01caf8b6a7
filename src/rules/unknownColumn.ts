import { configuredColumn } from '../model/board/columns.js';
import { closest } from '../model/closest.js';
import { boardRule } from './boardRule.js';
import { page } from './examplePage.js';
import { suggesting } from './linkRule.js';

export const unknownColumn = boardRule(
  {
    id: 'board/unknown-column',
    severity: 'warning',
    summary: 'A column with documents in it is one of `board.columns` in `config.yaml`.',
    why: 'doc-ops does not know a status for other columns, so moving a card there does not change a status. Columns with only free cards, and other sections, may have any name.',
    bad: `### dev_ops/board.md
## Backlogg

- [ ] [[TASK-001]] Login
${page('TASK-001', 'Login', 'todo')}`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login

## Ideas

- [ ] Dark mode
${page('TASK-001', 'Login', 'todo')}`,
  },
  ({ path, board }, corpus, report) => {
    const names = corpus.config.board.columns.map(({ name }) => name);
    for (const column of board.columns) {
      if (column.archive || configuredColumn(column.name, corpus.config)) continue;
      if (!column.cards.some(({ id }) => id !== null)) continue;
      report({
        path,
        span: column.headingSpan,
        message: `column \`${column.name}\` has no status in config.yaml (known: ${names.join(', ')})`,
        ...suggesting(closest(column.name, names)),
      });
    }
  },
);
