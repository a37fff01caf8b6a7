import { closest } from '../closest.js';
import {
  commonFields,
  type DocumentType,
  defaultTypes,
  hasStatus,
  holdsTascs,
  plainType,
  statusKey,
} from '../document/type.js';
import { knownKeys, type TypeInput, typeSchema } from './schema.js';
import type { ConfigSource } from './source.js';

/** The shipped types with the changes and additions of `types:`. A type that cannot be used stays as shipped. */
export function readTypes(source: ConfigSource): readonly DocumentType[] {
  const names = source.keys(['types']);
  if (names.length === 0) return defaultTypes;
  const types = [...defaultTypes];
  for (const name of names) {
    const type = readType(source, name, types);
    if (!type) continue;
    const at = types.findIndex((known) => known.name === name);
    if (clashes(source, type, types)) continue;
    if (at < 0) types.push(type);
    else types[at] = type;
  }
  return types;
}

function readType(source: ConfigSource, name: string, types: readonly DocumentType[]): DocumentType | null {
  const path = ['types', name];
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    source.reportKey(path, `a type’s name is lower-case letters, digits, - and _, not \`${name}\``);
    return null;
  }
  const before = source.findings.length;
  source.allow(path, knownKeys.type);
  const input = source.read(path, typeSchema);
  if (!input || source.findings.length > before) return null;
  const shipped = types.find((known) => known.name === name);
  const base = shipped ?? newType(source, name, input);
  const type = base && changed(base, input);
  return type && isConsistent(source, type, input, base) ? type : null;
}

/** The usual names of statuses, for a type that does not say which of its own has the meaning. */
const usualClaimed = ['in_progress', 'Active'];
const usualSuperseded = 'Superseded';

function changed(type: DocumentType, input: TypeInput): DocumentType {
  const statuses = input.statuses ?? type.statuses;
  const kept = type.closing.filter((status) => hasStatus(statuses, status));
  const closing = input.closing ?? (kept.length > 0 ? kept : statuses.slice(-1));
  const open = statuses.filter((status) => !hasStatus(closing, status));
  const claimed = firstOf(open, [input.claimed, type.claimed, ...usualClaimed]) ?? open[1] ?? open[0];
  return {
    name: type.name,
    prefix: input.prefix ?? type.prefix,
    aliases: input.aliases ? upperCase(input.aliases) : type.aliases,
    folder: input.folder ?? type.folder,
    statuses,
    closing,
    completes: input.completes ?? (holdsTascs(type) ? closing.slice(0, 1) : []),
    claimed: claimed ?? statuses[0] ?? '',
    superseded: firstOf(statuses, [input.superseded, type.superseded, usualSuperseded]) ?? null,
    card: input.card ?? type.card,
    fields: { ...type.fields, ...input.fields },
    template: input.template ?? type.template,
  };
}

/** The first of these words that is one of the statuses, as it is spelled there. */
function firstOf(
  statuses: readonly string[],
  words: readonly (string | null | undefined)[],
): string | undefined {
  const known = words.map((word) => statuses.find((status) => word && statusKey(status) === statusKey(word)));
  return known.find((status) => status !== undefined);
}

function newType(source: ConfigSource, name: string, input: TypeInput): DocumentType | null {
  const { prefix, folder, statuses } = input;
  if (prefix !== undefined && folder !== undefined && statuses !== undefined)
    return { ...plainType, name, prefix, folder, statuses, closing: [], claimed: '', template: name };
  const absent = (['prefix', 'folder', 'statuses'] as const).filter((key) => input[key] === undefined);
  const message = `\`${name}\` is a new type and needs ${absent.map((key) => `\`${key}\``).join(', ')}`;
  const names = defaultTypes.map((type) => type.name);
  source.reportKey(['types', name], message, closest(name, names));
  return null;
}

function upperCase(aliases: readonly string[]): string[] {
  return aliases.map((alias) => alias.toUpperCase());
}

/** Statuses differ from each other, closing ones are among them, own fields do not redefine the common ones. */
function isConsistent(
  source: ConfigSource,
  type: DocumentType,
  input: TypeInput,
  base: DocumentType,
): boolean {
  const path = ['types', type.name];
  const before = source.findings.length;
  const keys = type.statuses.map(statusKey);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) < index) {
      source.reportValue([...path, 'statuses', index], 'a status that is not in the list already');
    }
  });
  const check = (key: 'closing' | 'completes' | 'claimed' | 'superseded', among: readonly string[]) => {
    const given = input[key];
    for (const [index, status] of [given ?? []].flat().entries()) {
      if (hasStatus(among, status)) continue;
      const at = typeof given === 'string' ? [...path, key] : [...path, key, index];
      source.reportValue(at, `one of the statuses ${among.join(', ')}`, closest(status, among));
    }
  };
  check('closing', type.statuses);
  check('completes', type.statuses);
  check('superseded', type.statuses);
  check(
    'claimed',
    type.statuses.filter((status) => !hasStatus(type.closing, status)),
  );
  if (input.statuses && !input.closing && !input.completes && holdsTascs(base)) {
    // Otherwise `Superseded` alone would close it and require proofs, and the new statuses would not.
    const [first = ''] = base.completes;
    if (!hasStatus(type.statuses, first) && base.closing.some((status) => hasStatus(type.statuses, status))) {
      const message = `without \`${first}\` among its statuses \`${type.name}\` needs \`closing\`, or \`completes\``;
      source.reportKey([...path, 'statuses'], message);
    }
  }
  for (const key of Object.keys(input.fields ?? {})) {
    if (Object.hasOwn(commonFields, key)) {
      source.reportKey([...path, 'fields', key], `\`${key}\` is a field that every type has`);
    }
  }
  return source.findings.length === before;
}

/** Report where another type has the same prefix or folder. */
function clashes(source: ConfigSource, type: DocumentType, types: readonly DocumentType[]): boolean {
  const path = ['types', type.name];
  const before = source.findings.length;
  for (const other of types) {
    if (other.name === type.name) continue;
    const taken = new Set([other.prefix, ...other.aliases]);
    if (taken.has(type.prefix)) {
      source.reportValue([...path, 'prefix'], `another prefix: \`${type.prefix}\` is that of ${other.name}`);
    }
    const alias = type.aliases.find((name) => taken.has(name));
    if (alias !== undefined) {
      source.reportValue([...path, 'aliases'], `other prefixes: \`${alias}\` is that of ${other.name}`);
    }
    if (type.folder.toLowerCase() === other.folder.toLowerCase()) {
      source.reportValue([...path, 'folder'], `another folder: \`${other.folder}\` is that of ${other.name}`);
    }
  }
  return source.findings.length > before;
}
