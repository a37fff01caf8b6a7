import type { Config } from '../config/config.js';
import { idOfFileName, type ParsedId, parseId } from '../ids.js';
import type { YamlValue } from './facts.js';
import type { DocumentType } from './type.js';

/** Which document a file is. */
export interface Identity {
  /** Canonical id; null where neither the file name nor the front matter holds one. */
  readonly id: string | null;
  readonly number: number | null;
  /** What tells the id: the file name, else the front matter. */
  readonly idFrom: 'name' | 'field' | null;
  /** The id in the front matter where the file name holds another one. */
  readonly contradiction: string | null;
  /** The id's type; of a file without an id that of its folder; null for a file that is not a document. */
  readonly type: DocumentType | null;
  readonly archived: boolean;
  /** Whether it lies elsewhere than in the folder of its type, or in that of the archive. */
  readonly misplaced: boolean;
}

/** The documents' folder and the document types. */
export interface DocumentsLayout {
  readonly folder: string;
  readonly config: Pick<Config, 'types'>;
}

const none: Identity = {
  id: null,
  number: null,
  idFrom: null,
  contradiction: null,
  type: null,
  archived: false,
  misplaced: false,
};

/**
 * Which document, of which type, the file at this root-relative path is. The file name decides: it is what git's
 * index, a folder and a link show without reading the file. The front matter decides where the name holds no id. Pass
 * no fields where the file was not read; of a file whose name holds an id the answer is the same. A `type:` in the
 * front matter is a key like any other.
 */
export function identify(
  path: string,
  fields: { readonly id?: YamlValue | undefined },
  place: DocumentsLayout,
): Identity {
  if (!isDocument(path, place) || isBoard(path, place)) return none;
  const { types } = place.config;
  const archived = path.startsWith('archive/', place.folder.length + 1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const written = typeof fields.id === 'string' ? parseId(fields.id.trim(), types) : null;
  const named = written && startsWith(name, written) ? written : idOfFileName(name, types);
  const liesIn = ({ folder }: DocumentType) => {
    const start = place.folder.length + (archived ? '/archive/'.length : 1);
    return path.startsWith(folder, start) && path.charCodeAt(start + folder.length) === slash;
  };
  const own = named ?? written;
  if (!own) {
    const type = describesFolder.test(name) ? undefined : types.find(liesIn);
    return { ...none, type: type ?? null, archived };
  }
  return {
    id: own.id,
    number: own.number,
    idFrom: named ? 'name' : 'field',
    contradiction: written && written.id !== own.id ? written.id : null,
    type: own.type,
    archived,
    misplaced: !liesIn(own.type),
  };
}

/** Whether the front matter alone can tell an id of this file: its name holds none, and it may be a document. */
export function needsFields(path: string, place: DocumentsLayout): boolean {
  return isDocument(path, place) && !isBoard(path, place) && identify(path, {}, place).id === null;
}

/** Whether a path is that of a markdown file below the documents' folder, and not of a template. */
export function isDocument(path: string, { folder }: Pick<DocumentsLayout, 'folder'>): boolean {
  return (
    path.endsWith('.md') &&
    path.charCodeAt(folder.length) === slash &&
    path.startsWith(folder) &&
    !path.startsWith('.state/', folder.length + 1) &&
    !path.startsWith('templates/', folder.length + 1)
  );
}

const slash = 47;
const hyphen = 45;
const describesFolder = /^(?:readme|index)\.md$/i;

function isBoard(path: string, { folder }: DocumentsLayout): boolean {
  return path.length === folder.length + '/board.md'.length && path.endsWith('/board.md');
}

/** Most names start with the canonical id, which takes less to see than to read the id of a name. */
function startsWith(name: string, { id }: ParsedId): boolean {
  const next = name.charCodeAt(id.length);
  return (next === hyphen || name.length === id.length + '.md'.length) && name.startsWith(id);
}
