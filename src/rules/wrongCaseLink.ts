import type { LinkFact } from '../model/document/facts.js';
import { page } from './examplePage.js';
import { linkRule } from './linkRule.js';
import { writeLink } from './suggest.js';

export const wrongCaseLink = linkRule(
  {
    id: 'links/case',
    severity: 'error',
    summary: 'A link spells a path exactly like the file name, including case.',
    why: 'Such a link works on a disk that ignores case, and is broken on GitHub and on other machines.',
    fixable: true,
    bad: `${page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](../../docs/notes.md).\n')}### docs/Notes.md
`,
    good: `${page('PLAN-001', 'Login', 'Draft', '', '\nSee [the notes](../../docs/Notes.md).\n')}### docs/Notes.md
`,
  },
  'wrong-case',
  ({ link, resolution }, document) => {
    const { path } = document.facts;
    const suggestion = writeLink(resolution.path, link, path);
    return {
      message: `\`${link.target}\` differs in case from \`${resolution.path}\``,
      suggestion,
      ...(isPlain(link)
        ? {
            fix: {
              title: `Write ${suggestion}`,
              edits: [
                {
                  kind: 'patch' as const,
                  path,
                  start: link.span.offset,
                  end: link.span.offset + link.span.length,
                  text: suggestion,
                },
              ],
            },
          }
        : {}),
    };
  },
);

/** Written without quotes, escapes and angle brackets, so that the suggestion may replace it. */
function isPlain(link: LinkFact): boolean {
  const { length } = link.target;
  return link.span.length === (link.fragment === null ? length : length + 1 + link.fragment.length);
}
