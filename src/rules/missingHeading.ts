import { closest } from '../model/closest.js';
import type { DocumentFacts, LinkFact } from '../model/document/facts.js';
import { hasHeading, headingTarget } from '../model/links/heading.js';
import { page } from './examplePage.js';
import { judgedLinks } from './judgedLinks.js';
import { suggesting } from './linkRule.js';
import type { Rule } from './rule.js';

export const missingHeading: Rule = {
  id: 'links/heading',
  severity: 'error',
  summary: 'The `#heading` of a link exists in the file.',
  why: 'Write a heading as GitHub does (`## The goal` is `#the-goal`), or name an explicit anchor (`<a id="goal">`). Wiki links may also use the heading’s text.',
  bad: page('PLAN-001', 'Login', 'Draft', '', '\nSee [the goal](#goals).\n\n## Goal\n'),
  good: page('PLAN-001', 'Login', 'Draft', '', '\nSee [the goal](#goal) and [[PLAN-001#Goal]].\n\n## Goal\n'),
  checkDocument(document, corpus, report) {
    for (const { link, resolution } of judgedLinks(document, corpus).notable) {
      if (link.fragment === null) continue;
      const target = headingTarget(link, resolution, corpus);
      if (!target || hasHeading(target.facts, link.fragment, link.form)) continue;
      const where = target === document ? 'this file' : target.facts.path;
      report({
        path: document.facts.path,
        span: link.span,
        message: `no heading \`#${link.fragment}\` in ${where}`,
        ...suggesting(suggestHeading(target.facts, link, link.fragment)),
      });
    }
  },
};

function suggestHeading(facts: DocumentFacts, link: LinkFact, fragment: string): string | undefined {
  const anchors = [...facts.headings.map(({ anchor }) => anchor), ...facts.anchors];
  const near = closest(fragment, anchors) ?? startingAlike(fragment.toLowerCase(), anchors);
  return near === undefined ? undefined : `${link.target}#${near}`;
}

/** A heading that was made longer or shorter since. */
function startingAlike(fragment: string, anchors: readonly string[]): string | undefined {
  if (fragment.length < 4) return undefined;
  return anchors.find(
    (anchor) => anchor.length >= 4 && (anchor.startsWith(fragment) || fragment.startsWith(anchor)),
  );
}
