import { linkRule, suggesting } from './linkRule.js';
import { writeLink } from './suggest.js';

export const absoluteLink = linkRule(
  {
    id: 'links/absolute-path',
    severity: 'error',
    summary: 'A link is not an absolute path.',
    why: 'GitHub reads `/docs/x.md` from the top of the repository, an editor from the top of the disk, a web site from its own root. A path relative to the document means the same everywhere.',
    fixable: false,
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [the notes](/notes.md).
### notes.md
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
  'absolute',
  ({ link, resolution }, document, corpus) => ({
    message: `\`${link.target}\` is an absolute path`,
    ...suggesting(
      corpus.exists(resolution.path) === 'file'
        ? writeLink(resolution.path, link, document.facts.path)
        : undefined,
    ),
  }),
);
