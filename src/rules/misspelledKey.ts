import { closest, wordDistance } from '../model/closest.js';
import { fieldKinds } from '../model/links/fieldLinks.js';
import { page } from './examplePage.js';
import { isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const misspelledKey: Rule = {
  id: 'front-matter/misspelled-key',
  severity: 'warning',
  summary: 'A key does not look like a misspelled known key.',
  why: 'Unknown keys are fine, but `statsu:` in a document without `status:` is a typing error.',
  bad: page('PLAN-001', 'Login', 'Draft', 'relatd_docs: [https://example.org]'),
  good: page('PLAN-001', 'Login', 'Draft', 'related_docs: [https://example.org]\nreview: by Ada'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document)) return;
    const { fields, path } = document.facts;
    const known = fieldKinds(document.type, corpus.config);
    for (const field of fields) {
      if (known.has(field.key) || field.key.length < 4) continue;
      const meant = closest(field.key, known.keys());
      if (meant === undefined || fields.some(({ key }) => key === meant)) continue;
      if (wordDistance(field.key, meant) > (meant.length > 5 ? 2 : 1)) continue;
      report({
        path,
        span: field.keySpan,
        message: `\`${field.key}\` is not a known key; did you mean \`${meant}\`?`,
        suggestion: meant,
      });
    }
  },
};
