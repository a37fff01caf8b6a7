import { linkRule } from './linkRule.js';

export const outsideLink = linkRule(
  {
    id: 'links/outside-root',
    severity: 'error',
    summary: 'A link stays inside the repository.',
    why: 'What lies above the root is not in anybody else’s clone. Copy the file in, or link to its web address.',
    fixable: false,
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [the notes](../../../notes.md).
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [the notes](https://example.org/notes).
`,
  },
  'outside',
  ({ link }) => ({ message: `\`${link.target}\` leads outside the repository` }),
);
