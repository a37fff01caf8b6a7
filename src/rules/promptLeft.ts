import { canonicalStatus } from '../model/document/type.js';
import { page } from './examplePage.js';
import { isReadable, textOf } from './managed.js';
import type { Rule } from './rule.js';

export const promptLeft: Rule = {
  id: 'template/prompt-left',
  severity: 'warning',
  summary: 'A document past its first status has no template prompts.',
  why: 'A comment that starts with `prompt:` asks the writer a question. Answer it and remove it, or remove the section.',
  bad: page(
    'PLAN-001',
    'Login',
    'Active',
    '',
    '\n## Goal\n\n<!-- prompt: What is different when this is done? -->\n',
  ),
  good: page('PLAN-001', 'Login', 'Active', '', '\n## Goal\n\nPeople can log in.\n'),
  checkDocument(document, _corpus, report) {
    const { path, prompts } = document.facts;
    if (prompts.length === 0 || !isReadable(document)) return;
    const status = canonicalStatus(document.type, textOf(document, 'status'));
    if (status === undefined || status === document.type.statuses[0]) return;
    for (const span of prompts) {
      report({ path, span, message: `a template prompt is left in a document that is ${status}` });
    }
  },
};
