import { closest } from '../model/closest.js';
import { parseId, prefixTable } from '../model/ids.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const malformedId: Rule = {
  id: 'id/malformed',
  severity: 'error',
  summary: 'An id is a known prefix, a hyphen and a number: `PLAN-001`.',
  why: 'Nothing can link to a malformed id. Each document type has a prefix; `config.yaml` may add more.',
  bad: page('PLAN-001', 'Login', 'Draft').replace('id: PLAN-001', 'id: PLN-001'),
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document)) return;
    const field = fieldOf(document, 'id');
    if (typeof field?.value !== 'string' || field.value.trim() === '') return;
    const { types } = corpus.config;
    const text = field.value.trim();
    if (parseId(text, types)) return;
    const { path } = document.facts;
    const dash = text.lastIndexOf('-');
    const prefix = closest(text.slice(0, dash), prefixTable(types).keys());
    const suggestion = document.id ?? (prefix && parseId(`${prefix}${text.slice(dash)}`, types)?.id);
    report({
      path,
      span: field.valueSpan,
      message: `\`${field.value}\` is not a valid id; ids of this type look like ${document.type.prefix}-001`,
      ...(suggestion ? { suggestion } : {}),
    });
  },
};
