import { closest } from '../closest.js';
import {
  commonFields,
  type DocumentType,
  defaultTypes,
  hasStatus,
  holdsTascs,
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
  const type = shipped ? changed(shipped, input) : added(source, name, input);
  return type && isConsistent(source, type, input, shipped ?? null) ? type : null;
}

function changed(type: DocumentType, input: TypeInput): DocumentType {
  const statuses = input.statuses ?? type.statuses;
  const kept = type.closing.filter((status) => hasStatus(statuses, status));
  const closing = input.closing ?? (kept.length > 0 ? kept : statuses.slice(-1));
  return {
    name: type.name,
    prefix: input.prefix ?? type.prefix,
    aliases: input.aliases ? upperCase(input.aliases) : type.aliases,
    folder: input.folder ?? type.folder,
    statuses,
    closing,
    completes: input.completes ?? (holdsTascs(type) ? closing.slice(0, 1) : []),
    claimed: input.claimed ?? claimedStatus(statuses, closing, [type.claimed, ...usualClaimed]),
    superseded:
      input.superseded ?? firstKnown(statuses, type.superseded === null ? [] : [type.superseded]) ?? null,
    card: input.card ?? type.card,
    fields: { ...type.fields, ...input.fields },
    template: input.template ?? type.template,
  };
}

function added(source: ConfigSource, name: string, input: TypeInput): DocumentType | null {
  const { prefix, folder, statuses } = input;
  if (prefix === undefined || folder === undefined || statuses === undefined) {
    const absent = (['prefix', 'folder', 'statuses'] as const).filter((key) => input[key] === undefined);
    const suggestion = closest(
      name,
      defaultTypes.map((type) => type.name),
    );
    source.reportKey(
      ['types', name],
      `\`${name}\` is a new type and needs ${absent.map((key) => `\`${key}\``).join(', ')}`,
      suggestion,
    );
    return null;
  }
  const closing = input.closing ?? statuses.slice(-1);
  return {
    name,
    prefix,
    aliases: upperCase(input.aliases ?? []),
    folder,
    statuses,
    closing,
    completes: input.completes ?? [],
    claimed: input.claimed ?? claimedStatus(statuses, closing, usualClaimed),
    superseded: input.superseded ?? firstKnown(statuses, usualSuperseded) ?? null,
    card: input.card ?? false,
    fields: input.fields ?? {},
    template: input.template ?? name,
  };
}

/** What statuses are usually called, where a type does not say which of its own has the meaning. */
const usualClaimed = ['in_progress', 'Active'];
const usualSuperseded = ['Superseded'];

function firstKnown(statuses: readonly string[], words: readonly string[]): string | undefined {
  for (const word of words) {
    const known = statuses.find((status) => statusKey(status) === statusKey(word));
    if (known !== undefined) return known;
  }
  return undefined;
}

function claimedStatus(
  statuses: readonly string[],
  closing: readonly string[],
  words: readonly string[],
): string {
  const open = statuses.filter((status) => !hasStatus(closing, status));
  return firstKnown(open, words) ?? open[1] ?? open[0] ?? statuses[0] ?? '';
}

function upperCase(aliases: readonly string[]): string[] {
  return aliases.map((alias) => alias.toUpperCase());
}

/** Statuses differ from each other, closing ones are among them, own fields do not redefine the common ones. */
function isConsistent(
  source: ConfigSource,
  type: DocumentType,
  input: TypeInput,
  shipped: DocumentType | null,
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
  if (input.statuses && !input.closing && !input.completes && holdsTascs(shipped)) {
    // Of what is left to close it, `Superseded` would be the status that asks for proofs, and the new ones none.
    const [first = ''] = shipped.completes;
    if (
      !hasStatus(type.statuses, first) &&
      shipped.closing.some((status) => hasStatus(type.statuses, status))
    ) {
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
