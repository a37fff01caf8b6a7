import { page } from './examplePage.js';
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
    good: page('PLAN-001', '"Fix: the login"', 'Draft').replace(
      'PLAN-001-fix-the-login.md',
      'PLAN-001-login.md',
    ),
  },
  ['fence-language', 'unclosed-front-matter', 'yaml-syntax', 'yaml-not-mapping'],
  'documents',
);
