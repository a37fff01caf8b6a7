import type { DocumentType } from '../document/type.js';
import { parseId } from '../ids.js';

/** What an item of `related_docs` names. Paths are relative to the root; fragments are without `#`. */
export type Reference =
  | { readonly kind: 'id'; readonly id: string; readonly fragment: string | null }
  | { readonly kind: 'path'; readonly path: string; readonly fragment: string | null }
  /** `PR-12`, `#12`, a URL: never looked up. */
  | { readonly kind: 'external' };

const external: Reference = { kind: 'external' };
const pullRequest = /^(?:PR-|GH-|#)\d+$/i;
/** A scheme has two letters at least, so that `C:\notes` is a path; `file:` names a file. */
const url = /^(?!file:)[a-z][a-z0-9+.-]+:/i;

/** Tell an id from a path from what is not looked up. `[[ADR-015]]`, as Obsidian writes it, is ADR-015. */
export function classifyReference(text: string, types: readonly DocumentType[]): Reference {
  const trimmed = withoutBrackets(text.trim());
  if (pullRequest.test(trimmed) || url.test(trimmed)) {
    return parseId(trimmed, types) ? idReference(trimmed, types, null) : external;
  }
  const hash = trimmed.indexOf('#');
  const target = hash < 0 ? trimmed : trimmed.slice(0, hash).trimEnd();
  const fragment = hash < 0 ? null : trimmed.slice(hash + 1);
  return idReference(target, types, fragment);
}

function idReference(target: string, types: readonly DocumentType[], fragment: string | null): Reference {
  const parsed = parseId(target, types);
  return parsed ? { kind: 'id', id: parsed.id, fragment } : { kind: 'path', path: target, fragment };
}

/** `[[target|text]]` → `target`. */
function withoutBrackets(text: string): string {
  if (!text.startsWith('[[') || !text.endsWith(']]')) return text;
  const inner = text.slice(2, -2);
  const bar = inner.indexOf('|');
  return (bar < 0 ? inner : inner.slice(0, bar)).trim();
}
