import { page } from './examplePage.js';
import { judgedLinks } from './judgedLinks.js';
import type { Rule } from './rule.js';

export const selfLink: Rule = {
  id: 'links/self',
  severity: 'warning',
  summary: 'A document does not link to itself as a whole.',
  why: 'A document that depends on itself, or is related to itself, was probably copied from another one. A link to one of its own headings is fine.',
  bad: page('PLAN-001', 'Login', 'Draft', 'related_docs: [PLAN-001]'),
  good: page('PLAN-001', 'Login', 'Draft', '', '\nSee [[#Goal]].\n\n## Goal\n'),
  checkDocument(document, corpus, report) {
    if (document.type === null) return;
    const { path } = document.facts;
    for (const { link, resolution } of judgedLinks(document, corpus).notable) {
      if (resolution.kind !== 'file' || resolution.path !== path || link.target === '') continue;
      if (link.form === 'bare' || link.fragment !== null) continue;
      report({ path, span: link.span, message: `\`${link.target}\` is this document itself` });
    }
  },
};
