import type { DocumentFacts, YamlValue } from '../../model/documentFacts.js';

/** Shorter pieces are copied by the engine itself. */
const shortestSlice = 13;
const scratch = Buffer.allocUnsafe(4096);

/**
 * The same facts without a hold on the text that they were read from: a piece of a string keeps all of it in memory,
 * and the texts of ten thousand documents weigh more than everything that is known of them.
 */
export function detachFacts(facts: DocumentFacts): DocumentFacts {
  return {
    ...facts,
    fields: facts.fields.map((field) => ({
      ...field,
      key: detached(field.key),
      value: detachedValue(field.value),
    })),
    headings: facts.headings.map((heading) => ({
      ...heading,
      text: detached(heading.text),
      anchor: detached(heading.anchor),
    })),
    links: facts.links.map((link) => ({
      ...link,
      target: detached(link.target),
      fragment: link.fragment === null ? null : detached(link.fragment),
    })),
    anchors: facts.anchors.map(detached),
  };
}

function detachedValue(value: YamlValue): YamlValue {
  if (typeof value === 'string') return detached(value);
  if (Array.isArray(value)) return value.map(detachedValue);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [detached(key), detachedValue(inner)]),
  );
}

/** The same characters in memory of their own. */
function detached(text: string): string {
  if (text.length < shortestSlice) return text;
  if (text.length * 3 > scratch.length) return Buffer.from(text).toString();
  return scratch.toString('utf8', 0, scratch.write(text));
}
