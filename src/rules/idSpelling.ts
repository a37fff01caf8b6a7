import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { LinkFact } from '../model/document/facts.js';
import { parseId } from '../model/ids.js';
import type { Span } from '../model/text.js';
import { page } from './examplePage.js';
import { judgedLinks } from './judgedLinks.js';
import { fieldOf, isReadable } from './managed.js';
import type { Report, Rule } from './rule.js';

export const idSpelling: Rule = {
  id: 'id/spelling',
  severity: 'warning',
  summary: 'An id has its canonical spelling: `PLAN-001`, not `plan-1`.',
  why: 'doc-ops accepts every spelling, but a text search finds only one, and Obsidian needs the exact file name.',
  fixable: true,
  bad: page('PLAN-001', 'Login', 'Draft').replace('id: PLAN-001', 'id: plan-1'),
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document)) return;
    const field = fieldOf(document, 'id');
    if (typeof field?.value === 'string')
      checkId(document, field.value.trim(), field.valueSpan, corpus, report);
    for (const { link, resolution } of judgedLinks(document, corpus).notable) {
      if (resolution.kind !== 'file' || resolution.id === null || link.target === resolution.id) continue;
      if (link.form === 'field' || link.form === 'wiki') {
        checkId(document, link.target, targetSpan(link), corpus, report);
      }
    }
  },
};

function checkId(
  document: CorpusDocument,
  text: string,
  span: Span | null,
  corpus: Corpus,
  report: Report,
): void {
  const parsed = parseId(text, corpus.config.types);
  if (!parsed || parsed.id === text || !span) return;
  const { path } = document.facts;
  report({
    path,
    span,
    message: `the id \`${text}\` should be \`${parsed.id}\``,
    suggestion: parsed.id,
    fix: {
      title: `Write ${parsed.id}`,
      edits: [{ kind: 'patch', path, start: span.offset, end: span.offset + span.length, text: parsed.id }],
    },
  });
}

/** The id alone; null where the text around it is not plain (a fragment in a quoted YAML value, spaces). */
function targetSpan(link: LinkFact): Span | null {
  const { length } = link.target;
  if (link.form === 'field') return link.fragment === null ? link.span : null;
  const plain = link.fragment === null ? length : length + 1 + link.fragment.length;
  return link.span.length === plain ? { ...link.span, length } : null;
}
