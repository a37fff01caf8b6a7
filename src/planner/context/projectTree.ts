import fs from 'node:fs';
import { join } from 'node:path';
import { walkProject } from '../../workspace/files/listing/walkProject.js';
import { readText } from '../../workspace/files/readText.js';
import { resolveInside } from '../../workspace/files/safePath.js';
import { projectFiles } from '../../workspace/git/projectFiles.js';
import type { Workspace } from '../../workspace/workspace.js';

/** The project's files as a planner may look at them. Reading never leaves the root, not through links either. */
export interface ProjectTree {
  /** Root-relative, in order: what git tracks or would track; without git, what `.gitignore` leaves. */
  readonly files: readonly string[];
  /** Whether it is one of them. */
  has(path: string): boolean;
  /** Whether a file or folder is there now, also one that git ignores. */
  exists(path: string): boolean;
  /** A file's text; null where it is missing, not text, outside the root or larger than a person writes. Read once. */
  read(path: string): string | null;
  /** False where there are more files than were listed. */
  readonly complete: boolean;
}

/** Files that a walk without git lists at most. */
const mostWalked = 50_000;

/** A larger file is generated or data. In bytes. */
export const largestFile = 1024 * 1024;

export async function openTree(workspace: Workspace): Promise<ProjectTree> {
  const listed = await projectFiles(workspace);
  const { files, complete } = listed
    ? { files: listed.sort(), complete: true }
    : walkProject(workspace.root, mostWalked);
  const texts = new Map<string, string | null>();
  let known: ReadonlySet<string> | undefined;
  return {
    files,
    complete,
    has(path) {
      known ??= new Set(files);
      return known.has(path);
    },
    exists(path) {
      const inside = resolveInside(workspace, path);
      return inside.ok && fs.existsSync(inside.value);
    },
    read(path) {
      const kept = texts.get(path);
      if (kept !== undefined) return kept;
      const text = readSmall(workspace, path);
      texts.set(path, text);
      return text;
    },
  };
}

function readSmall(workspace: Workspace, path: string): string | null {
  const size = fs.statSync(join(workspace.root, path), { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestFile) return null;
  const read = readText(workspace, path);
  return read.ok && !read.value.includes('\0') ? read.value : null;
}
