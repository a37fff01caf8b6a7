import type { Corpus } from '../model/corpus.js';
import { hasStatus, isDecision } from '../model/document/type.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable, type ManagedDocument, textOf } from './managed.js';
import { eachId } from './relationEdges.js';
import type { Rule } from './rule.js';

export const supersededWithoutSuccessor: Rule = {
  id: 'adr/superseded-without-successor',
  severity: 'error',
  summary: 'A superseded decision names its successor, or its successor names it.',
  why: 'A reader of an old decision must find the one in force. `doc-ops supersede` writes both sides.',
  bad: page('ADR-001', 'Cookies', 'Superseded'),
  good:
    page('ADR-001', 'Cookies', 'Superseded', 'superseded_by: [ADR-002]') +
    page('ADR-002', 'Tokens', 'Accepted', 'supersedes: [ADR-001]'),
  checkCorpus(corpus, report) {
    // The successor may be any document: only with all of them is its absence certain.
    if (!corpus.complete) return;
    const orphans = corpus.judged.filter((document): document is ManagedDocument =>
      isSupersededDecision(document),
    );
    if (orphans.length === 0) return;
    const superseded = namedBy(corpus, 'supersedes');
    for (const document of orphans) {
      if (document.id !== null && superseded.has(document.id)) continue;
      const field = fieldOf(document, 'status');
      report({
        path: document.facts.path,
        ...(field ? { span: field.valueSpan } : {}),
        message: `${document.id ?? 'the decision'} is superseded, but no successor is named`,
        suggestion: 'superseded_by: [ADR-…]',
      });
    }
  },
};

/** Superseded, without naming its successor. */
function isSupersededDecision(document: Corpus['judged'][number]): boolean {
  if (!isDecision(document.type) || !isReadable(document)) return false;
  const { superseded } = document.type;
  if (superseded === null || !hasStatus([superseded], textOf(document, 'status'))) return false;
  const successor = fieldOf(document, 'superseded_by');
  return (
    !successor || successor.value === '' || (Array.isArray(successor.value) && successor.value.length === 0)
  );
}

function namedBy(corpus: Corpus, key: string): Set<string> {
  const ids = new Set<string>();
  for (const document of corpus.judged) {
    const field = fieldOf(document, key);
    if (field) eachId(field, corpus, (id) => ids.add(id));
  }
  return ids;
}
