import type { Config } from '../config/config.js';
import type { CorpusDocument } from '../corpus.js';
import type { FieldFact, LinkFact } from '../document/facts.js';
import { commonFields, type DocumentType, type FieldKind } from '../document/type.js';
import { parseId } from '../ids.js';
import type { Span } from '../text.js';
import { classifyReference } from './references.js';
import { relationNames } from './relations.js';

/** Looks like an id, whether or not its prefix is known: `PLN-001`. */
export const idLike = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;

const kindTables = new WeakMap<Config, Map<DocumentType, ReadonlyMap<string, FieldKind>>>();

/** What every front-matter key of a type holds: its own fields, the common ones and the relations. */
export function fieldKinds(type: DocumentType, config: Config): ReadonlyMap<string, FieldKind> {
  let tables = kindTables.get(config);
  if (!tables) {
    tables = new Map();
    kindTables.set(config, tables);
  }
  let table = tables.get(type);
  if (!table) {
    const relations = relationNames(config.relations).map((name) => [name, { kind: 'ids' }] as const);
    table = new Map<string, FieldKind>([
      ...relations,
      ...Object.entries(commonFields),
      ...Object.entries(type.fields),
    ]);
    tables.set(type, table);
  }
  return table;
}

/**
 * The links of the front matter in file order: ids of id fields and relations, ids and root-relative paths of
 * `related_docs`. What is not looked up (`PR-12`, URLs) and values that cannot be ids are left out. None for a
 * markdown file without a type.
 */
export function fieldLinks(document: CorpusDocument, config: Config): LinkFact[] {
  const links: LinkFact[] = [];
  eachReference(document, config, (text, span, field, kind) => {
    const link = fieldLink(text, span, field, kind, config);
    if (link) links.push(link);
  });
  return links;
}

/** Call with every text of the fields that hold ids or references. */
export function eachReference(
  document: CorpusDocument,
  config: Config,
  visit: (text: string, span: Span, field: string, kind: 'id' | 'ids' | 'references') => void,
): void {
  if (!document.type) return;
  const kinds = fieldKinds(document.type, config);
  for (const field of document.facts.fields) {
    const kind = kinds.get(field.key)?.kind;
    if (kind !== 'id' && kind !== 'ids' && kind !== 'references') continue;
    eachText(field, (text, span) => visit(text, span, field.key, kind));
  }
}

/** Call with every text of a scalar or list field; nested values are skipped. */
export function eachText(field: FieldFact, visit: (text: string, span: Span) => void): void {
  if (typeof field.value === 'string') {
    if (field.value !== '') visit(field.value, field.valueSpan);
    return;
  }
  if (!Array.isArray(field.value)) return;
  field.value.forEach((item: unknown, index) => {
    if (typeof item === 'string' && item !== '') visit(item, field.itemSpans?.[index] ?? field.valueSpan);
  });
}

/** The link that one such text is; null for what is not looked up. */
export function fieldLink(
  text: string,
  span: Span,
  field: string,
  kind: 'id' | 'ids' | 'references',
  config: Config,
): LinkFact | null {
  if (parseId(text, config.types)) return { form: 'field', target: text, fragment: null, span, field };
  const reference = classifyReference(text, config.types);
  if (reference.kind === 'external') return null;
  if (reference.kind === 'path' && kind !== 'references' && !idLike.test(reference.path)) return null;
  const target = reference.kind === 'id' ? writtenTarget(text) : reference.path;
  return { form: 'field', target, fragment: reference.fragment, span, field };
}

/** The id as it is spelled, without brackets, fragment and label. */
function writtenTarget(text: string): string {
  return text.replace(/^\s*(?:\[\[)?\s*/, '').replace(/\s*(?:[#|\]].*)?$/s, '');
}
