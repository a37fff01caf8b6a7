/** A change of one front-matter key. */
export type FieldEdit = SetField | UnsetField | ChangeItems;

export interface SetField {
  readonly kind: 'set';
  readonly key: string;
  /** A text, a list or a map of texts; lists of ids are written sorted. */
  readonly value: FieldValue;
  /** Keys in whose wake a new key stands: behind the last of them that is present, else at the end. */
  readonly after?: readonly string[];
}

export type FieldValue = string | readonly string[] | Readonly<Record<string, string>>;

/** Take a key out, with its value; nothing where it is absent. */
export interface UnsetField {
  readonly kind: 'unset';
  readonly key: string;
  readonly after?: readonly string[];
}

/** Put items into a list or take them out; a single text counts as a list of one. */
export interface ChangeItems {
  readonly kind: 'add' | 'remove';
  readonly key: string;
  readonly items: readonly string[];
  readonly after?: readonly string[];
}

export function isList(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}
