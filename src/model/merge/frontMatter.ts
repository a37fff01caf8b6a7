import { splitFrontMatter } from '../frontMatter/split.js';
import { lineEnding } from '../text.js';
import { type KeyBlock, type KeyBlocks, plainValue, splitBlocks, splitScalar } from './blocks.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeLists } from './idList.js';
import { mergeOrder } from './order.js';

interface Fenced {
  readonly open: string;
  readonly yaml: KeyBlocks;
  readonly close: string;
}

/**
 * Merge front matter (fences included) key by key: a value that one side changed wins, lists are sets, one that both
 * changed differently stands between markers. Comments and form are ours unless only theirs changed them. An empty
 * base is a document that both sides added. Null where one of the three is no front matter of plain keys.
 */
export function mergeFrontMatter(
  base: string,
  ours: string,
  theirs: string,
  options: MergeOptions,
): Merged | null {
  const [inOurs, inTheirs] = [readFenced(ours), readFenced(theirs)];
  const inBase = base === '' ? emptyLike(inOurs) : readFenced(base);
  if (!inBase || !inOurs || !inTheirs) return null;
  const merging = { eol: lineEnding(ours), options };
  const sides = [byKey(inBase.yaml), byKey(inOurs.yaml), byKey(inTheirs.yaml)] as const;
  const order = mergeOrder(
    [...sides[0].keys()],
    [...sides[1].keys()],
    [...sides[2].keys()],
    new Set([...sides[1].keys(), ...sides[2].keys()]),
  );
  let text = pick(inBase.open, inOurs.open, inTheirs.open) ?? inOurs.open;
  let conflicts = 0;
  for (const key of order) {
    const merged = mergeBlock(sides[0].get(key), sides[1].get(key), sides[2].get(key), merging);
    text += merged.text;
    conflicts += merged.conflicts;
  }
  text += pick(inBase.yaml.end, inOurs.yaml.end, inTheirs.yaml.end) ?? inOurs.yaml.end;
  text += pick(inBase.close, inOurs.close, inTheirs.close) ?? inOurs.close;
  return { text, conflicts };
}

function readFenced(text: string): Fenced | null {
  const split = splitFrontMatter(text);
  if (split.kind !== 'found') return null;
  const yaml = splitBlocks(text.slice(split.yamlStart, split.yamlEnd));
  return (
    yaml && {
      open: text.slice(0, split.yamlStart),
      yaml,
      close: text.slice(split.yamlEnd, split.bodyStart),
    }
  );
}

function emptyLike(fenced: Fenced | null): Fenced | null {
  return fenced && { ...fenced, yaml: { blocks: [], end: '' } };
}

function byKey(yaml: KeyBlocks): Map<string, KeyBlock> {
  return new Map(yaml.blocks.map((block) => [block.key, block]));
}

interface Merging {
  readonly eol: string;
  readonly options: MergeOptions;
}

function mergeBlock(
  base: KeyBlock | undefined,
  ours: KeyBlock | undefined,
  theirs: KeyBlock | undefined,
  { eol, options }: Merging,
): Merged {
  if (!ours || !theirs) {
    const left = ours ?? theirs;
    if (!left) return { text: '', conflicts: 0 };
    if (!base) return { text: left.lead + left.text, conflicts: 0 };
    if (left.text === base.text) return { text: '', conflicts: 0 };
    const block = conflictBlock(ours?.text ?? '', theirs?.text ?? '', eol, options);
    return { text: left.lead + block, conflicts: 1 };
  }
  const lead = pick(base?.lead ?? '', ours.lead, theirs.lead) ?? ours.lead;
  const text =
    pick(base?.text, ours.text, theirs.text) ??
    mergeScalars(base?.text ?? '', ours.text, theirs.text) ??
    mergeLists(base?.text ?? '', ours.text, theirs.text, eol);
  if (text !== null) return { text: lead + text, conflicts: 0 };
  return { text: lead + conflictBlock(ours.text, theirs.text, eol, options), conflicts: 1 };
}

/** One value, where value and comment may each have changed on another side. */
function mergeScalars(base: string, ours: string, theirs: string): string | null {
  const [inBase, inOurs, inTheirs] = [splitScalar(base), splitScalar(ours), splitScalar(theirs)];
  if (!inOurs || !inTheirs) return null;
  const comment = pick(inBase?.comment ?? '', inOurs.comment, inTheirs.comment) ?? inOurs.comment;
  if (plainValue(inOurs.value) === plainValue(inTheirs.value)) return inOurs.head + inOurs.value + comment;
  const value = inBase && pick(inBase.value, inOurs.value, inTheirs.value);
  if (!inBase || value === undefined || value === null) return null;
  // A value where there was none needs the blank that its own side wrote.
  const { head } = value === inOurs.value ? inOurs : inTheirs;
  return head + value + comment;
}
