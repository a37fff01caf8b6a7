import { readingRule } from './readingRule.js';

export const duplicateKey = readingRule(
  {
    id: 'front-matter/duplicate-key',
    severity: 'error',
    summary: 'A key stands once in the front matter.',
    why: 'YAML forbids a second key of the same name, and readers disagree about which one counts. Take one out.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
status: Active
created: 2026-11-20
---
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Active
created: 2026-11-20
---
`,
  },
  ['yaml-duplicate-key'],
  'documents',
);
