import { page } from './examplePage.js';
import { linkRule, suggesting } from './linkRule.js';
import { suggestId } from './suggest.js';

export const bareId = linkRule(
  {
    id: 'links/bare-id',
    severity: 'warning',
    summary: 'An id in the prose of a document belongs to a document.',
    why: 'Readers look for an ADR-015 that was deleted or never written. If you do not mean a document, put the id into a code span. This rule checks only documents: in other files such numbers often mean something else.',
    bad: page('PLAN-001', 'Login', 'Draft', '', '\nAs decided in ADR-015.\n'),
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---

As decided elsewhere (\`ADR-015\` in their numbering).
`,
  },
  'missing',
  ({ link, resolution }, document, corpus) =>
    link.form === 'bare' && resolution.id !== null && document.facts.path.startsWith(`${corpus.folder}/`)
      ? {
          message: `${resolution.id} is mentioned, but does not exist`,
          ...suggesting(suggestId(resolution.id, corpus)),
        }
      : null,
);
