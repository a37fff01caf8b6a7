import type { Corpus, CorpusDocument } from '../corpus.js';
import type { DocumentFacts, LinkFact } from '../document/facts.js';
import type { Resolution } from './resolve.js';

/** Fragments that a browser or an editor gives a meaning of its own: the top, lines, blocks, text, pages. */
const otherFragment = /^(?:$|top$|\^|:~:|L\d+|page=)/i;

function hasOwnMeaning(fragment: string): boolean {
  return fragment === '' || otherFragment.test(fragment);
}

/** Where a link leads to a heading: the document that should have it; null where nothing is to check. */
export function headingTarget(link: LinkFact, resolution: Resolution, corpus: Corpus): CorpusDocument | null {
  if (link.fragment === null || link.form === 'image' || hasOwnMeaning(link.fragment)) return null;
  if (resolution.kind === 'file') return corpus.document(resolution.path) ?? null;
  if (resolution.kind !== 'folder') return null;
  const prefix = resolution.path === '' ? '' : `${resolution.path}/`;
  return corpus.document(`${prefix}README.md`) ?? corpus.document(`${prefix}readme.md`) ?? null;
}

/**
 * Whether a fragment names a heading or an anchor. Anchors compare without case, as GitHub does; wiki links and
 * `related_docs` may also give the heading's text, or a path of headings (`#Goal#Steps`, the last one counts).
 */
export function hasHeading(facts: DocumentFacts, fragment: string, form: LinkFact['form']): boolean {
  for (const heading of facts.headings) if (heading.anchor === fragment) return true;
  const wanted = fragment.toLowerCase();
  for (const heading of facts.headings) if (heading.anchor === wanted) return true;
  for (const anchor of facts.anchors) if (anchor.toLowerCase() === wanted) return true;
  // GitHub prefixes the ids that it renders; a link may carry the prefix.
  if (wanted.startsWith('user-content-')) return hasHeading(facts, fragment.slice(13), form);
  if (form !== 'wiki' && form !== 'field') return false;
  const text = headingKey(fragment.slice(fragment.lastIndexOf('#') + 1));
  return text !== '' && facts.headings.some((heading) => headingKey(heading.text) === text);
}

/** Letters and digits alone: Obsidian leaves out of a heading link what its link syntax uses. */
export function headingKey(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}
