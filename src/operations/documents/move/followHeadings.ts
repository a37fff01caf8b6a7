import type { Corpus, CorpusDocument } from '../../../model/corpus.js';
import type { LinkFact } from '../../../model/document/facts.js';
import { fieldLinks } from '../../../model/links/fieldLinks.js';
import { resolveLink } from '../../../model/links/resolve.js';
import {
  type ChangedHeadings,
  changedHeadings,
  rewriteHeading,
} from '../../../model/links/rewriteHeading.js';
import { type Result, success } from '../../../model/result.js';
import { applyPatches, type TextPatch } from '../../../model/text.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { factsOf } from '../loadDocument.js';

/** Documents with links, as they were before the transaction changed them. */
export interface Linked {
  readonly corpus: Corpus;
  readonly documents: readonly CorpusDocument[];
}

const knownLinks = new WeakMap<CorpusDocument, readonly LinkFact[]>();

/** The links of front matter and body; the same objects whenever they are asked for. */
export function linksOf(document: CorpusDocument, corpus: Corpus): readonly LinkFact[] {
  const known = knownLinks.get(document);
  if (known) return known;
  const links = [...fieldLinks(document, corpus.config), ...document.facts.links];
  knownLinks.set(document, links);
  return links;
}

/** Write patches into the transaction and say how many links they changed. A definition that is used twice is one place. */
export function rewrite(
  transaction: Transaction,
  path: string,
  text: string,
  patches: readonly TextPatch[],
): number {
  const kept: TextPatch[] = [];
  let end = -1;
  for (const patch of [...patches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (patch.start < end || text.slice(patch.start, patch.end) === patch.text) continue;
    kept.push(patch);
    end = patch.end;
  }
  if (kept.length > 0) transaction.edit(path, applyPatches(text, kept));
  return kept.length;
}

/** Rewrite links to headings where the transaction changed the text of the headings: their ids, or a title. */
export async function followHeadings(
  transaction: Transaction,
  { corpus, documents }: Linked,
  meant: ReadonlyMap<LinkFact, string>,
  paths: readonly string[],
): Promise<Result<{ readonly files: readonly string[]; readonly links: number }>> {
  const { types } = corpus.config;
  const changed = new Map<string, ChangedHeadings>();
  for (const path of new Set(paths)) {
    const before = corpus.document(path)?.facts;
    const text = transaction.read(path);
    if (!text.ok) return text;
    if (!before) continue;
    const after = await factsOf(path, text.value, types);
    const headings = changedHeadings(before.headings, after.headings);
    if (headings) changed.set(path, headings);
  }
  const files: string[] = [];
  let links = 0;
  if (changed.size === 0) return success({ files, links });
  for (const document of documents) {
    const { path } = document.facts;
    const before = linksOf(document, corpus).filter(hasPlace);
    const wanted = before.map((link) => {
      if (!link.fragment) return null;
      const found = resolveLink(document, link, corpus);
      const path = meant.get(link) ?? (found.kind === 'file' ? found.path : undefined);
      return path === undefined ? null : (changed.get(path) ?? null);
    });
    if (wanted.every((one) => one === null)) continue;
    const text = transaction.read(path);
    if (!text.ok) return text;
    const facts = await factsOf(path, text.value, types);
    const now = linksOf({ ...document, facts }, corpus).filter(hasPlace);
    // Edits of front matter and title add no such link; where they did, what was cannot be told apart.
    if (now.length !== before.length) continue;
    const patches = now.flatMap((link, index) => {
      const headings = wanted[index];
      const start = link.span.offset;
      const end = start + link.span.length;
      return headings
        ? [{ start, end, text: rewriteHeading(link, text.value.slice(start, end), headings) }]
        : [];
    });
    const rewritten = rewrite(transaction, path, text.value, patches);
    if (rewritten > 0) files.push(path);
    links += rewritten;
  }
  return success({ files, links });
}

/** A bare id names no heading, and a title may bring some. */
function hasPlace({ form }: LinkFact): boolean {
  return form !== 'bare';
}
