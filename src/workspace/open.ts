import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defaultConfig } from '../model/config/config.js';
import { failure, type Result, success } from '../model/result.js';
import { readOrNull } from './files/readOrNull.js';
import { findRepository } from './git/repository.js';
import type { Environment, Workspace } from './workspace.js';

/** The documents' folder, unless package.json names another (`docOps.folder`). */
export const defaultFolder = 'dev_ops';

/** Find and open the workspace: the nearest folder upwards that holds documents, or the one that `root` names. */
export async function openWorkspace(request: {
  readonly environment: Environment;
  readonly root?: string;
}): Promise<Result<Workspace>> {
  const { environment, root } = request;
  const start = resolve(environment.cwd, root ?? '.');
  const real = realPath(start);
  if (real === null) return failure('no-workspace', `${root ?? start} does not exist`);
  const found = root === undefined ? searchUpwards(real) : folderIn(real);
  if (!found) {
    return failure(
      'no-workspace',
      `no ${defaultFolder}/ in ${real}${root === undefined ? ' or above it' : ''}`,
      {
        hint: 'doc-ops init creates one here',
      },
    );
  }
  return openAt(environment, found.root, found.folder);
}

/** Open a root whose documents' folder is known. */
export async function openAt(
  environment: Environment,
  root: string,
  folder: string,
): Promise<Result<Workspace>> {
  const { repository, refused } = await findRepository(root, environment);
  const bare: Workspace = {
    root,
    folder,
    config: defaultConfig,
    configFindings: [],
    repository,
    refusedRepository: refused,
    environment,
  };
  const path = `${folder}/config.yaml`;
  const text = readOrNull(join(root, path));
  if (text === null) return success(bare);
  const { parseConfig } = await import('../model/config/file.js');
  const { config, findings } = parseConfig(text, path);
  return success({ ...bare, config, configFindings: findings });
}

function searchUpwards(start: string): { root: string; folder: string } | null {
  for (let at = start; ; at = dirname(at)) {
    const found = folderIn(at);
    if (found) return found;
    if (dirname(at) === at) return null;
  }
}

function folderIn(root: string): { root: string; folder: string } | null {
  const named = folderOfPackage(root);
  const folder = [named, defaultFolder].find((name) => name !== null && isFolder(join(root, name)));
  return folder ? { root, folder } : null;
}

/** `docOps.folder` of package.json; a name of one plain part, anything else is ignored. */
export function folderOfPackage(root: string): string | null {
  const text = readOrNull(join(root, 'package.json'));
  if (!text?.includes('docOps')) return null;
  try {
    const { docOps } = JSON.parse(text) as { docOps?: { folder?: unknown } };
    const folder = docOps?.folder;
    return typeof folder === 'string' && /^[^/\\.][^/\\]*$/.test(folder) ? folder : null;
  } catch {
    // A broken package.json is another program's to report.
    return null;
  }
}

function isFolder(path: string): boolean {
  try {
    return fs.statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function realPath(path: string): string | null {
  try {
    return fs.realpathSync(path);
  } catch {
    return null;
  }
}
