import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '../workspace.js';

/** How cards name documents: by the setting, else `file` where an Obsidian vault is found above or beside. */
export function boardLinkStyle(workspace: Workspace): 'id' | 'file' {
  if (workspace.config.board.links) return workspace.config.board.links;
  let folder = join(workspace.root, workspace.folder);
  for (;;) {
    if (fs.existsSync(join(folder, '.obsidian'))) return 'file';
    const parent = dirname(folder);
    if (parent === folder) return 'id';
    folder = parent;
  }
}

/** Whether a root-relative path is there. */
export function fileExists(workspace: Workspace, path: string): boolean {
  return fs.existsSync(join(workspace.root, path));
}
