import { readingRule } from './readingRule.js';

export const yamlAlias = readingRule(
  {
    id: 'front-matter/alias',
    severity: 'error',
    summary: 'Front matter holds no YAML anchors, aliases, merge keys or tags.',
    why: 'A value that stands somewhere else cannot be edited in its place, and nested aliases can grow a small file into gigabytes. Write the value out, or quote a text that starts with `*` or `&`.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: &name Login
status: Draft
created: 2026-11-20
tags: [*name]
---
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
tags: ["*name"]
---
`,
  },
  ['yaml-alias'],
  'documents',
);
