import { readingRule } from './readingRule.js';

export const unreadableFile = readingRule(
  {
    id: 'file/unreadable',
    severity: 'error',
    summary: 'Every file can be read and is of a size that a person could write.',
    why: 'A file that cannot be opened, or is too large to be a document, is not judged at all; links to it still count as good.',
    bad: `### dev_ops/plans/PLAN-001-login.md (too large)
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---
`,
  },
  ['too-large', 'unreadable'],
  'every file',
);
