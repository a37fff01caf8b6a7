import { linkRule } from './linkRule.js';

export const outsideLink = linkRule(
  {
    id: 'links/outside-root',
    severity: 'error',
    summary: 'A link stays inside the repository.',
    why: 'A file outside the repository is not in other clones. Copy it into the repository, or link to its URL.',
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
