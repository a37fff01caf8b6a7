import { readingRule } from './readingRule.js';

export const unreadableFrontMatter = readingRule(
  {
    id: 'front-matter/unreadable',
    severity: 'error',
    summary: 'Front matter is a YAML mapping between two `---` lines.',
    why: 'A document whose front matter cannot be read has no id, status or links, so lists show it as unreadable. A `---` followed by a word other than `yaml` is refused, because other tools run such front matter as a program.',
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
