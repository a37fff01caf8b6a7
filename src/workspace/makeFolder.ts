import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import { defaultFolder } from './open.js';
import { ioFailure } from './readText.js';
import { findRepository } from './repository.js';
import type { Environment } from './workspace.js';

export interface InitPlace {
  /** Absolute real path. */
  readonly root: string;
  readonly folder: string;
  readonly exists: boolean;
  readonly inGit: boolean;
}

/** Where `init` makes the documents' folder: at the top of the git repository, else in the folder itself. */
export function placeForInit(environment: Environment, start: string, here: boolean): Result<InitPlace> {
  let real: string;
  try {
    real = fs.realpathSync(resolve(start));
  } catch {
    return failure('no-workspace', `${start} does not exist`);
  }
  const repository = findRepository(real, environment.env, environment.cwd);
  const root = here || !repository ? real : repository.workTree;
  const path = join(root, defaultFolder);
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory())
    return failure('exists', `${path} is not a folder`, { hint: 'move it away first' });
  return success({ root, folder: defaultFolder, exists: stat !== undefined, inGit: repository !== null });
}

/** Make the documents' folder; one that is there is left as it is. */
export function makeDocumentsFolder(root: string, folder: string): Result<null> {
  try {
    fs.mkdirSync(join(root, folder), { recursive: true });
    return success(null);
  } catch (error) {
    return ioFailure(error, `${folder}/ cannot be made`);
  }
}
