import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { findRepository } from '../git/repository.js';
import { defaultFolder, folderOfPackage, openWorkspace } from '../open.js';
import type { Environment } from '../workspace.js';
import { isInside } from './safePath.js';

export interface InitPlace {
  /** Absolute real path. */
  readonly root: string;
  readonly folder: string;
  readonly exists: boolean;
  /** Another name that package.json gets for the documents' folder. */
  readonly renames: boolean;
  readonly inGit: boolean;
}

/** What the person said about the place. */
export interface PlaceWish {
  /** In this very folder. */
  readonly here: boolean;
  readonly folder: string | undefined;
}

/**
 * Where `init` makes the documents' folder: where there is one, else at the top of the git repository, else in
 * the folder itself. Makes nothing.
 */
export async function placeForInit(
  environment: Environment,
  start: string,
  { here, folder }: PlaceWish,
): Promise<Result<InitPlace>> {
  const stat = fs.statSync(resolve(start), { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return failure('no-workspace', `${start} is not a folder`);
  const real = fs.realpathSync(resolve(start));
  const { repository } = await findRepository(real, environment);
  const top = repository?.workTree ?? null;
  const root = here ? real : ((await present(environment, real, top)) ?? top ?? real);
  const name = folder ?? folderOfPackage(root) ?? defaultFolder;
  const wish = checkWish(root, folder);
  if (!wish.ok) return wish;
  const found = fs.statSync(join(root, name), { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    return failure('exists', `${join(root, name)} is not a folder`, { hint: 'move it away first' });
  return success({
    root,
    folder: name,
    exists: found !== undefined,
    renames: folder !== undefined && folder !== (folderOfPackage(root) ?? defaultFolder),
    inGit: repository !== null,
  });
}

/** The root of documents that are here or above, but not outside of the repository. */
async function present(environment: Environment, start: string, top: string | null): Promise<string | null> {
  const opened = await openWorkspace({ environment: { ...environment, cwd: start } });
  return opened.ok && (top === null || isInside(top, opened.value.root)) ? opened.value.root : null;
}

function checkWish(root: string, folder: string | undefined): Result<null> {
  if (folder === undefined) return success(null);
  if (!/^[^/\\.\p{Cc}][^/\\\p{Cc}]*$/u.test(folder) || folder.trim() !== folder)
    return failure('usage', `'${folder}' is not a valid name for the documents' folder`, {
      hint: 'one plain name, such as dev_ops or docs-ops',
    });
  const now = folderOfPackage(root) ?? defaultFolder;
  if (folder === now) return success(null);
  if (!fs.existsSync(join(root, 'package.json'))) {
    return failure('refused', 'the name of the folder is kept in package.json, and there is none here', {
      hint: `without it the folder is called ${defaultFolder}`,
    });
  }
  if (fs.existsSync(join(root, now)))
    return failure('exists', `the documents are in ${now}/ already`, {
      hint: `rename that folder to ${folder} first, then run this again`,
    });
  return success(null);
}
