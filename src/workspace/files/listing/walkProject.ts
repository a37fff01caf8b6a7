import fs from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders that hold no work of the project, whatever a missing `.gitignore` says. */
const skipped: ReadonlySet<string> = new Set(
  '.git .hg .svn .jj .state node_modules bower_components __pycache__ .venv venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .cache .gradle .idea .next .nuxt .svelte-kit dist build out target coverage'.split(
    ' ',
  ),
);

/**
 * The files below a root that its `.gitignore` files leave, root-relative, in order: what git would list in
 * a repository. Links are not followed. At most `most` files; `complete` is false where there are more.
 */
export function walkProject(
  root: string,
  most: number,
): { readonly files: readonly string[]; readonly complete: boolean } {
  const files: string[] = [];
  const visit = (folder: string, above: readonly Rules[]): boolean => {
    const rules = [...above, ...rulesIn(root, folder)];
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (!isFolder && !entry.isFile()) continue;
      if ((isFolder && skipped.has(entry.name)) || isIgnored(rules, isFolder ? `${path}/` : path)) continue;
      if (isFolder) {
        if (!visit(path, rules)) return false;
      } else if (files.length === most) return false;
      else files.push(path);
    }
    return true;
  };
  const complete = visit('', []);
  return { files, complete };
}

/** A `.gitignore` and the folder that it counts from, `''` or with a slash at its end. */
interface Rules {
  readonly base: string;
  readonly rules: Ignore;
}

function rulesIn(root: string, folder: string): Rules[] {
  try {
    const text = fs.readFileSync(join(root, folder, '.gitignore'), 'utf8');
    return [{ base: folder === '' ? '' : `${folder}/`, rules: ignore().add(text) }];
  } catch {
    // Most folders have none.
    return [];
  }
}

/** The last file that says anything about a path decides. */
function isIgnored(all: readonly Rules[], path: string): boolean {
  for (const { base, rules } of [...all].reverse()) {
    const { ignored, unignored } = rules.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Gone, or not readable.
    return [];
  }
}
