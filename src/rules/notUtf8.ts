import { readingRule } from './readingRule.js';

export const notUtf8 = readingRule(
  {
    id: 'file/not-utf8',
    severity: 'error',
    summary: 'Every file is UTF-8.',
    why: 'doc-ops cannot edit a file in another encoding without damaging it, so it leaves the file alone. Convert it: `iconv -f latin1 -t utf8`.',
    bad: `### dev_ops/plans/PLAN-001-login.md (not UTF-8)
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Zugänge
status: Draft
created: 2026-11-20
---
`,
  },
  ['not-utf8'],
  'every file',
);
