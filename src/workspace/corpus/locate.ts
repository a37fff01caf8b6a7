import fs from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { closest } from '../../model/closest.js';
import { field } from '../../model/document/document.js';
import type { YamlValue } from '../../model/document/facts.js';
import { type Identity, identify, needsFields } from '../../model/document/identify.js';
import type { DocumentType } from '../../model/document/type.js';
import { fileNamesOf, idOfFileName, type ParsedId, parseId, prefixTable } from '../../model/ids.js';
import { failure, type Result, success } from '../../model/result.js';
import { namesIn } from '../files/durable.js';
import { isInside } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';
import { strayFiles } from './strayFiles.js';

/** A markdown file that somebody named, and how. */
export interface Located {
  /** Root-relative posix path. */
  readonly path: string;
  readonly by: 'id' | 'path';
}

/** Find the document of an id, or the markdown file of a path. Of two documents with one id none is taken. */
export async function locateDocument(workspace: Workspace, reference: string): Promise<Result<Located>> {
  const parsed = parseId(reference, workspace.config.types);
  return parsed ? locateId(workspace, parsed) : locatePath(workspace, reference);
}

async function locateId(workspace: Workspace, parsed: ParsedId): Promise<Result<Located>> {
  const found = await pathsOfId(workspace, parsed);
  const [path, second] = found;
  if (path === undefined) return unknownId(workspace, parsed);
  if (second === undefined) return success({ path, by: 'id' });
  return failure('ambiguous', `${parsed.id} is the id of ${found.length} documents: ${found.join(', ')}`, {
    hint: 'name one of them by its path; doc-ops renumber gives it another id',
  });
}

/** Of more files without an id in their name the index knows the front matter faster than their bytes do. */
const mostRead = 50;

/**
 * Paths of the documents with this id, in order. The names in the folder of the type tell, and the few files that lie
 * elsewhere or have no id in their name: it costs the same among any number of documents of other types.
 */
export async function pathsOfId(workspace: Workspace, { id, type, number }: ParsedId): Promise<string[]> {
  const pattern = fileNamesOf(type, workspace.config.types, number);
  const found = [false, true].flatMap((archived) => namesOf(workspace, type, archived, pattern));
  const unnamed: string[] = [];
  for (const path of strayFiles(workspace)) {
    if (identify(path, {}, workspace).id === id) found.push(path);
    else if (needsFields(path, workspace)) unnamed.push(path);
  }
  if (unnamed.length > 0) found.push(...(await withFieldId(workspace, unnamed, id)));
  return found.sort();
}

/** Of these files, whose names hold no id, those whose front matter holds this one. */
async function withFieldId(workspace: Workspace, unnamed: readonly string[], id: string): Promise<string[]> {
  const holds = (path: string, fields: { readonly id?: YamlValue | undefined }) =>
    identify(path, fields, workspace).id === id;
  if (unnamed.length > mostRead) {
    const { loadIndex } = await import('../index/load.js');
    const { rows } = await loadIndex(workspace, { details: false });
    const wanted = new Set(unnamed);
    return rows.flatMap(({ path, values }) => (wanted.has(path) && holds(path, values) ? [path] : []));
  }
  const { readFacts } = await import('../index/readFacts.js');
  const found: string[] = [];
  for (const path of unnamed) {
    const facts = await readFacts(workspace, path, '');
    if (holds(path, { id: field(facts, 'id')?.value })) found.push(path);
  }
  return found;
}

/** Paths of the documents in the folder of a type, or in its archive; with a pattern, those that it finds. */
export function namesOf(
  workspace: Workspace,
  type: DocumentType,
  archived: boolean,
  pattern = fileNamesOf(type, workspace.config.types),
): string[] {
  const folder = `${workspace.folder}/${archived ? 'archive/' : ''}${type.folder}`;
  const names = namesIn(join(workspace.root, folder));
  return names
    .filter((name) => name.endsWith('.md') && pattern.test(name))
    .map((name) => `${folder}/${name}`);
}

/** Nobody has the id; a document may all the same claim it in its front matter, against its own name. */
async function unknownId(workspace: Workspace, { id, type }: ParsedId): Promise<Result<never>> {
  const { loadIndex } = await import('../index/load.js');
  const { rows } = await loadIndex(workspace, { details: false });
  const known: string[] = [];
  for (const { path, values } of rows) {
    const identity = identify(path, values, workspace);
    if (identity.contradiction === id) return contradictory(path, identity);
    if (identity.id !== null && identity.type === type) known.push(identity.id);
  }
  const suggestion = closest(id, known);
  return failure('unknown-id', `unknown id ${id}`, {
    ...(suggestion ? { suggestion } : {}),
    hint: `doc-ops list ${type.name} shows what there is`,
  });
}

/** Neither of the ids that a file name and a front matter say is taken for the document. */
export function contradictory(path: string, { id, contradiction }: Identity): Result<never> {
  return failure('ambiguous', `${path} has two ids: its name says ${id}, its front matter ${contradiction}`, {
    hint: `name it by its path: doc-ops set ${path} id=${id} corrects the front matter, doc-ops renumber ${path} ${contradiction} the name`,
  });
}

async function locatePath(workspace: Workspace, reference: string): Promise<Result<Located>> {
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
  return success({ path: relative(workspace.root, inside).split(sep).join('/'), by: 'path' });
}

/** `PLAN-001-fix-login`, as a wiki link names a document: with its slug, with or without `.md`. */
async function locateName(workspace: Workspace, reference: string): Promise<Result<Located>> {
  const fileName = /\.md$/i.test(reference) ? reference : `${reference}.md`;
  const named = idOfFileName(fileName, workspace.config.types);
  if (!named) return unknownReference(workspace, reference);
  const exact = (await pathsOfId(workspace, named)).filter((path) => path.endsWith(`/${fileName}`));
  const [path, second] = exact;
  return path !== undefined && second === undefined
    ? success({ path, by: 'path' })
    : locateId(workspace, named);
}

async function unknownReference(workspace: Workspace, reference: string): Promise<Result<never>> {
  const { types } = workspace.config;
  const prefix = /^([A-Za-z][A-Za-z0-9]*)-(\d{1,9})$/.exec(reference);
  const near = prefix && closest(prefix[1] ?? '', prefixTable(types).keys());
  const meant = near && parseId(`${near}-${prefix[2]}`, types);
  const exists = meant && (await pathsOfId(workspace, meant)).length > 0;
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
