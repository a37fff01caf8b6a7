/** A file of a tasc's inputs: root-relative path and git blob id. */
export type InputFile = readonly [path: string, blob: string];

/** How a tasc's inputs changed since it was proven; paths in order. */
export interface InputChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Compare the inputs of a proof with the present ones. */
export function compareInputs(before: readonly InputFile[], now: readonly InputFile[]): InputChanges {
  const old = new Map(before);
  const present = new Map(now);
  const kept = [...present.keys()].filter((path) => old.has(path));
  return {
    added: [...present.keys()].filter((path) => !old.has(path)).sort(),
    removed: [...old.keys()].filter((path) => !present.has(path)).sort(),
    changed: kept.filter((path) => old.get(path) !== present.get(path)).sort(),
  };
}
