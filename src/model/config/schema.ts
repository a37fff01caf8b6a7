import * as v from 'valibot';
import { plannerSchemas } from './planner.js';

/**
 * What `config.yaml` may hold, part by part. Values are texts, since the file is read under YAML's failsafe schema
 * (`1.10` and `on` stay what they are); numbers and truth values are converted here.
 */

const text = v.string('a text');
const nonEmpty = v.pipe(text, v.trim(), v.nonEmpty('a text that is not empty'));
const truth = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((value) => value === 'true'),
);

const prefix = v.pipe(
  text,
  v.regex(/^[A-Z][A-Z0-9]{0,15}$/, 'upper-case letters and digits, a letter first, at most 16, like PLAN'),
);
const reservedFolders = new Set(['archive', 'proofs', 'templates']);

/** One name: not a path, not a hidden folder, and valid on Windows. */
const folder = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9_](?:[A-Za-z0-9_. -]*[A-Za-z0-9_-])?$/,
    'the name of a folder in the documents’ folder, like plans',
  ),
  v.check(
    (name) => !reservedFolders.has(name.toLowerCase()),
    'a folder that doc-ops does not use itself (archive, proofs, templates)',
  ),
);

const statuses = v.pipe(
  v.array(nonEmpty, 'a list of statuses'),
  v.minLength(1, 'a list of at least one status'),
);

const fieldKindNames = ['text', 'date', 'id', 'ids', 'references', 'texts', 'map'] as const;

/** A kind by its name, or the list of words that a field may hold. */
const fieldKind = v.union(
  [
    v.pipe(
      v.picklist(fieldKindNames),
      v.transform((kind) => ({ kind })),
    ),
    v.pipe(
      v.array(nonEmpty),
      v.minLength(1),
      v.transform((values) => ({ kind: 'choice' as const, values })),
    ),
  ],
  `one of ${fieldKindNames.join(', ')}, or a list of the words it may hold`,
);

const mappingMessage = 'a mapping';

/** A changed type gives what it changes; a new one gives prefix, folder and statuses. */
export const typeSchema = v.object(
  {
    prefix: v.optional(prefix),
    folder: v.optional(folder),
    statuses: v.optional(statuses),
    closing: v.optional(v.array(nonEmpty, 'a list of statuses')),
    completes: v.optional(statuses),
    claimed: v.optional(nonEmpty),
    superseded: v.optional(nonEmpty),
    card: v.optional(truth),
    fields: v.optional(v.record(nonEmpty, fieldKind, mappingMessage)),
    template: v.optional(
      v.pipe(text, v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'a template’s name without folder and ending')),
    ),
    aliases: v.optional(
      v.array(
        v.pipe(text, v.regex(/^[A-Za-z][A-Za-z0-9]{0,15}$/, 'letters and digits')),
        'a list of prefixes',
      ),
    ),
  },
  mappingMessage,
);

export type TypeInput = v.InferOutput<typeof typeSchema>;

export const columnSchema = v.object(
  {
    name: v.pipe(nonEmpty, v.regex(/^[^\r\n]*$/, 'a text of one line')),
    status: nonEmpty,
    statuses: v.optional(v.record(nonEmpty, nonEmpty, mappingMessage), {}),
    complete: v.optional(truth, 'false'),
  },
  mappingMessage,
);

export type ColumnInput = v.InferOutput<typeof columnSchema>;

export const columnsSchema = v.pipe(
  v.array(columnSchema, 'a list of columns'),
  v.minLength(1, 'a list of at least one column'),
);

export const relationSchema = v.pipe(text, v.regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _'));

export const severitySchema = v.picklist(['error', 'warning', 'off']);

export const partSchemas = {
  board: { links: v.picklist(['id', 'file']), columns: columnsSchema },
  run: {
    jobs: v.pipe(text, v.regex(/^[1-9]\d{0,3}$/, 'a whole number from 1 to 9999'), v.transform(Number)),
    implementer: text,
  },
  planner: plannerSchemas,
} as const;

export const topLevelKeys = ['types', 'board', 'relations', 'rules', 'run', 'planner'] as const;

/** Keys that a part may have, where the set is closed. */
export const knownKeys = {
  type: Object.keys(typeSchema.entries),
  column: Object.keys(columnSchema.entries),
};
