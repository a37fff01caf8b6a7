import { page } from './examplePage.js';
import { readingRule } from './readingRule.js';

export const conflictMarkers = readingRule(
  {
    id: 'file/conflict',
    severity: 'error',
    summary: 'A file has no conflict markers in it.',
    why: 'git left two versions of the text between the markers. Choose one, remove the markers, and add the file again.',
    bad: page(
      'PLAN-001',
      'Login',
      'Draft',
      '',
      '\n<<<<<<< HEAD\nUse a session cookie.\n=======\nUse a token.\n>>>>>>> tokens\n',
    ),
    good: page('PLAN-001', 'Login', 'Draft', '', '\nUse a token.\n'),
  },
  ['conflict'],
  'every file',
);
