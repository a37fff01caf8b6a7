import { distance } from 'fastest-levenshtein';

/** Above this many candidates of fitting length only the first are measured: a suggestion is a courtesy. */
const maximumMeasured = 2000;

/**
 * The candidate nearest to a mistyped word, or undefined when none is near: at most a third of the word's letters
 * may differ (one in short words). Case does not count; of equally near ones the first wins.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let measured = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    if (++measured > maximumMeasured) break;
    const found = distance(wanted, candidate.toLowerCase());
    if (found === 0) return candidate;
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** How many letters apart two words are, case ignored. */
export function wordDistance(a: string, b: string): number {
  return distance(a.toLowerCase(), b.toLowerCase());
}
