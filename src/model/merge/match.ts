import { diffArrays } from 'diff';

/** Lists that differ in more items than this are not compared: none of their items are matched then. */
const maxEditLength = 2048;

/** For each item of `a` the index of the equal item of `b` in a longest common subsequence, or -1; indexes grow. */
export function matchSequences(a: readonly string[], b: readonly string[]): number[] {
  const matches: number[] = [];
  let index = 0;
  for (const { count, added, removed } of diffArrays([...a], [...b], { maxEditLength }) ?? []) {
    for (let left = count; left > 0 && !added; left--) matches.push(removed ? -1 : index++);
    if (added) index += count;
  }
  return matches.length === a.length ? matches : a.map(() => -1);
}
