import fs from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { closest } from '../model/closest.js';
import type { DocumentType } from '../model/documentType.js';
import { idOfFileName, parseId } from '../model/ids.js';
import { failure, type Result, success } from '../model/result.js';
import { namesIn } from './durable.js';
import { isInside } from './safePath.js';
import type { Workspace } from './workspace.js';

export interface Located {
  /** Root-relative posix path. */
  readonly path: string;
  readonly archived: boolean;
}

/** Find the document of an id by the names in its type's folder, or the markdown file of a path. Reads no file. */
export async function locateDocument(workspace: Workspace, reference: string): Promise<Result<Located>> {
  const parsed = parseId(reference, workspace.config.types);
  if (!parsed) return locatePath(workspace, reference);
  const { id, type } = parsed;
  const found = [false, true].flatMap((archived) =>
    documentsOf(workspace, type, archived).filter((one) => one.id === id),
  );
  const [first, second] = found;
  if (first && !second) return success({ path: first.path, archived: first.archived });
  if (first) {
    return failure(
      'ambiguous',
      `${id} is the id of ${found.length} documents: ${found.map(({ path }) => path).join(', ')}`,
      {
        hint: 'name one of them by its path; doc-ops renumber gives the younger another id',
      },
    );
  }
  return unknownId(workspace, type, id);
}

/** The documents in a type's folder, or in its archive, by their names. */
export function documentsOf(
  workspace: Workspace,
  type: DocumentType,
  archived: boolean,
): { id: string; number: number; path: string; archived: boolean }[] {
  const folder = `${workspace.folder}/${archived ? 'archive/' : ''}${type.folder}`;
  return namesIn(join(workspace.root, folder)).flatMap((name) => {
    const named = idOfFileName(name, workspace.config.types);
    return named?.type === type
      ? [{ id: named.id, number: named.number, path: `${folder}/${name}`, archived }]
      : [];
  });
}

function unknownId(workspace: Workspace, type: DocumentType, id: string): Result<never> {
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
    const stat = fs.statSync(absolute, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    const real = fs.realpathSync(absolute);
    const inside = isInside(workspace.root, absolute) ? absolute : real;
    if (!isInside(workspace.root, real) || !isInside(workspace.root, inside)) {
      return failure('outside-root', `${reference} is outside of the repository`);
    }
    if (!/\.(?:md|markdown)$/i.test(inside))
      return failure('invalid-value', `${reference} is not a markdown file`);
    const path = relative(workspace.root, inside).split(sep).join('/');
    return success({ path, archived: path.startsWith(`${workspace.folder}/archive/`) });
  }
  const prefixes = workspace.config.types.map((type) => `${type.prefix}-001`);
  return failure('unknown-id', `'${reference}' is neither an id nor a markdown file`, {
    hint: `ids look like ${prefixes.slice(0, 3).join(', ')}; doc-ops list shows what there is`,
  });
}
