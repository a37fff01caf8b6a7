import fs from 'node:fs';
import { join } from 'node:path';
import { identify } from '../../model/document/identify.js';
import type { DocumentType } from '../../model/document/type.js';
import { nameOf } from '../../model/links/path.js';
import { listFolder } from '../../workspace/files/listing/listFolder.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Candidate } from './candidate.js';

/** Titles are read from so many files; beyond that, the words of the file name are shown instead. */
const readTitles = 300;
/** More ids than these are offered by prefix first. */
const shownAtOnce = 300;

/**
 * Ids that begin with `start`, from the names of files alone: neither the index nor git is asked, so that it takes
 * milliseconds among ten thousand documents.
 */
export function documentIds(
  workspace: Workspace,
  start: string,
  types: readonly DocumentType[] = workspace.config.types,
  below: '' | 'archive/' = '',
): Candidate[] {
  const wanted = start.toUpperCase();
  const found: Named[] = [];
  const counts = new Map<DocumentType, number>();
  for (const type of types) {
    const names = [type.prefix, ...type.aliases.map((alias) => alias.toUpperCase())];
    const spelled = names.find((name) => name.startsWith(wanted) || wanted.startsWith(`${name}-`));
    if (spelled === undefined) continue;
    // Where the person writes an alias, the canonical prefix takes its place.
    const canonical = wanted.startsWith(`${spelled}-`) ? type.prefix + wanted.slice(spelled.length) : '';
    const folder = `${workspace.folder}/${below}${type.folder}`;
    const ofType: Named[] = [];
    for (const name of listFolder(workspace.root, folder)) {
      const path = `${folder}/${name}`;
      const { id, number, type: own } = identify(path, {}, workspace);
      if (id !== null && number !== null && own === type && id.startsWith(canonical))
        ofType.push({ id, number, path });
    }
    if (ofType.length > 0) counts.set(type, ofType.length);
    found.push(...ofType.sort((a, b) => a.number - b.number));
  }
  if (found.length > shownAtOnce && counts.size > 1) {
    return [...counts].map(([type, count]) => ({
      value: `${type.prefix}-`,
      description: `${count} of type ${type.name}`,
      isOpen: true,
    }));
  }
  const isShort = found.length <= readTitles;
  return found.map(({ id, path }) => ({
    value: id,
    description: (isShort ? titleIn(join(workspace.root, path)) : null) ?? slugOf(path).replaceAll('-', ' '),
  }));
}

interface Named {
  readonly id: string;
  readonly number: number;
  readonly path: string;
}

function slugOf(path: string): string {
  return nameOf(path).replace(/^[^-]*-\d+-?|\.md$/g, '');
}

/** The title that the first lines of a document give; null where they give none. */
function titleIn(file: string): string | null {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    if (!fs.fstatSync(descriptor).isFile()) return null;
    const buffer = Buffer.alloc(2048);
    const text = buffer.toString('utf8', 0, fs.readSync(descriptor, buffer, 0, buffer.length, 0));
    const written = /^title:[ \t]+(\S.*?)[ \t]*\r?$/m.exec(text)?.[1];
    if (written !== undefined) return unquoted(written);
    const heading = /^#[ \t]+(?:[A-Z][A-Z0-9]*-\d+\s+-\s+)?(\S.*?)[ \t]*\r?$/m.exec(text)?.[1];
    return heading ?? null;
  } catch {
    // Gone meanwhile, or not readable: the file name tells enough.
    return null;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** A YAML scalar as a person reads it; for showing, never for writing. */
function unquoted(scalar: string): string {
  if (/^"(?:[^"\\]|\\.)*"$/.test(scalar)) return scalar.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^'(?:[^']|'')*'$/.test(scalar)) return scalar.slice(1, -1).replaceAll("''", "'");
  return scalar;
}
