import { page } from './examplePage.js';
import { reportCycles } from './relationEdges.js';
import type { Rule } from './rule.js';

export const supersedeCycle: Rule = {
  id: 'adr/supersede-cycle',
  severity: 'error',
  summary: 'A decision does not supersede itself, directly or through others.',
  why: 'If decisions supersede each other, none is in force. Keep the right direction.',
  bad:
    page('ADR-001', 'Cookies', 'Superseded', 'superseded_by: [ADR-002]') +
    page('ADR-002', 'Tokens', 'Superseded', 'superseded_by: [ADR-001]'),
  good:
    page('ADR-001', 'Cookies', 'Superseded', 'superseded_by: [ADR-002]') +
    page('ADR-002', 'Tokens', 'Accepted', 'supersedes: [ADR-001]'),
  checkCorpus(corpus, report) {
    const keys = { forward: ['superseded_by'], backward: ['supersedes'] };
    reportCycles(corpus, keys, (way) => `these supersede each other: ${way}`, report);
  },
};
