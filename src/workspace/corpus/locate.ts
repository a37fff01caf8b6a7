import fs from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { closest } from '../../model/closest.js';
import type { DocumentType } from '../../model/document/type.js';
import { idOfFileName, type ParsedId, parseId, prefixTable } from '../../model/ids.js';
import { failure, type Result, success } from '../../model/result.js';
import { namesIn } from '../files/durable.js';
import { isInside } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

export interface Located {
  /** Root-relative posix path. */
  readonly path: string;
  readonly archived: boolean;
}

/** A document as its file name tells of it. */
export interface NamedDocument extends Located {
  readonly id: string;
  readonly number: number;
}

/**
 * Find the document of an id, or the markdown file of a path. The names in the type's folder tell, so that it costs
 * the same among any number of documents of other types and reads no file; only where they know nothing of the id is
 * the index asked, for a document whose front matter alone holds it.
 */
export async function locateDocument(workspace: Workspace, reference: string): Promise<Result<Located>> {
  const parsed = parseId(reference, workspace.config.types);
  if (!parsed) return locatePath(workspace, reference);
  const named = namedDocuments(workspace, parsed);
  return chosen(parsed.id, named.length > 0 ? named : await documentsById(workspace, parsed.id), () =>
    unknownId(workspace, parsed),
  );
}

function chosen(id: string, found: readonly Located[], unknown: () => Result<never>): Result<Located> {
  const [first, second] = found;
  if (!first) return unknown();
  if (!second) return success({ path: first.path, archived: first.archived });
  const paths = found.map(({ path }) => path).join(', ');
  return failure('ambiguous', `${id} is the id of ${found.length} documents: ${paths}`, {
    hint: 'name one of them by its path; doc-ops renumber gives the younger another id',
  });
}

/** Documents of an id by their names, archived ones as well; other names are not looked at. */
function namedDocuments(workspace: Workspace, { id, type, number }: ParsedId): NamedDocument[] {
  const prefixes = [...prefixTable(workspace.config.types)].flatMap(([prefix, of]) =>
    of === type ? [prefix] : [],
  );
  const pattern = new RegExp(`^(?:${prefixes.join('|')})-0*${number}[-.]`, 'i');
  return [false, true].flatMap((archived) =>
    documentsNamed(workspace, type, archived, (name) => pattern.test(name)).filter((one) => one.id === id),
  );
}

/** The documents in a type's folder, or in its archive, by their names. */
export function documentsOf(workspace: Workspace, type: DocumentType, archived: boolean): NamedDocument[] {
  return documentsNamed(workspace, type, archived, () => true);
}

function documentsNamed(
  workspace: Workspace,
  type: DocumentType,
  archived: boolean,
  wanted: (name: string) => boolean,
): NamedDocument[] {
  const folder = `${workspace.folder}/${archived ? 'archive/' : ''}${type.folder}`;
  return namesIn(join(workspace.root, folder)).flatMap((name) => {
    const named = wanted(name) ? idOfFileName(name, workspace.config.types) : null;
    return named?.type === type
      ? [{ id: named.id, number: named.number, path: `${folder}/${name}`, archived }]
      : [];
  });
}

/** Documents whose front matter has this id, whatever they are called and wherever they stand. */
async function documentsById(workspace: Workspace, id: string): Promise<Located[]> {
  const { loadIndex } = await import('../index/load.js');
  const { rows } = await loadIndex(workspace, { details: false });
  return rows.flatMap(({ path, values }) => {
    const written = typeof values.id === 'string' ? values.id.trim() : '';
    const named = parseId(written, workspace.config.types);
    return named?.id === id ? [{ path, archived: isArchived(workspace, path) }] : [];
  });
}

function unknownId(workspace: Workspace, { id, type }: ParsedId): Result<never> {
  const known = [false, true]
    .flatMap((archived) => documentsOf(workspace, type, archived))
    .map((one) => one.id);
  const suggestion = closest(id, known);
  return failure('unknown-id', `there is no ${id}`, {
    ...(suggestion ? { suggestion } : {}),
    hint: `doc-ops list ${type.name} shows what there is`,
  });
}

function locatePath(workspace: Workspace, reference: string): Result<Located> {
  for (const base of [workspace.environment.cwd, workspace.root]) {
    const absolute = isAbsolute(reference) ? reference : resolve(base, reference);
    if (reference.includes('\0') || !isFile(absolute)) continue;
    return insideRoot(workspace, reference, absolute);
  }
  return locateName(workspace, reference);
}

function insideRoot(workspace: Workspace, reference: string, absolute: string): Result<Located> {
  const real = fs.realpathSync(absolute);
  const inside = isInside(workspace.root, absolute) ? absolute : real;
  if (!isInside(workspace.root, real))
    return failure('outside-root', `${reference} is outside of the repository`);
  if (!/\.(?:md|markdown)$/i.test(inside))
    return failure('invalid-value', `${reference} is not a markdown file`);
  const path = relative(workspace.root, inside).split(sep).join('/');
  return success({ path, archived: isArchived(workspace, path) });
}

/** `PLAN-001-fix-login`, as a wiki link names a document: with its slug, with or without `.md`. */
function locateName(workspace: Workspace, reference: string): Result<Located> {
  const fileName = /\.md$/i.test(reference) ? reference : `${reference}.md`;
  const named = idOfFileName(fileName, workspace.config.types);
  if (!named) return unknownReference(workspace, reference);
  const found = namedDocuments(workspace, named);
  const exact = found.filter(({ path }) => path.endsWith(`/${fileName}`));
  return chosen(named.id, exact.length > 0 ? exact : found, () => unknownId(workspace, named));
}

function unknownReference(workspace: Workspace, reference: string): Result<never> {
  const { types } = workspace.config;
  const prefix = /^([A-Za-z][A-Za-z0-9]*)-(\d{1,9})$/.exec(reference);
  const near = prefix && closest(prefix[1] ?? '', prefixTable(types).keys());
  const meant = near && parseId(`${near}-${prefix[2]}`, types);
  const exists = meant && namedDocuments(workspace, meant).length > 0;
  const examples = types.slice(0, 3).map((type) => `${type.prefix}-001`);
  return failure('unknown-id', `'${reference}' is neither an id nor a markdown file`, {
    ...(exists ? { suggestion: meant.id } : {}),
    hint: `ids look like ${examples.join(', ')}; doc-ops list shows what there is`,
  });
}

function isFile(absolute: string): boolean {
  try {
    return fs.statSync(absolute).isFile();
  } catch {
    return false;
  }
}

function isArchived({ folder }: Workspace, path: string): boolean {
  return path.startsWith(`${folder}/archive/`);
}
