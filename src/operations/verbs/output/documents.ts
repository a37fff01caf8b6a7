import * as v from 'valibot';
import { changed, documentSummary, list, pair } from './parts.js';

export const created = v.strictObject({ ...changed.entries, id: v.string(), path: v.string() });

/** A document with the fields that were asked for beside the usual ones. */
export const listedWith = v.strictObject({
  ...documentSummary.entries,
  fields: v.exactOptional(v.record(v.string(), v.union([v.string(), list(v.string())]))),
});

/** A value of front matter: texts, lists and maps of them. */
export type YamlOutput = string | readonly YamlOutput[] | { readonly [key: string]: YamlOutput };
export const yaml: v.GenericSchema<YamlOutput> = v.lazy(() =>
  v.union([v.string(), list(yaml), v.record(v.string(), yaml)]),
);

export const shown = v.strictObject({
  id: v.nullable(v.string()),
  path: v.string(),
  type: v.nullable(v.string()),
  title: v.string(),
  fields: v.record(v.string(), yaml),
  headings: list(v.strictObject({ depth: v.number(), text: v.string(), line: v.number() })),
  links: list(
    v.strictObject({
      form: v.string(),
      target: v.string(),
      fragment: v.nullable(v.string()),
      line: v.number(),
      field: v.exactOptional(v.string()),
    }),
  ),
  problems: list(v.strictObject({ message: v.string(), line: v.number(), column: v.number() })),
  /** The file as it is. */
  text: v.string(),
  /** Whether the person asked for the file as it is. */
  raw: v.boolean(),
});

export const checklist = v.strictObject({
  message: v.string(),
  id: v.nullable(v.string()),
  path: v.string(),
  title: v.string(),
  items: list(
    v.strictObject({
      number: v.number(),
      checked: v.boolean(),
      text: v.string(),
      line: v.number(),
      changed: v.boolean(),
    }),
  ),
});

/** What moving documents did to references. */
export const movedReferences = v.strictObject({
  /** Files in which a link was rewritten, the moved ones included; by the path that they had. */
  files: list(v.string()),
  links: v.number(),
  /** Files that name one of the documents, but cannot be read: with conflict markers, or broken front matter. */
  unread: list(v.string()),
});

/** What archiving or the way back did. */
export const archived = v.strictObject({ ...changed.entries, ...movedReferences.entries });

export const renamed = v.strictObject({ ...archived.entries, path: v.string() });

/** A link that was left as it is. */
export const undecided = v.strictObject({
  path: v.string(),
  line: v.number(),
  column: v.number(),
  written: v.string(),
});

/** What renumbering did beside rewriting links. */
export const renumbered = v.strictObject({
  ...archived.entries,
  from: v.string(),
  id: v.string(),
  path: v.string(),
  /** Why this one of several documents with the id; null where it was named, or is the only one. */
  why: v.nullable(v.string()),
  /** Links that may mean another document of the old id; they were left as they are. */
  undecided: list(undecided),
  /** Where the old id is still written, in code or in files that hold no links; of an id that is free now. */
  mentions: list(v.strictObject({ path: v.string(), line: v.number() })),
  /** Files of the proof ledger that were moved with it. */
  ledger: v.number(),
});

/** A pair of documents, the old one and its successor. */
export const superseded = v.strictObject({ ...changed.entries, old: v.string(), by: v.string() });

/** A document that was found, as the search index has it. */
export const found = v.strictObject({
  ...documentSummary.entries,
  /** Situations in which to read it. */
  readWhen: list(v.string()),
});

export const hit = v.strictObject({
  document: found,
  /** The higher the better; comparable within one search only. 0 where no words were looked for. */
  score: v.number(),
  /** Start and end of found words in the title. */
  titleMarks: list(pair(v.number())),
  excerpts: list(v.strictObject({ line: v.number(), text: v.string(), marks: list(pair(v.number())) })),
});

export const searched = v.strictObject({
  query: v.string(),
  hits: list(hit),
  /** How many documents match, shown or not. */
  total: v.number(),
});

export const reason = v.strictObject({
  /** Where the words of the situation were found. */
  found: v.picklist(['read_when', 'title', 'text']),
  text: v.string(),
  /** Of a text. */
  line: v.nullable(v.number()),
});

/** A document to read, and why. */
export const advice = v.strictObject({
  id: v.nullable(v.string()),
  path: v.string(),
  title: v.string(),
  type: v.nullable(v.string()),
  status: v.string(),
  /** Against the best one, which has 1. */
  relevance: v.number(),
  reason,
});

export const situation = v.strictObject({
  situation: v.string(),
  documents: list(advice),
  /** Whether only paths were asked for. */
  paths: v.boolean(),
});
