import { page } from './examplePage.js';
import { readingRule } from './readingRule.js';

export const duplicateKey = readingRule(
  {
    id: 'front-matter/duplicate-key',
    severity: 'error',
    summary: 'The front matter has each key only once.',
    why: 'YAML forbids duplicate keys, and YAML readers disagree about which one counts. Remove one.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
status: Active
created: 2026-11-20
---
`,
    good: page('PLAN-001', 'Login', 'Active'),
  },
  ['yaml-duplicate-key'],
  'documents',
);
