import { closest } from '../../model/closest.js';
import type { DocumentType } from '../../model/document/type.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';

/** The type of a name, or a failure that names the closest one. */
export function findType(workspace: Workspace, name: string): Result<DocumentType> {
  const wanted = name.toLowerCase();
  const { types } = workspace.config;
  const found = types.find(
    (type) =>
      type.name.toLowerCase() === wanted || type.folder === wanted || type.prefix.toLowerCase() === wanted,
  );
  if (found) return success(found);
  const names = types.map((type) => type.name);
  const suggestion = closest(wanted, names);
  return failure('unknown-type', `unknown document type '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}
