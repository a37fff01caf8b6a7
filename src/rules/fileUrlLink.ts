import { linkRule } from './linkRule.js';

export const fileUrlLink = linkRule(
  {
    id: 'links/file-url',
    severity: 'error',
    summary: 'A link is not a `file://` URL.',
    why: 'A `file://` URL works on one machine only. Link to the file relative to the document.',
    fixable: false,
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [the notes](file:///home/ada/notes.md).
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [the notes](../../notes.md).
### notes.md
`,
  },
  'file-url',
  ({ link }) => ({ message: `\`${link.target}\` is a place on one machine` }),
);
