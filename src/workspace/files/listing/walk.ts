import fs from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../safePath.js';

/** A file found below a folder. */
export interface Walked {
  /** Root-relative posix path. */
  readonly path: string;
  /** Anything else than a readable file: a loop of links, a pipe, a socket. */
  readonly special: boolean;
}

/**
 * Every markdown file below a folder, in no order; written by hand, since it is three times as fast as the
 * recursive readdir. Links are followed only to files and folders inside the root, each real folder once.
 */
export function walkMarkdown(root: string, folder: string, skip: ReadonlySet<string>): Walked[] {
  const found: Walked[] = [];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(join(root, path), { withFileTypes: true });
    } catch {
      // Gone, or not readable: the folder's own documents then do not exist for anybody.
      return;
    }
    for (const entry of entries) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skip.has(child) && !skip.has(entry.name)) visit(child);
      } else if (entry.isFile()) {
        if (isMarkdown(entry.name)) found.push({ path: child, special: false });
      } else if (entry.isSymbolicLink()) {
        follow(child, entry.name);
      } else if (isMarkdown(entry.name)) {
        found.push({ path: child, special: true });
      }
    }
  };
  const follow = (child: string, name: string): void => {
    let real: string;
    try {
      real = fs.realpathSync(join(root, child));
    } catch {
      if (isMarkdown(name)) found.push({ path: child, special: true });
      return;
    }
    const stat = fs.statSync(real);
    if (!isInside(root, real)) {
      if (isMarkdown(name) && stat.isFile()) found.push({ path: child, special: true });
    } else if (stat.isDirectory()) {
      if (!seen.has(real) && !join(root, child).startsWith(`${real}/`)) {
        seen.add(real);
        visit(child);
      }
    } else if (isMarkdown(name)) found.push({ path: child, special: !stat.isFile() });
  };
  visit(folder);
  return found;
}

function isMarkdown(name: string): boolean {
  return name.endsWith('.md') || /\.(?:md|markdown)$/i.test(name);
}
