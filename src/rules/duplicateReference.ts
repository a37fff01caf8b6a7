import type { Corpus } from '../model/corpus.js';
import type { FieldFact, YamlValue } from '../model/document/facts.js';
import { parseId } from '../model/ids.js';
import { eachText, fieldKinds } from '../model/links/fieldLinks.js';
import type { Span } from '../model/text.js';
import { page } from './examplePage.js';
import { isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const duplicateReference: Rule = {
  id: 'links/duplicate',
  severity: 'warning',
  summary: 'A list in the front matter names a document only once.',
  why: 'Two branches added the same id, and a tool that does not know lists of ids merged them.',
  fixable: true,
  bad:
    page('PLAN-001', 'Login', 'Draft', 'related_docs:\n  - PLAN-002\n  - PLAN-002') +
    page('PLAN-002', 'Logout', 'Draft'),
  good:
    page('PLAN-001', 'Login', 'Draft', 'related_docs:\n  - PLAN-002') + page('PLAN-002', 'Logout', 'Draft'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document)) return;
    const { path, fields } = document.facts;
    const kinds = fieldKinds(document.type, corpus.config);
    for (const field of fields) {
      const kind = kinds.get(field.key)?.kind;
      if ((kind !== 'ids' && kind !== 'references') || !Array.isArray(field.value)) continue;
      if (field.value.length < 2) continue;
      if (!hasRepetition(field.value, corpus)) continue;
      const { kept, repeated } = distinctItems(field, corpus);
      for (const { text, span } of repeated) {
        report({
          path,
          span,
          message: `\`${field.key}\` names \`${text}\` twice`,
          fix: {
            title: `Name each once in ${field.key}`,
            edits: [{ kind: 'field', path, edit: { kind: 'set', key: field.key, value: kept } }],
          },
        });
      }
    }
  },
};

/** A cheap answer for short lists. */
function hasRepetition(items: readonly YamlValue[], corpus: Corpus): boolean {
  if (items.length > 12) return true;
  const keys = items.map((item) => referenceKey(item, corpus));
  return keys.some((key, index) => keys.indexOf(key) < index);
}

/** The canonical id, else the text. */
function referenceKey(item: YamlValue | undefined, corpus: Corpus): YamlValue | undefined {
  return typeof item === 'string' ? (parseId(item, corpus.config.types)?.id ?? item) : item;
}

function distinctItems(field: FieldFact, corpus: Corpus) {
  const seen = new Set<YamlValue | undefined>();
  const kept: string[] = [];
  const repeated: { text: string; span: Span }[] = [];
  eachText(field, (text, span) => {
    const key = referenceKey(text, corpus);
    if (seen.has(key)) repeated.push({ text, span });
    else {
      seen.add(key);
      kept.push(text);
    }
  });
  return { kept, repeated };
}
