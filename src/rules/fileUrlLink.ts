import { page } from './examplePage.js';
import { linkRule } from './linkRule.js';

export const fileUrlLink = linkRule(
  {
    id: 'links/file-url',
    severity: 'error',
    summary: 'A link is not a `file://` URL.',
    why: 'A `file://` URL works on one machine only. Link to the file relative to the document.',
    bad: page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](file:///home/ada/notes.md).\n'),
    good: `${page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](../../notes.md).\n')}### notes.md
`,
  },
  'file-url',
  ({ link }) => ({ message: `\`${link.target}\` works on one machine only` }),
);
