import { page } from './examplePage.js';
import { readingRule } from './readingRule.js';

export const yamlAlias = readingRule(
  {
    id: 'front-matter/alias',
    severity: 'error',
    summary: 'Front matter has no YAML anchors, aliases, merge keys or tags.',
    why: 'doc-ops cannot edit a value that is written somewhere else, and nested aliases can expand a small file into gigabytes. Write the value out, or quote text that starts with `*` or `&`.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: &name Login
status: Draft
created: 2026-11-20
tags: [*name]
---
`,
    good: page('PLAN-001', 'Login', 'Draft', 'tags: ["*name"]'),
  },
  ['yaml-alias'],
  'documents',
);
