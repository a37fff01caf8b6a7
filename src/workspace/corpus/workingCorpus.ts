import type { Board } from '../../model/board/board.js';
import { parseBoard } from '../../model/board/parse.js';
import { type Corpus, type CorpusDocument, corpusDocument } from '../../model/corpus.js';
import type { DocumentFacts } from '../../model/document/facts.js';
import { nameOf } from '../../model/links/path.js';
import { readText } from '../files/readText.js';
import type { Workspace } from '../workspace.js';
import { FileLookup } from './fileLookup.js';

/** What the rules asked the file system for, with its answers: part of the cached result's key. */
export interface ExistenceAnswers {
  /** Path → what is there, see `existenceOf`. */
  readonly existence: Map<string, string>;
}

/** The working tree, to be judged as a whole (or only `judged` of it). */
export function workingCorpus(
  workspace: Workspace,
  facts: ReadonlyMap<string, DocumentFacts>,
  others: ReadonlyMap<string, DocumentFacts>,
  judged?: readonly string[],
): { corpus: Corpus; asked: ExistenceAnswers } {
  const documents = new Map<string, CorpusDocument>();
  const byId = new Map<string, string[]>();
  for (const one of facts.values()) {
    const document = corpusDocument(workspace, one);
    documents.set(one.path, document);
    if (document.id) pushTo(byId, document.id, one.path);
  }
  for (const one of others.values())
    if (!documents.has(one.path)) documents.set(one.path, corpusDocument(workspace, one));
  const asked: ExistenceAnswers = { existence: new Map() };
  const files = new FileLookup(workspace);
  const boardPath = `${workspace.folder}/board.md`;
  const board = judged === undefined && facts.has(boardPath) ? readBoard(workspace, boardPath) : null;
  let names: Map<string, string[]> | undefined;
  const corpus: Corpus = {
    config: workspace.config,
    folder: workspace.folder,
    judged: (judged ?? [...facts.keys()]).flatMap((path) => documents.get(path) ?? []),
    pathsOf: (id) => byId.get(id) ?? none,
    document: (path) => documents.get(path),
    ids: () => [...byId.keys()],
    exists(path) {
      if (facts.has(path)) return 'file';
      const kind = files.exists(path);
      if (!asked.existence.has(path)) asked.existence.set(path, kind ?? '-');
      return kind;
    },
    existsIgnoringCase(path) {
      asked.existence.set(path, existenceOf(files, path, true));
      return files.existsIgnoringCase(path);
    },
    pathsNamed(name) {
      names ??= pathsByName(documents.keys());
      return names.get(name) ?? none;
    },
    siblings: (path) => files.siblings(path),
    board: board && { path: boardPath, board },
    complete: judged === undefined,
  };
  return { asked, corpus };
}

const none: readonly string[] = [];

/** `file`, `folder`, `outside` or `-`; where the rules asked for other spellings too, with the one that exists. */
export function existenceOf(files: FileLookup, path: string, withSpelling: boolean): string {
  const kind = files.exists(path) ?? '-';
  return withSpelling ? `${kind}~${files.existsIgnoringCase(path) ?? ''}` : kind;
}

function readBoard(workspace: Workspace, path: string): Board | null {
  const text = readText(workspace, path);
  return text.ok ? parseBoard(text.value, workspace.config.types, workspace.config.relations) : null;
}

function pathsByName(paths: Iterable<string>): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const path of paths) pushTo(names, nameOf(path), path);
  return names;
}

function pushTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
