import { closest } from '../model/closest.js';
import { canonicalStatus, nameWithArticle } from '../model/document/type.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const unknownStatus: Rule = {
  id: 'front-matter/unknown-status',
  severity: 'error',
  summary: 'A document has one of the statuses of its type.',
  why: 'Lists, columns and `ready` use the status. Case, spaces and underscores do not matter. Add statuses in `config.yaml`.',
  bad: page('PLAN-001', 'Login', 'Actve'),
  good: page('PLAN-001', 'Login', 'Active'),
  checkDocument(document, _corpus, report) {
    if (!isReadable(document)) return;
    const field = fieldOf(document, 'status');
    if (typeof field?.value !== 'string' || field.value.trim() === '') return;
    const { type } = document;
    if (canonicalStatus(type, field.value.trim()) !== undefined) return;
    const suggestion = closest(field.value, type.statuses);
    report({
      path: document.facts.path,
      span: field.valueSpan,
      message: `\`${field.value}\` is not a valid status for ${nameWithArticle(type)} (${type.statuses.join(', ')})`,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  },
};
