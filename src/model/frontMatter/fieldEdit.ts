/** A change of one front-matter key. */
export type FieldEdit = SetField | UnsetField | ChangeItems;

export interface SetField {
  readonly kind: 'set';
  readonly key: string;
  /** A text, a list or a map of texts; lists of ids are written sorted. */
  readonly value: FieldValue;
  /** Keys that a new key follows: it goes behind the last of them that is present, else at the end. */
  readonly after?: readonly string[];
}

export type FieldValue = string | readonly string[] | Readonly<Record<string, string>>;

/** Remove a key and its value; nothing where it is absent. */
export interface UnsetField {
  readonly kind: 'unset';
  readonly key: string;
  readonly after?: readonly string[];
}

/** Add items to a list or remove them; a single text counts as a list of one. */
export interface ChangeItems {
  readonly kind: 'add' | 'remove';
  readonly key: string;
  readonly items: readonly string[];
  readonly after?: readonly string[];
}

export function isList(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}
