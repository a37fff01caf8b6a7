import { page } from './examplePage.js';
import { readingRule } from './readingRule.js';

export const unreadableFile = readingRule(
  {
    id: 'file/unreadable',
    severity: 'error',
    summary: 'Every file can be read and is not too large to be a document.',
    why: 'doc-ops does not check such a file. Links to it count as valid.',
    bad: `### dev_ops/plans/PLAN-001-login.md (too large)
`,
    good: page('PLAN-001', 'Login', 'Draft'),
  },
  ['too-large', 'unreadable'],
  'every file',
);
