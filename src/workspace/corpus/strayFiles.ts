import fs from 'node:fs';
import { join } from 'node:path';
import { fileNamesOf } from '../../model/ids.js';
import { listFolder } from '../files/listing/listFolder.js';
import { cachePath, cacheVersion, readJson, writeCache } from '../index/cacheFile.js';
import { skippedFolders } from '../index/snapshot.js';
import { folderIdentity, isFolderLink } from '../index/statIdentity.js';
import type { Workspace } from '../workspace.js';

/** What is not at home in a folder, as it was when the folder had this identity. */
interface Kept {
  readonly identity: string;
  /** Names of markdown files whose name does not say the type of the folder: few, where there are any. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

interface CacheFile {
  readonly version: string;
  readonly folders: Readonly<Record<string, Kept>>;
}

const fileName = 'strays.json';
/** So many names are read again each time rather than kept. */
const fewNames = 1000;

/**
 * Paths of the markdown files below the documents' folder that do not lie in the folder of the type that their name
 * says, or whose name says none. Only folders that changed since the last time are listed.
 */
export function strayFiles(workspace: Workspace): readonly string[] {
  const cached = readJson<CacheFile>(cachePath(workspace, fileName));
  const version = cacheVersion(workspace);
  const known = cached?.version === version ? cached.folders : {};
  const folders: Record<string, Kept> = {};
  let listed = 0;
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const identity = folderIdentity(workspace, path);
    if (identity === null) return;
    let kept = known[path];
    if (kept?.identity !== identity) {
      const names = listFolder(workspace.root, path);
      listed += names.length;
      kept = { identity, ...strangersIn(workspace, path, names) };
    }
    folders[path] = kept;
    for (const name of kept.folders) {
      const child = `${path}/${name}`;
      const real = realFolder(join(workspace.root, child));
      if (real === null || seen.has(real)) continue;
      seen.add(real);
      visit(child);
    }
  };
  visit(workspace.folder);
  if (listed > fewNames) writeCache(workspace, fileName, [JSON.stringify({ version, folders })]);
  return Object.entries(folders).flatMap(([path, { files }]) => files.map((name) => `${path}/${name}`));
}

function strangersIn(
  workspace: Workspace,
  folder: string,
  names: readonly string[],
): Pick<Kept, 'files' | 'folders'> {
  const { config } = workspace;
  const own = config.types.find((type) =>
    [`${workspace.folder}/${type.folder}`, `${workspace.folder}/archive/${type.folder}`].includes(folder),
  );
  const atHome = own && fileNamesOf(own, config.types);
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of names) {
    if (name.endsWith('.md')) {
      if (!atHome?.test(name)) files.push(name);
    } else if (!skippedFolders.has(name) && isFolder(workspace, `${folder}/${name}`)) folders.push(name);
  }
  return { files, folders };
}

function realFolder(absolute: string): string | null {
  try {
    return fs.realpathSync(absolute);
  } catch {
    // Gone by now.
    return null;
  }
}

function isFolder(workspace: Workspace, path: string): boolean {
  const stat = fs.lstatSync(join(workspace.root, path), { throwIfNoEntry: false });
  return stat?.isDirectory() === true || (stat?.isSymbolicLink() === true && isFolderLink(workspace, path));
}
