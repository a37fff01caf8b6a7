import { page } from './examplePage.js';
import { linkRule, suggesting } from './linkRule.js';
import { suggestId, suggestPath } from './suggest.js';

export const danglingLink = linkRule(
  {
    id: 'links/dangling',
    severity: 'error',
    summary: 'A link leads to a document or file that exists.',
    why: 'This covers ids and paths in the front matter, wiki links, markdown links and images, reference-style links and HTML. doc-ops does not look up URLs.',
    bad: page(
      'PLAN-001',
      'Login',
      'Draft',
      '',
      '\nSee [[PLAN-002]], [the code](../../src/login.ts) and ![screen](login.png).\n',
    ),
    good:
      page(
        'PLAN-001',
        'Login',
        'Draft',
        '',
        '\nSee [[PLAN-002]] and [the other plan](PLAN-002-logout.md).\n',
      ) + page('PLAN-002', 'Logout', 'Draft'),
  },
  'missing',
  ({ link, resolution }, document, corpus) => {
    if (link.form === 'bare') return null;
    const message = `${link.field === undefined ? 'link to' : `\`${link.field}\` names`} \`${link.target}\`, which does not exist`;
    if (resolution.id !== null) {
      const id = suggestId(resolution.id, corpus);
      return {
        message,
        ...suggesting(id !== undefined && link.fragment !== null ? `${id}#${link.fragment}` : id),
      };
    }
    const path = resolution.path ?? link.target;
    return { message, ...suggesting(suggestPath(path, link, document.facts.path, corpus)) };
  },
);
