import { closest } from '../model/closest.js';
import type { Corpus } from '../model/corpus.js';
import type { FieldFact, YamlValue } from '../model/document/facts.js';
import type { FieldKind } from '../model/document/type.js';
import { eachText, fieldKinds, idLike } from '../model/links/fieldLinks.js';
import { classifyReference } from '../model/links/references.js';
import type { Span } from '../model/text.js';
import { page } from './examplePage.js';
import { isReadable, type ManagedDocument } from './managed.js';
import type { Report, Rule } from './rule.js';

export const wrongType: Rule = {
  id: 'front-matter/wrong-type',
  severity: 'error',
  summary: 'A field has a value of its kind: text, a date, one of a few words, an id, or a list.',
  why: 'Write a date as `2026-11-20`. You may write a list with one item as plain text. Fields that the type does not know may have any value.',
  bad: page('TASK-001', 'Login', 'todo').replace('created: 2026-11-20', 'created: 20.11.2026'),
  good: page('TASK-001', 'Login', 'todo', 'priority: high\nestimate: { hours: 3 }'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document)) return;
    const kinds = fieldKinds(document.type, corpus.config);
    for (const field of document.facts.fields) {
      const kind = kinds.get(field.key);
      if (kind && field.value !== '' && !isPlainlyRight(field.value, kind))
        checkField(document, field, kind, corpus, report);
    }
  },
};

/** Most fields are texts or lists of texts whose content does not matter. */
function isPlainlyRight(value: YamlValue, { kind }: FieldKind): boolean {
  if (kind === 'text') return typeof value === 'string';
  return (kind === 'texts' || kind === 'references') && isListOfTexts(value);
}

function checkField(
  document: ManagedDocument,
  field: FieldFact,
  kind: FieldKind,
  corpus: Corpus,
  report: Report,
): void {
  const complain = (message: string, span: Span = field.valueSpan, suggestion?: string) =>
    report({
      path: document.facts.path,
      span,
      message: `\`${field.key}\` ${message}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  const shape = expectedShape(kind);
  if (shape === 'map') {
    if (typeof field.value === 'string' || Array.isArray(field.value)) complain('must be a mapping');
    return;
  }
  if (shape === 'text' && typeof field.value !== 'string') complain('must be a single value');
  else if (shape === 'list' && !isListOfTexts(field.value)) {
    complain(`must be a list of ${itemName(kind)}`, badItem(field), listHint(field));
  } else eachText(field, (text, span) => checkText(text, span, kind, corpus, complain));
}

function expectedShape(kind: FieldKind): 'text' | 'list' | 'map' {
  switch (kind.kind) {
    case 'map':
      return 'map';
    case 'ids':
    case 'references':
    case 'texts':
      return 'list';
    case 'text':
    case 'date':
    case 'choice':
    case 'id':
      return 'text';
  }
}

function isListOfTexts(value: YamlValue): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

function itemName(kind: FieldKind): string {
  return kind.kind === 'ids' ? 'document ids' : kind.kind === 'references' ? 'ids and paths' : 'texts';
}

/** The first item that is not a text, else the whole value. */
function badItem(field: FieldFact): Span {
  if (!Array.isArray(field.value)) return field.valueSpan;
  const index = field.value.findIndex((item) => typeof item !== 'string');
  return field.itemSpans?.[index] ?? field.valueSpan;
}

/** `[[ADR-015]]` without quotes is a list in a list to YAML. */
function listHint(field: FieldFact): string | undefined {
  if (!Array.isArray(field.value)) return undefined;
  const nested: unknown = field.value.find((item) => typeof item !== 'string');
  const inner: unknown = Array.isArray(nested) && nested.length === 1 ? nested[0] : undefined;
  const innermost: unknown = Array.isArray(inner) && inner.length === 1 ? inner[0] : inner;
  return typeof innermost === 'string' ? innermost : undefined;
}

function checkText(
  text: string,
  span: Span,
  kind: FieldKind,
  corpus: Corpus,
  complain: (message: string, span: Span, suggestion?: string) => void,
): void {
  if (kind.kind === 'date' && !isDate(text)) {
    complain(`is \`${text}\`, which is not a date like 2026-11-20`, span);
  } else if (kind.kind === 'choice' && !kind.values.some((value) => same(value, text))) {
    complain(
      `is \`${text}\`, but must be one of ${kind.values.join(', ')}`,
      span,
      closest(text, kind.values),
    );
  } else if (kind.kind === 'id' || kind.kind === 'ids') {
    const reference = classifyReference(text, corpus.config.types);
    if (reference.kind === 'external' || (reference.kind === 'path' && !idLike.test(reference.path))) {
      complain(`has \`${text}\`, which is not a document id`, span);
    }
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}

const datePattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function isDate(text: string): boolean {
  const match = datePattern.exec(text.trim());
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
