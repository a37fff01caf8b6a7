import { splitFrontMatter } from '../frontMatter/split.js';
import { type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeFrontMatter } from './frontMatter.js';
import { inOneShape } from './shape.js';

/** How a body is merged: as git merges a file. */
export type MergeText = (base: string, ours: string, theirs: string) => Promise<Merged>;

/**
 * Merge two versions of a document: front matter by key, id lists as sets, the body by `mergeText`. A document
 * without front matter, or with YAML that cannot be read, goes through `mergeText` as a whole. Where two sides are
 * equal the third is the result, byte for byte.
 */
export async function mergeDocuments(
  base: string,
  ours: string,
  theirs: string,
  mergeText: MergeText,
  options: MergeOptions,
): Promise<Merged> {
  const equal = pick(base, ours, theirs);
  if (equal !== undefined) return { text: equal, conflicts: 0 };
  const { texts, finish } = inOneShape(base, ours, theirs);
  const again = pick(...texts);
  if (again !== undefined) return finish({ text: again, conflicts: 0 });
  const [one, two, three] = [split(texts[0]), split(texts[1]), split(texts[2])];
  const hasKeys = one.frontMatter !== '' || texts[0] === '';
  const frontMatter =
    hasKeys && mergeFrontMatter(one.frontMatter, two.frontMatter, three.frontMatter, options);
  if (!frontMatter) return finish(await mergeText(...texts));
  const same = pick(one.body, two.body, three.body);
  const body =
    same === undefined ? await mergeText(one.body, two.body, three.body) : { text: same, conflicts: 0 };
  return finish({
    text: frontMatter.text + body.text,
    conflicts: frontMatter.conflicts + body.conflicts,
  });
}

function split(text: string): { frontMatter: string; body: string } {
  const found = splitFrontMatter(text);
  const at = found.kind === 'found' ? found.bodyStart : 0;
  return { frontMatter: text.slice(0, at), body: text.slice(at) };
}
