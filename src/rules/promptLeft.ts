import { canonicalStatus } from '../model/document/type.js';
import { isReadable, textOf } from './managed.js';
import type { Rule } from './rule.js';

export const promptLeft: Rule = {
  id: 'template/prompt-left',
  severity: 'warning',
  summary: 'A document that has left its first status has no template prompts in it.',
  why: 'A comment that starts with `prompt:` asks the writer a question. Answer it and remove it, or remove the section.',
  fixable: false,
  bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Active
created: 2026-11-20
---

## Goal

<!-- prompt: What is different when this is done? -->
`,
  good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Active
created: 2026-11-20
---

## Goal

People can log in.
`,
  checkDocument(document, corpus, report) {
    const { path, prompts } = document.facts;
    if (prompts.length === 0 || !isReadable(document, corpus)) return;
    const status = canonicalStatus(document.type, textOf(document, 'status'));
    if (status === undefined || status === document.type.statuses[0]) return;
    for (const span of prompts) {
      report({ path, span, message: `a prompt of the template is left in a document that is ${status}` });
    }
  },
};
