import * as v from 'valibot';
import { joinPath } from '../links/path.js';

/**
 * Kinds of values in a plan's data. YAML is read with every scalar as the text that is written, JSON has numbers and
 * truth values, so both forms are taken. The message of a schema continues "must be …", that of a check is a sentence.
 */

export type Mapping = Record<string, unknown>;
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** A mapping of known keys. An empty value counts as missing; `expected` of an unknown key names the known ones. */
export function mapping<E extends v.ObjectEntries>(entries: E) {
  const keys = Object.keys(entries);
  return v.pipe(
    v.custom<Mapping>(isMapping, 'a mapping'),
    v.transform((map) => Object.fromEntries(Object.entries(map).filter(([, value]) => !isEmpty(value)))),
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      for (const [key, value] of Object.entries(dataset.value as Mapping)) {
        if (keys.includes(key)) continue;
        addIssue({
          message: `unknown field \`${key}\`; allowed: ${keys.join(', ')}`,
          expected: keys.map((one) => `"${one}"`).join(' | '),
          received: key,
          path: [{ type: 'object', origin: 'key', input: dataset.value as Mapping, key, value }],
        });
      }
    }),
  );
}

export const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()], 'text'), v.transform(String));
export const trimmed = v.pipe(scalar, v.trim());

/** A list; a single text is a list of one. */
export function listOf<S extends v.GenericSchema>(item: S) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'object' ? value : [value])),
    v.array(item, 'a list'),
  );
}

export function count(least: number) {
  const read = (value: unknown) =>
    typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  return v.pipe(
    v.custom<unknown>(
      (value) => Number.isSafeInteger(read(value)) && Number(read(value)) >= least,
      `a whole number, ${least} or more`,
    ),
    v.transform((value) => Number(read(value))),
  );
}

export const truth = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'true or false'),
  v.transform((value) => value === true || value === 'true'),
);

const outside = (written: string) => `\`${written}\` is outside the repository`;

/** A root-relative path that stays inside. */
export const path = v.pipe(
  scalar,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const written = dataset.value;
    const inside = /^(?:[/\\]|[A-Za-z]:)/.test(written) ? null : joinPath('', written);
    if (inside !== null) return inside;
    addIssue({ message: outside(written) });
    return NEVER;
  }),
);

export const glob = v.pipe(
  scalar,
  v.check(
    (written) => !written.startsWith('/') && !written.replace(/^!/, '').split('/').includes('..'),
    ({ input }) => outside(input),
  ),
);

/** A regular expression that compiles. */
const pattern = v.pipe(
  scalar,
  v.rawCheck(({ dataset, addIssue }) => {
    try {
      if (dataset.typed) new RegExp(dataset.value);
    } catch (error) {
      const why = error instanceof Error ? error.message.replace(/^.*?\/: /, '') : '';
      addIssue({ message: `\`${String(dataset.value)}\` is not a regular expression: ${why}` });
    }
  }),
);
export const patterns = v.pipe(
  listOf(pattern),
  v.transform((list) => list.filter(Boolean)),
);
