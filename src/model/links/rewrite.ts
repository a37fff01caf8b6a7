import type { LinkFact } from '../document/facts.js';
import { folderOf, joinPath, nameOf, relativePath } from './path.js';

/** A document that gets another path or id. Paths are root-relative. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** Canonical ids; both null for a file without one. */
  readonly oldId: string | null;
  readonly newId: string | null;
}

/**
 * A link as it has to be written when its target moves: `written` is the text of its span, `folder` where the
 * document with the link will be. The same text where the link stays valid.
 */
export function rewriteLink(link: LinkFact, written: string, moved: Moved, folder: string): string {
  const cut = written.indexOf('#');
  const target = cut < 0 ? written : written.slice(0, cut);
  const rest = cut < 0 ? '' : written.slice(cut);
  return rewriteTarget(link, target, moved, folder) + rest;
}

function rewriteTarget(link: LinkFact, target: string, moved: Moved, folder: string): string {
  switch (link.form) {
    case 'bare':
      return moved.oldId !== moved.newId && moved.newId !== null ? moved.newId : target;
    case 'field':
      return target.replace(link.target, () => rewriteName(link.target, moved, ''));
    case 'wiki':
      return rewriteName(target, moved, folder);
    case 'markdown':
    case 'image':
    case 'html':
      return rewriteDestination(target, moved, folder);
  }
}

/** An id stays an id, a file name a file name, a path a path; blanks around it stay. */
function rewriteName(written: string, moved: Moved, from: string): string {
  const target = written.trim();
  if (target === '') return written;
  const name = nameOf(target);
  const suffix = /\.md$/i.exec(name)?.[0] ?? '';
  const stem = suffix === '' ? name : name.slice(0, -suffix.length);
  const newName = nameOf(moved.to).replace(/\.md$/i, '');
  if (/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(stem) && suffix === '' && target === name) {
    const { newId } = moved;
    return moved.oldId === newId || newId === null ? written : written.replace(target, () => newId);
  }
  const folder = folderOf(target);
  if (folder === '') return written.replace(target, () => newName + suffix);
  return written.replace(target, () => `${rewriteFolder(folder, moved, from)}${newName}${suffix}`);
}

/**
 * `plans/` of `plans/PLAN-001-x`: counted from wherever the old path ends in it; `../plans/` from the folder of the
 * document that links.
 */
function rewriteFolder(folder: string, moved: Moved, from: string): string {
  const old = folderOf(moved.from);
  const now = folderOf(moved.to);
  if (folder.startsWith('.')) {
    if (joinPath(from, folder) !== old) return `${folder}/`;
    const relative = relativePath(from, `${now}/`);
    return folder.startsWith('./') && !relative.startsWith('../') ? `./${relative}` : relative;
  }
  if (old !== folder && !old.endsWith(`/${folder}`)) return `${folder}/`;
  const base = old.slice(0, old.length - folder.length);
  return `${now}/`.startsWith(base) ? `${now}/`.slice(base.length) : `${now}/`;
}

/** A path relative to the folder of the document that links, with `./`, `<>` and a query as they were. */
function rewriteDestination(target: string, moved: Moved, folder: string): string {
  if (target.replace(/^</, '') === '') return target;
  const open = target.startsWith('<') ? '<' : '';
  const close = open !== '' && target.endsWith('>') ? '>' : '';
  const inner = target.slice(open.length, target.length - close.length);
  const query = inner.indexOf('?');
  const path = query < 0 ? inner : inner.slice(0, query);
  if (path === '') return target;
  if (joinPath(folder, decode(path)) === moved.to) return target;
  const relative = relativePath(folder, moved.to);
  const dotted = path.startsWith('./') && !relative.startsWith('../') ? `./${relative}` : relative;
  const encoded = open === '' ? dotted.replace(/[ ()<>%?#]/g, encodeURIComponent) : dotted;
  return open + encoded + (query < 0 ? '' : inner.slice(query)) + close;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not every `%` is an escape.
    return path;
  }
}
