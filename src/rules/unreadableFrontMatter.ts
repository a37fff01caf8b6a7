import { readingRule } from './readingRule.js';

export const unreadableFrontMatter = readingRule(
  {
    id: 'front-matter/unreadable',
    severity: 'error',
    summary: 'Front matter is a YAML mapping between two `---` lines.',
    why: 'A document whose front matter cannot be read has no id, no status and no links: it is listed as broken until the place named is repaired. A fence followed by any word but `yaml` is refused, because other tools run such front matter as a program.',
    bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Fix: the login
---
`,
    good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: "Fix: the login"
status: Draft
created: 2026-11-20
---
`,
  },
  ['fence-language', 'unclosed-front-matter', 'yaml-syntax', 'yaml-not-mapping'],
  'documents',
);
