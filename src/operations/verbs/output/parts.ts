import * as v from 'valibot';

// What several verbs return. Verbs import these files as types only, so that running one loads no schema.

export const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());
export const pair = <T extends v.GenericSchema>(item: T) => v.pipe(v.tuple([item, item]), v.readonly());

/** What a changing verb reports of itself. */
export const changed = v.strictObject({
  /** One line for a person: `TASK-001 is now in_progress`. */
  message: v.string(),
  /** Canonical ids and paths that it was about. */
  subjects: list(v.strictObject({ id: v.nullable(v.string()), path: v.string() })),
});

/** A text for other programs or for a file. */
export const exported = v.strictObject({ text: v.string() });

/** A document in a list. */
export const documentSummary = v.strictObject({
  id: v.nullable(v.string()),
  type: v.nullable(v.string()),
  status: v.string(),
  title: v.string(),
  path: v.string(),
  created: v.nullable(v.string()),
  priority: v.nullable(v.string()),
  assignee: v.nullable(v.string()),
  tags: list(v.string()),
  archived: v.boolean(),
  /** Whether its status is a closing one. */
  closed: v.boolean(),
  /** Why it cannot be read, where it cannot. */
  broken: v.nullable(v.string()),
});
