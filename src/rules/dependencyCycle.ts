import { reportCycles } from './relationEdges.js';
import type { Rule } from './rule.js';

export const dependencyCycle: Rule = {
  id: 'relations/cycle',
  severity: 'error',
  summary: 'A document does not wait for itself through `depends_on`, `blocks` or `blocked_by`.',
  why: 'Documents that wait for each other are never ready. The finding names the whole cycle; remove one step of it.',
  fixable: false,
  bad: `### dev_ops/tasks/TASK-001-login.md
---
id: TASK-001
title: Login
status: todo
created: 2026-11-20
depends_on: [TASK-002]
---
### dev_ops/tasks/TASK-002-tokens.md
---
id: TASK-002
title: Tokens
status: todo
created: 2026-11-20
blocked_by: [TASK-001]
---
`,
  good: `### dev_ops/tasks/TASK-001-login.md
---
id: TASK-001
title: Login
status: todo
created: 2026-11-20
depends_on: [TASK-002]
---
### dev_ops/tasks/TASK-002-tokens.md
---
id: TASK-002
title: Tokens
status: todo
created: 2026-11-20
blocks: [TASK-001]
---
`,
  checkCorpus(corpus, report) {
    const keys = { forward: ['depends_on', 'blocked_by'], backward: ['blocks'] };
    reportCycles(corpus, keys, (way) => `these wait for each other: ${way}`, report);
  },
};
