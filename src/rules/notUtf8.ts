import { page } from './examplePage.js';
import { readingRule } from './readingRule.js';

export const notUtf8 = readingRule(
  {
    id: 'file/not-utf8',
    severity: 'error',
    summary: 'Every file is UTF-8.',
    why: 'doc-ops cannot edit a file in another encoding without damaging it, so it leaves the file alone. Convert it: `iconv -f latin1 -t utf8`.',
    bad: `### dev_ops/plans/PLAN-001-login.md (not UTF-8)
`,
    good: page('PLAN-001', 'Zugänge', 'Draft').replace('PLAN-001-zug-nge.md', 'PLAN-001-login.md'),
  },
  ['not-utf8'],
  'every file',
);
