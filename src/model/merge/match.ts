/** More cells than this are not compared one with one: only what stands once on both sides is matched then. */
const maximumCells = 1 << 20;

/**
 * For each item of `a` the index of the equal item of `b` that it stands for, or -1; indexes grow. A longest common
 * subsequence for small inputs, a common one of unique items for large ones.
 */
export function matchSequences(a: readonly string[], b: readonly string[]): number[] {
  const matches = new Array<number>(a.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    matches[start] = start;
    start += 1;
  }
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
    matches[endA] = endB;
  }
  const middleA = a.slice(start, endA);
  const middleB = b.slice(start, endB);
  const inner =
    middleA.length * middleB.length <= maximumCells
      ? longestCommon(middleA, middleB)
      : uniqueCommon(middleA, middleB);
  for (const [index, match] of inner.entries()) if (match >= 0) matches[start + index] = start + match;
  return matches;
}

function longestCommon(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const matches = new Array<number>(a.length).fill(-1);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) matches[i++] = j++;
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return matches;
}

function uniqueCommon(a: readonly string[], b: readonly string[]): number[] {
  const inB = uniqueIndexes(b);
  const inA = uniqueIndexes(a);
  const indexes = a.map((item, index) => (inA.get(item) === index ? (inB.get(item) ?? -1) : -1));
  const kept = new Set(longestIncreasing(indexes));
  return indexes.map((match, index) => (kept.has(index) ? match : -1));
}

function uniqueIndexes(list: readonly string[]): Map<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, item] of list.entries()) indexes.set(item, indexes.has(item) ? -1 : index);
  return indexes;
}

/** The indexes of a longest increasing subsequence; negative values take no part. */
export function longestIncreasing(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before = new Array<number>(values.length).fill(-1);
  for (const [index, value] of values.entries()) {
    if (value < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const kept: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.push(at);
  return kept.reverse();
}
