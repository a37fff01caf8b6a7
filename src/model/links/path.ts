/** Root-relative posix paths, joined without a file system. */

/** Folder of a path, `''` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * `target` seen from `folder`, without `.`, `..` and empty segments; null when it leaves the root. A trailing
 * slash is dropped; the root itself is `''`.
 */
export function joinPath(folder: string, target: string): string | null {
  let base = folder;
  let rest = 0;
  // Most links are `../folder/file.md` or `file.md`: the paths need not be split.
  while (target.startsWith('../', rest)) {
    if (base === '') return null;
    base = folderOf(base);
    rest += 3;
  }
  const path = rest === 0 ? target : target.slice(rest);
  if (!isNormal(path)) return joinSegments(base, path);
  return base === '' ? path : `${base}/${path}`;
}

function joinSegments(folder: string, target: string): string | null {
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.length === 0) return null;
      segments.pop();
    } else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** No segment is empty or starts with a dot. Built-in searches, since this runs for every link of a cold start. */
function isNormal(path: string): boolean {
  return !(
    path === '' ||
    path.startsWith('.') ||
    path.startsWith('/') ||
    path.endsWith('/') ||
    path.includes('/.') ||
    path.includes('//')
  );
}

/** How a document in `folder` names `path`: `../adrs/ADR-001-x.md`. */
export function relativePath(folder: string, path: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...Array.from({ length: from.length - shared }, () => '..'), ...to.slice(shared)].join('/');
}
