import { judgedLinks } from './judgedLinks.js';
import { isManaged } from './managed.js';
import type { Rule } from './rule.js';

export const selfLink: Rule = {
  id: 'links/self',
  severity: 'warning',
  summary: 'A document does not link to itself as a whole.',
  why: 'A document that depends on itself, or is related to itself, was probably copied from another one. A link to one of its own headings is fine.',
  fixable: false,
  bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
related_docs: [PLAN-001]
---
`,
  good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

See [[#Goal]].

## Goal
`,
  checkDocument(document, corpus, report) {
    if (!isManaged(document, corpus)) return;
    const { path } = document.facts;
    for (const { link, resolution } of judgedLinks(document, corpus).notable) {
      if (resolution.kind !== 'file' || resolution.path !== path || link.target === '') continue;
      if (link.form === 'bare' || link.fragment !== null) continue;
      report({ path, span: link.span, message: `\`${link.target}\` is this document itself` });
    }
  },
};
