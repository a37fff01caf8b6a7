import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Board } from '../model/board/board.js';
import { parseBoard } from '../model/board/parse.js';
import type { Corpus, CorpusDocument } from '../model/corpus.js';
import { textField } from '../model/document.js';
import type { DocumentFacts } from '../model/documentFacts.js';
import { idOfFileName, parseId } from '../model/ids.js';
import { readText } from './readText.js';
import { isInside } from './safePath.js';
import type { Workspace } from './workspace.js';

/** A document as the rules see it: its type by folder, else by its id's prefix. */
export function corpusDocument(
  workspace: Pick<Workspace, 'folder' | 'config'>,
  facts: DocumentFacts,
): CorpusDocument {
  const { types } = workspace.config;
  const { path } = facts;
  if (!path.startsWith(`${workspace.folder}/`)) return { facts, type: null, id: null, archived: false };
  const parts = path.slice(workspace.folder.length + 1).split('/');
  const archived = parts[0] === 'archive';
  const name = parts.at(-1) ?? '';
  const named = idOfFileName(name, types);
  const folder = archived ? parts[1] : parts[0];
  const type =
    (parts.length > 1 ? types.find((one) => one.folder === folder) : undefined) ?? named?.type ?? null;
  const written = textField(facts, 'id');
  return { facts, type, id: (written && parseId(written, types)?.id) ?? named?.id ?? null, archived };
}

/** What the rules asked for outside of the documents' folder, with what was found: part of the cached result's key. */
export interface Asked {
  readonly existence: Map<string, string>;
}

/** The working tree, to be judged as a whole (or only `judged` of it). */
export function workingCorpus(
  workspace: Workspace,
  facts: ReadonlyMap<string, DocumentFacts>,
  others: ReadonlyMap<string, DocumentFacts>,
  judged?: readonly string[],
): { corpus: Corpus; asked: Asked } {
  const documents = new Map<string, CorpusDocument>();
  const byId = new Map<string, string[]>();
  for (const one of facts.values()) {
    const document = corpusDocument(workspace, one);
    documents.set(one.path, document);
    if (document.id && document.type) pushTo(byId, document.id, one.path);
  }
  for (const one of others.values())
    if (!documents.has(one.path)) documents.set(one.path, corpusDocument(workspace, one));
  const asked: Asked = { existence: new Map() };
  const files = new FileLookup(workspace, new Set(facts.keys()), asked);
  let names: Map<string, string[]> | undefined;
  const boardPath = `${workspace.folder}/board.md`;
  const board = facts.has(boardPath) ? readBoard(workspace, boardPath) : null;
  const chosen = judged ?? [...facts.keys()];
  return {
    asked,
    corpus: {
      config: workspace.config,
      folder: workspace.folder,
      judged: chosen.flatMap((path) => documents.get(path) ?? []),
      pathsOf: (id) => byId.get(id) ?? [],
      document: (path) => documents.get(path),
      ids: () => [...byId.keys()],
      exists: (path) => files.exists(path),
      existsIgnoringCase: (path) => files.existsIgnoringCase(path),
      pathsNamed(name) {
        if (!names) {
          names = new Map();
          for (const path of documents.keys()) pushTo(names, path.slice(path.lastIndexOf('/') + 1), path);
        }
        return names.get(name) ?? [];
      },
      siblings: (path) => files.siblings(path),
      board: board && judged === undefined ? { path: boardPath, board } : null,
      complete: judged === undefined,
    },
  };

  function readBoard(where: Workspace, path: string): Board | null {
    const text = readText(where, path);
    return text.ok ? parseBoard(text.value, where.config.types, where.config.relations) : null;
  }
}

/** What stands in the file system, asked once a folder. */
export class FileLookup {
  readonly #folders = new Map<string, Map<string, 'file' | 'folder' | 'outside'>>();

  constructor(
    readonly workspace: Workspace,
    readonly known: ReadonlySet<string>,
    readonly asked: Asked,
  ) {}

  exists(path: string): 'file' | 'folder' | 'outside' | null {
    if (this.known.has(path)) return 'file';
    if (path === '' || path === '.') return 'folder';
    const kind = this.#kind(path);
    this.asked.existence.set(path, kind ?? '-');
    return kind;
  }

  existsIgnoringCase(path: string): string | null {
    let at = '';
    for (const part of path.split('/')) {
      const names = this.#list(at);
      const name = names.has(part)
        ? part
        : [...names.keys()].find((one) => one.toLowerCase() === part.toLowerCase());
      if (name === undefined) return null;
      at = at === '' ? name : `${at}/${name}`;
    }
    return at === path ? null : at;
  }

  siblings(path: string): string[] {
    const folder = dirname(path) === '.' ? '' : dirname(path);
    return [...this.#list(folder).keys()].map((name) => (folder === '' ? name : `${folder}/${name}`));
  }

  #kind(path: string): 'file' | 'folder' | 'outside' | null {
    const parts = path.split('/');
    let at = '';
    let kind: 'file' | 'folder' | 'outside' = 'folder';
    for (const part of parts) {
      if (part === '..') return 'outside';
      if (kind !== 'folder') return kind === 'outside' ? 'outside' : null;
      const found = this.#list(at).get(part);
      if (found === undefined) return null;
      kind = found;
      at = at === '' ? part : `${at}/${part}`;
    }
    return kind;
  }

  /** The names in a folder with what they are; exact in case also where the file system is not. */
  #list(folder: string): Map<string, 'file' | 'folder' | 'outside'> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const names = new Map<string, 'file' | 'folder' | 'outside'>();
    this.#folders.set(folder, names);
    const absolute = join(this.workspace.root, folder);
    let entries: fs.Dirent[] = [];
    try {
      entries = fs.readdirSync(absolute, { withFileTypes: true });
    } catch {
      // Not a folder, or not readable: nothing is found in it.
    }
    for (const entry of entries) {
      if (entry.isSymbolicLink()) {
        const kind = followed(this.workspace.root, join(absolute, entry.name));
        if (kind) names.set(entry.name, kind);
      } else names.set(entry.name, entry.isDirectory() ? 'folder' : 'file');
    }
    return names;
  }
}

function followed(root: string, path: string): 'file' | 'folder' | 'outside' | null {
  try {
    const real = fs.realpathSync(path);
    if (!isInside(root, real)) return 'outside';
    return fs.statSync(real).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

/** What is there now, in the words of `Asked`. */
export function existenceNow(workspace: Workspace, path: string): string {
  return new FileLookup(workspace, new Set(), { existence: new Map() }).exists(path) ?? '-';
}

function pushTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
