import { page } from './examplePage.js';
import { reportCycles } from './relationEdges.js';
import type { Rule } from './rule.js';

export const dependencyCycle: Rule = {
  id: 'relations/cycle',
  severity: 'error',
  summary: 'A document does not wait for itself through `depends_on`, `blocks` or `blocked_by`.',
  why: 'Documents that wait for each other are never ready. The finding names the whole cycle; remove one step of it.',
  bad:
    page('TASK-001', 'Login', 'todo', 'depends_on: [TASK-002]') +
    page('TASK-002', 'Tokens', 'todo', 'blocked_by: [TASK-001]'),
  good:
    page('TASK-001', 'Login', 'todo', 'depends_on: [TASK-002]') +
    page('TASK-002', 'Tokens', 'todo', 'blocks: [TASK-001]'),
  checkCorpus(corpus, report) {
    const keys = { forward: ['depends_on', 'blocked_by'], backward: ['blocks'] };
    reportCycles(corpus, keys, (way) => `these wait for each other: ${way}`, report);
  },
};
