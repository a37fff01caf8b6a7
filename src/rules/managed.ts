import type { CorpusDocument } from '../model/corpus.js';
import type { FieldFact, ReadingProblem } from '../model/document/facts.js';
import type { DocumentType } from '../model/document/type.js';
import type { Span } from '../model/text.js';

/** A document that doc-ops keeps. */
export interface ManagedDocument extends CorpusDocument {
  readonly type: DocumentType;
}

/** A managed document whose front matter could be read, so that its fields may be judged. */
export function isReadable(document: CorpusDocument): document is ManagedDocument {
  return (
    document.type !== null &&
    (document.facts.problems.length === 0 || document.facts.problems.every(leavesFields))
  );
}

function leavesFields(problem: ReadingProblem): boolean {
  return problem.kind === 'yaml-alias' || problem.kind === 'yaml-duplicate-key';
}

export function fieldOf(document: CorpusDocument, key: string): FieldFact | undefined {
  for (const field of document.facts.fields) if (field.key === key) return field;
  return undefined;
}

/** A field's text, trimmed; `''` where it is absent, empty or not a text. */
export function textOf(document: CorpusDocument, key: string): string {
  const value = fieldOf(document, key)?.value;
  return typeof value === 'string' ? value.trim() : '';
}

/** Where the front matter says the id, for a finding that is about it. */
export function spanOfId(document: CorpusDocument): { readonly span?: Span } {
  const field = fieldOf(document, 'id');
  return field ? { span: field.valueSpan } : {};
}

/** The place of a finding about the front matter as a whole: its opening fence, or the start of the file. */
export function frontMatterSpan(document: CorpusDocument): Span {
  return { line: 1, column: 1, offset: 0, length: document.facts.hasFrontMatter ? 3 : 0 };
}
