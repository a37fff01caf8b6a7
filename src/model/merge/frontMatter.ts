import { lineEnding } from '../text.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeLists } from './idList.js';
import { type KeyBlock, splitBlocks } from './keyBlocks.js';
import { mergeOrder } from './order.js';

/**
 * Merge front matter (fences included) key by key: a value that one side changed wins, lists are sets, one that both
 * changed differently is put between markers. Comments and form are ours unless only theirs changed them. An empty
 * base is a document that both sides added. Null where one of the three, or what they give, cannot be read.
 */
export function mergeFrontMatter(
  base: string,
  ours: string,
  theirs: string,
  options: MergeOptions,
): Merged | null {
  const [inOurs, inTheirs] = [splitBlocks(ours), splitBlocks(theirs)];
  const inBase = base === '' ? inOurs && { ...inOurs, blocks: new Map(), end: '' } : splitBlocks(base);
  if (!inBase || !inOurs || !inTheirs) return null;
  const keys = [inBase, inOurs, inTheirs].map(({ blocks }) => [...blocks.keys()]);
  const [before = [], one = [], other = []] = keys;
  let text = pick(inBase.open, inOurs.open, inTheirs.open) ?? inOurs.open;
  let conflicts = 0;
  for (const key of mergeOrder(before, one, other, new Set([...one, ...other]))) {
    const sides = [inBase, inOurs, inTheirs].map(({ blocks }) => blocks.get(key));
    const merged = mergeBlock(sides[0], sides[1], sides[2], lineEnding(ours), options);
    text += merged.text;
    conflicts += merged.conflicts;
  }
  text += pick(inBase.end, inOurs.end, inTheirs.end) ?? inOurs.end;
  text += pick(inBase.close, inOurs.close, inTheirs.close) ?? inOurs.close;
  return conflicts > 0 || splitBlocks(text) ? { text, conflicts } : null;
}

function mergeBlock(
  base: KeyBlock | undefined,
  ours: KeyBlock | undefined,
  theirs: KeyBlock | undefined,
  eol: string,
  options: MergeOptions,
): Merged {
  const left = ours ?? theirs;
  if (!left) return { text: '', conflicts: 0 };
  const marked = (lead: string) => ({
    text: lead + conflictBlock(ours?.text ?? '', theirs?.text ?? '', eol, options),
    conflicts: 1,
  });
  if (!ours || !theirs) {
    if (!base) return { text: left.lead + left.text, conflicts: 0 };
    return left.text === base.text ? { text: '', conflicts: 0 } : marked(left.lead);
  }
  const lead = pick(base?.lead ?? '', ours.lead, theirs.lead) ?? ours.lead;
  const text =
    pick(base?.text, ours.text, theirs.text) ??
    mergeScalars(base, ours, theirs) ??
    mergeLists(base, ours, theirs, eol);
  return text === null ? marked(lead) : { text: lead + text, conflicts: 0 };
}

/** One value, where value and comment may each have changed on another side. */
function mergeScalars(base: KeyBlock | undefined, ours: KeyBlock, theirs: KeyBlock): string | null {
  const [inOurs, inTheirs] = [scalarOf(ours), scalarOf(theirs)];
  const inBase = base ? scalarOf(base) : null;
  if (inOurs === null || inTheirs === null) return null;
  const rest = pick(inBase === null ? '' : base?.rest, ours.rest, theirs.rest) ?? ours.rest;
  const value = inOurs === inTheirs ? inOurs : inBase === null ? undefined : pick(inBase, inOurs, inTheirs);
  if (value === undefined) return null;
  const { head, written } = value === inOurs ? ours : theirs;
  return head + written + rest;
}

/** The value of a key on one line; null for other values. */
function scalarOf({ text, entry: { value } }: KeyBlock): string | null {
  return value.kind === 'scalar' && text.indexOf('\n') === text.length - 1 ? value.value : null;
}
