import { distance } from 'fastest-levenshtein';

/** Above this many candidates of fitting length only the first are measured: a suggestion is a courtesy. */
const maximumMeasured = 2000;

/**
 * The candidate nearest to a mistyped word, or undefined when none is near: at most a third of the word's letters
 * may differ (one in short words); else the only one that starts with the word. Case does not count; of equally near
 * ones the first wins.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let measured = 0;
  const longer: string[] = [];
  for (const candidate of candidates) {
    if (wanted.length >= 3 && longer.length < 2 && candidate.toLowerCase().startsWith(wanted))
      longer.push(candidate);
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    if (++measured > maximumMeasured) break;
    const found = wordDistance(wanted, candidate);
    if (found === 0) return candidate;
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best ?? (longer.length === 1 ? longer[0] : undefined);
}

/** How many letters apart two words are, case ignored; two neighbours swapped count as one. */
export function wordDistance(a: string, b: string): number {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return isSwap(first, second) ? 1 : distance(first, second);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (
    at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  );
}
