import { folderOf, nameOf } from '../links/path.js';
import { listField, titleOf } from './document.js';
import type { DocumentFacts, YamlValue } from './facts.js';

/** Front matter that is found in another field, or that people do not search by its words. */
const elsewhere: ReadonlySet<string> = new Set(['title', 'read_when', 'related_docs', 'status', 'created']);

/** A longer value of the front matter is text. */
const longestLabel = 60;

/** The texts of a document by the fields of the index. Link targets do not count: they only name other documents. */
export function searchTexts(facts: DocumentFacts, text: string, folder: string): string[][] {
  const title = titleOf(facts);
  const path = facts.path.slice(folder.length + 1, -'.md'.length);
  const values = facts.fields.flatMap(({ key, value }) => (elsewhere.has(key) ? [] : textsIn(value)));
  return [
    [...bodyPieces(facts, text), ...values.filter((value) => value.length > longestLabel)],
    facts.headings.flatMap((heading) =>
      heading.depth === 1 && heading.text.endsWith(title) ? [] : heading.text,
    ),
    [title, nameOf(path)],
    listField(facts, 'read_when'),
    [folderOf(path), ...values.filter((value) => value.length <= longestLabel)],
  ];
}

/** The body without the destinations of its links, whose names are those of other documents. */
function bodyPieces(facts: DocumentFacts, text: string): string[] {
  const pieces: string[] = [];
  let at = bodyStart(facts, text);
  for (const { form, span } of facts.links) {
    if (form === 'bare' || form === 'wiki' || span.offset < at) continue;
    pieces.push(text.slice(at, span.offset));
    at = span.offset + span.length;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** Where the front matter ends. */
export function bodyStart(facts: Pick<DocumentFacts, 'hasFrontMatter'>, text: string): number {
  if (!facts.hasFrontMatter) return 0;
  const end = /\n(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)/g;
  end.lastIndex = 3;
  const found = end.exec(text);
  return found ? found.index + found[0].length : 0;
}

/** Every text in a value. */
export function textsIn(value: YamlValue): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap((inner: YamlValue) => textsIn(inner));
}
