import { page } from './examplePage.js';
import { spanOfId } from './managed.js';
import type { Rule } from './rule.js';

export const duplicateId: Rule = {
  id: 'id/duplicate',
  severity: 'error',
  summary: 'Every document has an id of its own.',
  why: 'Two branches may each have created a PLAN-007. Every link to it now means two documents. Give one of them a new id with `doc-ops renumber`.',
  bad: page('PLAN-001', 'Login', 'Draft') + page('PLAN-001', 'Logout', 'Draft'),
  good: page('PLAN-001', 'Login', 'Draft') + page('PLAN-002', 'Logout', 'Draft'),
  checkDocument(document, corpus, report) {
    if (document.id === null) return;
    const paths = corpus.pathsOf(document.id);
    if (paths.length < 2) return;
    const { path } = document.facts;
    const others = paths.filter((other) => other !== path);
    if (others.length === 0) return;
    report({
      path,
      ...spanOfId(document),
      message: `${document.id} is also the id of ${others.join(', ')}`,
      suggestion: `doc-ops renumber ${path}`,
    });
  },
};
