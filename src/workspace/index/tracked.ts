/** One record of `git ls-files -t --stage -z`: `H 100644 <blob> <stage>\t<path>`. */
export interface Tracked {
  readonly path: string;
  readonly blob: string;
  readonly mode: string;
  readonly stage: number;
  /** `H` for what is in the work tree, `S` where a sparse checkout left it out, `M` for a merge conflict. */
  readonly tag: string;
}

const tagH = 72;
const question = 63;

/** Split what `ls-files --stage --others` prints: other files come first, each as `? <path>`. */
export function trackedIn(listed: Buffer): { tracked: Buffer; others: string[] } {
  let at = 0;
  const others: string[] = [];
  while (listed[at] === question) {
    const end = listed.indexOf(0, at);
    others.push(listed.toString('utf8', at + 2, end));
    at = end + 1;
  }
  return { tracked: listed.subarray(at), others };
}

/**
 * The records of a listing. Usual ones are regular files without a conflict; of ten thousand records the unusual ones
 * are found without making a text of the others.
 */
export function* readTracked(tracked: Buffer, which: 'usual' | 'unusual'): Generator<Tracked> {
  if (tracked.length === 0) return;
  const idLength = idLengthOf(tracked);
  const unusual = which === 'unusual';
  const text = unusual ? '' : tracked.toString('utf8');
  // With names in ASCII alone, places in the text are places in the bytes, and pieces of it cost nothing.
  const isAscii = text.length === tracked.length;
  for (let at = 0; at < tracked.length; ) {
    const end = tracked.indexOf(0, at + 9 + idLength);
    if (isUsual(tracked, at, idLength) !== unusual)
      yield record(isAscii ? text.slice(at, end) : tracked.toString('utf8', at, end), idLength);
    at = end + 1;
  }
}

/** How long this repository's object ids are: 40 or 64 digits; 0 where nothing is tracked. */
export function idLengthOf(tracked: Buffer): number {
  return tracked.length === 0 ? 0 : tracked.indexOf(32, 9) - 9;
}

/** `H 100…` and stage 0. */
function isUsual(bytes: Buffer, at: number, idLength: number): boolean {
  return (
    bytes[at] === tagH &&
    bytes[at + 3] === 0x30 &&
    bytes[at + 4] === 0x30 &&
    bytes[at + 10 + idLength] === 0x30
  );
}

function record(text: string, idLength: number): Tracked {
  return {
    tag: text.charAt(0),
    mode: text.slice(2, 8),
    blob: text.slice(9, 9 + idLength),
    stage: Number(text.charAt(10 + idLength)),
    path: text.slice(12 + idLength),
  };
}

/** Paths of records that are in `after` and not in `before`. What the two begin and end with is not looked at. */
export function changedPaths(before: Buffer, after: Buffer): string[] {
  if (before.equals(after)) return [];
  const start = recordStart(after, sharedStart(before, after));
  const shared = Math.min(sharedEnd(before, after), before.length - start, after.length - start);
  const old = new Set(recordsBetween(before, start, before.length - shared));
  return recordsBetween(after, start, after.length - shared)
    .filter((text) => !old.has(text))
    .map((text) => text.slice(text.indexOf('\t') + 1));
}

/** The records that begin in a range. */
function recordsBetween(bytes: Buffer, start: number, end: number): string[] {
  const texts: string[] = [];
  for (let at = start; at < end; ) {
    const zero = bytes.indexOf(0, at);
    if (zero < 0) break;
    texts.push(bytes.toString('utf8', at, zero));
    at = zero + 1;
  }
  return texts;
}

function recordStart(bytes: Buffer, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(0, at - 1) + 1;
}

const step = 1 << 14;

function sharedStart(a: Buffer, b: Buffer): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at + step <= length && a.compare(b, at, at + step, at, at + step) === 0) at += step;
  while (at < length && a[at] === b[at]) at++;
  return at;
}

function sharedEnd(a: Buffer, b: Buffer): number {
  const length = Math.min(a.length, b.length);
  let count = 0;
  while (
    count + step <= length &&
    a.compare(b, b.length - count - step, b.length - count, a.length - count - step, a.length - count) === 0
  )
    count += step;
  while (count < length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}
