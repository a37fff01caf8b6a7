import { canonicalStatus } from '../model/document/type.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const statusSpelling: Rule = {
  id: 'front-matter/status-spelling',
  severity: 'warning',
  summary: 'A status has its canonical spelling.',
  why: 'doc-ops reads `in progress` as `in_progress`, but other tools and a text search compare letter by letter.',
  fixable: true,
  bad: page('PLAN-001', 'Login', 'active'),
  good: page('PLAN-001', 'Login', 'Active'),
  checkDocument(document, _corpus, report) {
    if (!isReadable(document)) return;
    const field = fieldOf(document, 'status');
    if (typeof field?.value !== 'string') return;
    const canonical = canonicalStatus(document.type, field.value.trim());
    if (canonical === undefined || canonical === field.value) return;
    const { path } = document.facts;
    report({
      path,
      span: field.valueSpan,
      message: `the status \`${field.value}\` should be \`${canonical}\``,
      suggestion: canonical,
      fix: {
        title: `Write ${canonical}`,
        edits: [{ kind: 'field', path, edit: { kind: 'set', key: 'status', value: canonical } }],
      },
    });
  },
};
