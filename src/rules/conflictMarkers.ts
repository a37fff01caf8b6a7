import { readingRule } from './readingRule.js';

export const conflictMarkers = readingRule(
  {
    id: 'file/conflict',
    severity: 'error',
    summary: 'A file has no conflict markers in it.',
    why: 'git left two versions of the text between the markers. Choose one, remove the markers, and add the file again.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

<<<<<<< HEAD
Use a session cookie.
=======
Use a token.
>>>>>>> tokens
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

Use a token.
`,
  },
  ['conflict'],
  'every file',
);
