import { page } from './examplePage.js';
import { linkRule, suggesting } from './linkRule.js';
import { writeLink } from './suggest.js';

export const absoluteLink = linkRule(
  {
    id: 'links/absolute-path',
    severity: 'error',
    summary: 'A link is not an absolute path.',
    why: 'GitHub reads `/docs/x.md` from the top of the repository, an editor from the top of the disk, a web site from its own root. A path relative to the document means the same everywhere.',
    bad: `${page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](/notes.md).\n')}### notes.md
`,
    good: `${page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](../../notes.md).\n')}### notes.md
`,
  },
  'absolute',
  ({ link, resolution }, document, corpus) => ({
    message: `\`${link.target}\` is an absolute path`,
    ...suggesting(
      corpus.exists(resolution.path) === 'file'
        ? writeLink(resolution.path, link, document.facts.path)
        : undefined,
    ),
  }),
);
