/** How a merge marks what it cannot decide. */
export interface MergeOptions {
  /** Number of characters of a conflict marker: git's `%L`, usually 7. */
  readonly markerSize: number;
  readonly labels: { readonly ours: string; readonly theirs: string };
}

export interface Merged {
  readonly text: string;
  /** How many pieces are between conflict markers; 0 is a clean merge. */
  readonly conflicts: number;
}

/** The side of a three-way choice that changed; undefined where both did, differently. */
export function pick<T>(base: T, ours: T, theirs: T): T | undefined {
  if (ours === theirs || theirs === base) return ours;
  return ours === base ? theirs : undefined;
}

/** Both versions between ordinary conflict markers, each on lines of its own. */
export function conflictBlock(ours: string, theirs: string, eol: string, options: MergeOptions): string {
  const marker = (character: string, label: string) =>
    character.repeat(options.markerSize) + (label === '' ? '' : ` ${label}`) + eol;
  const lines = (text: string) => (text === '' || text.endsWith('\n') ? text : text + eol);
  return (
    marker('<', options.labels.ours) +
    lines(ours) +
    marker('=', '') +
    lines(theirs) +
    marker('>', options.labels.theirs)
  );
}
