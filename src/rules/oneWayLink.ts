import type { Corpus, CorpusDocument } from '../model/corpus.js';
import { eachText } from '../model/links/fieldLinks.js';
import { classifyReference } from '../model/links/references.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const oneWayLink: Rule = {
  id: 'links/one-way',
  severity: 'off',
  summary: '`related_docs` is mutual: two documents name each other.',
  why: '`doc-ops link` writes both sides; a hand edit may not. The rule is off by default, since `doc-ops links` shows links from both sides.',
  fixable: true,
  bad: `### dev_ops/config.yaml
rules:
  links/one-way: warning
${page('PLAN-001', 'Login', 'Draft', 'related_docs: [PLAN-002]')}${page('PLAN-002', 'Logout', 'Draft')}`,
  good: `### dev_ops/config.yaml
rules:
  links/one-way: warning
${page('PLAN-001', 'Login', 'Draft', 'related_docs: [PLAN-002]')}${page('PLAN-002', 'Logout', 'Draft', 'related_docs: [PLAN-001]')}`,
  checkDocument(document, corpus, report) {
    const { id } = document;
    if (id === null || !isReadable(document)) return;
    const field = fieldOf(document, 'related_docs');
    if (!field) return;
    eachText(field, (text, span) => {
      const other = relatedDocument(text, corpus);
      if (!other || other.id === null || other.id === id || relatedIds(other, corpus).has(id)) return;
      const { path } = other.facts;
      report({
        path: document.facts.path,
        span,
        message: `${other.id} does not have ${id} in its \`related_docs\``,
        suggestion: `doc-ops link ${id} ${other.id}`,
        fix: {
          title: `Add ${id} to ${other.id}`,
          edits: [{ kind: 'field', path, edit: { kind: 'add', key: 'related_docs', items: [id] } }],
        },
      });
    });
  },
};

function relatedDocument(text: string, corpus: Corpus): CorpusDocument | null {
  const reference = classifyReference(text, corpus.config.types);
  if (reference.kind !== 'id') return null;
  const [path] = corpus.pathsOf(reference.id);
  const document = path === undefined ? undefined : corpus.document(path);
  return document && isReadable(document) ? document : null;
}

/** Cached, since a document that thousands name would otherwise be read for each. */
const knownIds = new WeakMap<CorpusDocument, ReadonlySet<string>>();

function relatedIds(document: CorpusDocument, corpus: Corpus): ReadonlySet<string> {
  const known = knownIds.get(document);
  if (known) return known;
  const ids = new Set<string>();
  const field = fieldOf(document, 'related_docs');
  if (field) {
    eachText(field, (text) => {
      const reference = classifyReference(text, corpus.config.types);
      if (reference.kind === 'id') ids.add(reference.id);
    });
  }
  knownIds.set(document, ids);
  return ids;
}
