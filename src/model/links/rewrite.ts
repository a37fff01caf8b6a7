import type { LinkFact } from '../documentFacts.js';
import { folderOf, joinPath, nameOf, relativePath } from './path.js';

/** A document that gets another path, another id or another heading. Paths are root-relative. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** Canonical ids; both null for a file without one. */
  readonly oldId: string | null;
  readonly newId: string | null;
  /** The heading that changes its text; null where none does. */
  readonly heading: MovedHeading | null;
}

export interface MovedHeading {
  readonly oldText: string;
  readonly newText: string;
  readonly oldAnchor: string;
  readonly newAnchor: string;
}

/**
 * A link as it has to be written when its target moves: `written` is the text of its span, `folder` where the
 * document with the link will stand. The same text where it goes on leading there as it is.
 */
export function rewriteLink(link: LinkFact, written: string, moved: Moved, folder: string): string {
  const cut = written.indexOf('#');
  const target = cut < 0 ? written : written.slice(0, cut);
  const rest = cut < 0 ? '' : written.slice(cut);
  return rewriteTarget(link, target, moved, folder) + rewriteFragment(link, rest, moved.heading);
}

function rewriteTarget(link: LinkFact, target: string, moved: Moved, folder: string): string {
  switch (link.form) {
    case 'bare':
      return moved.oldId !== moved.newId && moved.newId !== null ? moved.newId : target;
    case 'field':
      return target.replace(link.target, () => rewriteName(link.target, moved));
    case 'wiki':
      return rewriteName(target, moved);
    case 'markdown':
    case 'image':
    case 'html':
      return rewriteDestination(target, moved, folder);
  }
}

/** An id stays an id, a file name a file name, a path a path; blanks around it stay. */
function rewriteName(written: string, moved: Moved): string {
  const target = written.trim();
  if (target === '') return written;
  const name = nameOf(target);
  const suffix = /\.md$/i.exec(name)?.[0] ?? '';
  const stem = suffix === '' ? name : name.slice(0, -suffix.length);
  const newName = nameOf(moved.to).replace(/\.md$/i, '');
  if (/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(stem) && suffix === '' && target === name) {
    const kept = moved.oldId === moved.newId || moved.newId === null;
    return kept ? written : written.replace(target, moved.newId);
  }
  const folder = folderOf(target);
  if (folder === '') return written.replace(target, () => newName + suffix);
  return written.replace(target, () => `${rewriteFolder(folder, moved)}${newName}${suffix}`);
}

/** `plans/` of `plans/PLAN-001-x`: counted from wherever the old path ends in it. */
function rewriteFolder(folder: string, moved: Moved): string {
  const old = folderOf(moved.from);
  const absolute = old === folder || old.endsWith(`/${folder}`);
  if (!absolute) return `${folder}/`;
  const base = old.slice(0, old.length - folder.length);
  const now = `${folderOf(moved.to)}/`;
  return now.startsWith(base) ? now.slice(base.length) : now;
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

function rewriteFragment(link: LinkFact, rest: string, heading: MovedHeading | null): string {
  if (heading === null || link.fragment === null || rest === '') return rest;
  const fragment = link.fragment;
  const close = rest.endsWith('>') ? '>' : '';
  if (fragment.toLowerCase() === heading.oldAnchor) return `#${heading.newAnchor}${close}`;
  const isText = link.form === 'wiki' || link.form === 'field';
  if (isText && fragment.trim().toLowerCase() === heading.oldText.trim().toLowerCase())
    return `#${plainHeading(heading.newText)}`;
  return rest;
}

/** What a wiki link's own syntax uses cannot stand in it. */
function plainHeading(text: string): string {
  return text
    .replace(/[[\]|#^]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
