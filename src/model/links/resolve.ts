import type { Corpus, CorpusDocument } from '../corpus.js';
import type { LinkFact } from '../document/facts.js';
import { idOfFileName, parseId } from '../ids.js';
import { idLike } from './fieldLinks.js';
import { folderOf, joinPath, nameOf } from './path.js';

/** What a link leads to. Paths are root-relative. */
export type Resolution =
  /** A file; `id` where the link named it by id. */
  | { readonly kind: 'file'; readonly path: string; readonly id: string | null }
  | { readonly kind: 'folder'; readonly path: string }
  /** A URL: never looked up. */
  | { readonly kind: 'external' }
  /** Nothing there: `id` where an id was named, else the path where it would be (null where a bare name was). */
  | { readonly kind: 'missing'; readonly id: string | null; readonly path: string | null }
  /** What exists is spelled otherwise: `path` is its true spelling. */
  | { readonly kind: 'wrong-case'; readonly path: string }
  /** Leads above the root, or through a symbolic link out of it. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'file-url' }
  /** An absolute path; `path` is what it means from the root on. */
  | { readonly kind: 'absolute'; readonly path: string };

const external: Resolution = { kind: 'external' };
const outside: Resolution = { kind: 'outside' };
const fileUrl: Resolution = { kind: 'file-url' };
/** Two letters at least, so that `C:` is a drive. */
const scheme = /^[A-Za-z][A-Za-z0-9+.-]+:/;
const drive = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** Where a link of this document leads. The one place that knows how each form of link is read. */
export function resolveLink(document: CorpusDocument, link: LinkFact, corpus: Corpus): Resolution {
  const { path } = document.facts;
  if (link.target === '') return { kind: 'file', path, id: null };
  switch (link.form) {
    case 'bare':
      return resolveId(link.target, null, corpus) ?? missing(link.target);
    case 'field':
      return resolveId(link.target, null, corpus) ?? resolveField(link.target, corpus);
    case 'wiki':
      return resolveWiki(path, link.target, corpus);
    case 'markdown':
    case 'image':
    case 'html':
      return resolveDestination(path, link.target, corpus);
  }
}

function missing(id: string | null, path: string | null = null): Resolution {
  return { kind: 'missing', id, path };
}

/** Of several documents with one id the one of this file name is meant, else the first. */
function resolveId(text: string, fileName: string | null, corpus: Corpus): Resolution | null {
  const [only, second] = corpus.pathsOf(text);
  if (only !== undefined && second === undefined) return { kind: 'file', path: only, id: text };
  const parsed = parseId(text, corpus.config.types);
  if (!parsed) return null;
  const paths = corpus.pathsOf(parsed.id);
  const path =
    paths.length > 1 && fileName ? (paths.find((known) => nameOf(known) === fileName) ?? paths[0]) : paths[0];
  return path === undefined ? missing(parsed.id) : { kind: 'file', path, id: parsed.id };
}

/** `related_docs` hold paths from the root. */
function resolveField(target: string, corpus: Corpus): Resolution {
  if (idLike.test(target) && corpus.exists(target) === null) return missing(target);
  return resolvePath('', target, corpus);
}

function resolveDestination(from: string, target: string, corpus: Corpus): Resolution {
  const found = resolvePath(folderOf(from), target, corpus);
  if (found.kind !== 'missing') return found;
  const query = target.indexOf('?');
  if (query < 0) return found;
  return query === 0
    ? { kind: 'file', path: from, id: null }
    : resolvePath(folderOf(from), target.slice(0, query), corpus);
}

function resolvePath(folder: string, target: string, corpus: Corpus): Resolution {
  const first = target.charCodeAt(0);
  if (first === 47) return resolveAbsolute(target);
  if (first === 92 || target.includes(':')) {
    if (drive.test(target)) return resolveAbsolute(target);
    if (scheme.test(target)) return /^file:/i.test(target) ? fileUrl : external;
  }
  const path = joinPath(folder, target);
  if (path === null) return outside;
  return existing(path, corpus) ?? missing(null, path);
}

function resolveAbsolute(target: string): Resolution {
  if (target.startsWith('//')) return external;
  return { kind: 'absolute', path: joinPath('', target) ?? target };
}

function existing(path: string, corpus: Corpus): Resolution | null {
  if (path === '') return { kind: 'folder', path };
  switch (corpus.exists(path)) {
    case 'file':
      return { kind: 'file', path, id: null };
    case 'folder':
      return { kind: 'folder', path };
    case 'outside':
      return outside;
    case null: {
      const real = corpus.existsIgnoringCase(path);
      return real === null ? null : { kind: 'wrong-case', path: real };
    }
  }
}

/**
 * `[[PLAN-001]]`, `[[PLAN-001-fix-login]]` and `[[plans/PLAN-001-fix-login]]` name a document by its id; anything
 * else a file, as Obsidian finds it: beside, from the root, from the documents' folder, or by its name anywhere.
 */
function resolveWiki(from: string, target: string, corpus: Corpus): Resolution {
  const name = nameOf(target);
  const byId = resolveId(name, null, corpus);
  if (byId) return byId;
  const fileName = /\.md$/i.test(name) ? name : `${name}.md`;
  const inName = idOfFileName(fileName, corpus.config.types);
  if (inName) return resolveId(inName.id, fileName, corpus) ?? missing(inName.id);
  if (target.includes(':') && scheme.test(target)) return /^file:/i.test(target) ? fileUrl : external;
  return resolveNote(from, target, corpus);
}

function resolveNote(from: string, target: string, corpus: Corpus): Resolution {
  const relative = target.replace(/^\/+/, '');
  const spellings = /\.md$/i.test(relative) ? [relative] : [`${relative}.md`, relative];
  let otherCase: Resolution | null = null;
  for (const folder of [folderOf(from), '', corpus.folder]) {
    for (const spelling of spellings) {
      const path = joinPath(folder, spelling);
      const found = path === null || path === '' ? null : existing(path, corpus);
      if (found?.kind === 'file') return found;
      if (found?.kind === 'wrong-case') otherCase ??= found;
    }
  }
  if (!relative.includes('/')) {
    for (const spelling of spellings) {
      const [path] = corpus.pathsNamed?.(spelling) ?? [];
      if (path !== undefined) return { kind: 'file', path, id: null };
    }
  }
  return otherCase ?? missing(idLike.test(relative) ? relative : null);
}
