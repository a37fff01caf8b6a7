import { closest } from '../../../model/closest.js';
import { linkFacets } from '../../../model/document/searchFacets.js';
import { canonicalStatus, statusKey } from '../../../model/document/type.js';
import { parseId } from '../../../model/ids.js';
import { failure, type Result, success } from '../../../model/result.js';
import { facet, type Mask, withFacets, withValues, withWords } from '../../../model/search/filter.js';
import type { Filter } from '../../../model/search/query.js';
import type { Field } from '../../../model/search/segment.js';
import type { SearchIndex } from '../../../workspace/search/openSearch.js';
import { findType } from '../findType.js';

/** Keys by which a part of the text is searched. */
const textKeys: Readonly<Record<string, Field>> = {
  title: 'title',
  heading: 'headings',
  headings: 'headings',
  read_when: 'read_when',
  text: 'text',
};
const states: readonly string[] = ['open', 'closed', 'archived', 'broken'];

/** Keys that mean something of their own, beside those of front matter. */
export const ownKeys: ReadonlySet<string> = new Set([
  'type',
  'status',
  'tag',
  'links',
  'is',
  'id',
  'path',
  ...Object.keys(textKeys),
]);

/** The documents that a filter lets through; a problem where it names what cannot exist. */
export function filterMask(index: SearchIndex, filter: Filter): Result<Mask> {
  const { key, values } = filter;
  const field = Object.hasOwn(textKeys, key) ? textKeys[key] : undefined;
  if (field) return success(anyOf(index, values, (value) => withWords(index, value, field)));
  switch (key) {
    case 'type':
      return facetMask(index, 'type', values, (value) => typeName(index, value));
    case 'status':
      return facetMask(index, 'status', values, (value) => statusName(index, value));
    case 'is':
      return facetMask(index, 'is', values, stateName);
    case 'links':
      return linksMask(index, values);
    case 'path':
      return success(anyOf(index, values, (value) => withPath(index, value)));
    case 'id':
      return facetMask(index, 'id', values, (value) =>
        success(parseId(value, index.workspace.config.types)?.id ?? value),
      );
    case 'tag':
      return success(withValues(index, { ...filter, key: 'tags' }));
    default:
      return success(withValues(index, filter));
  }
}

function anyOf(index: SearchIndex, values: readonly string[], maskOf: (value: string) => Mask): Mask {
  const mask = new Uint8Array(index.live.length);
  for (const value of values) for (const [at, passes] of maskOf(value).entries()) if (passes) mask[at] = 1;
  return mask;
}

function facetMask(
  index: SearchIndex,
  key: string,
  values: readonly string[],
  nameOf: (value: string) => Result<string>,
): Result<Mask> {
  const names: string[] = [];
  for (const value of values) {
    const name = nameOf(value);
    if (!name.ok) return name;
    names.push(facet(key, name.value));
  }
  return success(withFacets(index, names));
}

function typeName({ workspace }: SearchIndex, value: string): Result<string> {
  const found = findType(workspace, value);
  const singular = found.ok || !value.endsWith('s') ? found : findType(workspace, value.slice(0, -1));
  return singular.ok ? success(singular.value.name) : found.ok ? success(found.value.name) : found;
}

function statusName({ workspace }: SearchIndex, value: string): Result<string> {
  const { types } = workspace.config;
  if (types.some((type) => canonicalStatus(type, value) !== undefined)) return success(statusKey(value));
  const known = [...new Set(types.flatMap((type) => type.statuses))];
  return unknown('unknown-status', `no type has a status '${value}'`, value, known);
}

function stateName(value: string): Result<string> {
  if (states.includes(value.toLowerCase())) return success(value);
  return unknown('invalid-value', `is: takes no '${value}'`, value, states);
}

function unknown(
  code: 'unknown-status' | 'invalid-value',
  message: string,
  value: string,
  allowed: readonly string[],
): Result<never> {
  const suggestion = closest(value, allowed);
  return failure(code, message, { ...(suggestion ? { suggestion } : {}), allowed });
}

function withPath({ segments, live }: SearchIndex, value: string): Mask {
  const wanted = value.toLowerCase();
  const paths = segments.flatMap((segment) => segment.paths.all());
  return Uint8Array.from(live, (_, at) => (paths[at]?.toLowerCase().includes(wanted) ? 1 : 0));
}

/** Documents that link to one of these, which are named by id or path. */
function linksMask(index: SearchIndex, values: readonly string[]): Result<Mask> {
  const names: string[] = [];
  for (const value of values) {
    const target = targetOf(index, value);
    const facets = target.paths.flatMap((path) => linkFacets({ id: target.id, path }));
    if (target.id !== null && !target.exists && withFacets(index, facets).every((one) => one === 0))
      return unknownId(index, target.id);
    names.push(...facets);
  }
  return success(withFacets(index, names));
}

interface Target {
  readonly id: string | null;
  readonly paths: readonly string[];
  readonly exists: boolean;
}

function targetOf(index: SearchIndex, value: string): Target {
  const { config, folder } = index.workspace;
  const paths = index.segments.flatMap((segment) => segment.paths.all());
  const id = parseId(value, config.types)?.id ?? null;
  if (id !== null) {
    const mask = withFacets(index, [facet('id', id)]);
    const found = paths.filter((_, at) => mask[at] && index.live[at]);
    return { id, paths: found.length > 0 ? found : [id], exists: found.length > 0 };
  }
  const spellings = [value, `${value}.md`, `${folder}/${value}`, `${folder}/${value}.md`];
  const at = paths.findIndex((path) => spellings.includes(path));
  const path = paths[at];
  return { id: null, paths: [path ?? value], exists: path !== undefined };
}

function unknownId(index: SearchIndex, id: string): Result<never> {
  const known = index.segments.flatMap(({ facets }) =>
    facets.names
      .all()
      .filter((name) => name.startsWith(facet('id', '')))
      .map((name) => name.slice(3).toUpperCase()),
  );
  const suggestion = closest(id, known);
  return failure(
    'unknown-id',
    `no document has the id ${id}, and nothing links to it`,
    suggestion ? { suggestion } : {},
  );
}
