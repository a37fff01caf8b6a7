import { page } from './examplePage.js';
import { linkRule } from './linkRule.js';

export const outsideLink = linkRule(
  {
    id: 'links/outside-root',
    severity: 'error',
    summary: 'A link stays inside the repository.',
    why: 'A file outside the repository is not in other clones. Copy it into the repository, or link to its URL.',
    bad: page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](../../../notes.md).\n'),
    good: page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](https://example.org/notes).\n'),
  },
  'outside',
  ({ link }) => ({ message: `\`${link.target}\` is outside the repository` }),
);
