import { readFrontMatter } from '../frontMatter/quick.js';
import { readFaithfully } from '../frontMatter/read.js';
import { splitFrontMatter } from '../frontMatter/split.js';
import { lineStarts } from '../text.js';
import { type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeFrontMatter } from './frontMatter.js';
import { alike } from './shape.js';

/** How a body is merged: as git merges a file. */
export type MergeText = (base: string, ours: string, theirs: string) => Merged;

/**
 * Merge two versions of a document: front matter by key, id lists as sets, the body by `mergeText`. A document
 * without front matter, or with YAML that cannot be read, goes through `mergeText` as a whole. Where two sides are
 * equal the third is the result, byte for byte.
 */
export function mergeDocuments(
  base: string,
  ours: string,
  theirs: string,
  mergeText: MergeText,
  options: MergeOptions,
): Merged {
  const plan = planMerge(base, ours, theirs, options);
  return plan.texts ? plan.finish(mergeText(...plan.texts)) : plan.merged;
}

/** `mergeDocuments` for a `mergeText` that runs a process. */
export async function mergeDocumentsAsync(
  base: string,
  ours: string,
  theirs: string,
  mergeText: (...texts: Parameters<MergeText>) => Promise<Merged>,
  options: MergeOptions,
): Promise<Merged> {
  const plan = planMerge(base, ours, theirs, options);
  return plan.texts ? plan.finish(await mergeText(...plan.texts)) : plan.merged;
}

type Plan =
  | { readonly texts: null; readonly merged: Merged }
  /** What `mergeText` has to merge, and what its result is part of. */
  | {
      readonly texts: readonly [string, string, string];
      readonly finish: (body: Merged) => Merged;
    };

function planMerge(base: string, ours: string, theirs: string, options: MergeOptions): Plan {
  const equal = pick(base, ours, theirs);
  if (equal !== undefined) return { texts: null, merged: { text: equal, conflicts: 0 } };
  const { texts, finish } = alike(base, ours, theirs);
  const again = pick(...texts);
  if (again !== undefined) return { texts: null, merged: finish({ text: again, conflicts: 0 }) };
  const [one, two, three] = [split(texts[0]), split(texts[1]), split(texts[2])];
  const frontMatter = mergeKeys(texts, [one.frontMatter, two.frontMatter, three.frontMatter], options);
  if (!frontMatter) return { texts, finish };
  const join = (body: Merged) =>
    finish({
      text: frontMatter.text + body.text,
      conflicts: frontMatter.conflicts + body.conflicts,
    });
  const body = pick(one.body, two.body, three.body);
  if (body !== undefined) return { texts: null, merged: join({ text: body, conflicts: 0 }) };
  return { texts: [one.body, two.body, three.body], finish: join };
}

/** Null where one of the front matters, or what they give together, cannot be read. */
function mergeKeys(
  [base, ours, theirs]: readonly [string, string, string],
  frontMatter: readonly [string, string, string],
  options: MergeOptions,
): Merged | null {
  if (![ours, theirs].every(isReadable) || (base !== '' && !isReadable(base))) return null;
  const merged = mergeFrontMatter(...frontMatter, options);
  return merged && (merged.conflicts > 0 || isReadable(merged.text)) ? merged : null;
}

function split(text: string): { frontMatter: string; body: string } {
  const found = splitFrontMatter(text);
  const at = found.kind === 'found' ? found.bodyStart : 0;
  return { frontMatter: text.slice(0, at), body: text.slice(at) };
}

function isReadable(text: string): boolean {
  const reading = readFrontMatter(text, lineStarts(text), readFaithfully);
  return reading.hasFrontMatter && reading.problems.length === 0;
}
