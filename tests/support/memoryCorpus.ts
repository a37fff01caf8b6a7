import { parseBoard } from '../../src/model/board/parse.js';
import { defaultConfig } from '../../src/model/config/config.js';
import { parseConfig } from '../../src/model/config/file.js';
import { type Corpus, type CorpusDocument, corpusDocument } from '../../src/model/corpus.js';
import { unreadFacts } from '../../src/model/document/document.js';
import type { DocumentFacts, ReadingProblem } from '../../src/model/document/facts.js';
import type { Finding } from '../../src/model/finding.js';
import { folderOf, nameOf } from '../../src/model/links/path.js';
import { readFacts } from './readFacts.js';

export interface MemoryCorpus extends Corpus {
  readonly files: ReadonlyMap<string, string>;
  readonly configFindings: readonly Finding[];
}

export interface MemoryOptions {
  /** Paths to judge; all markdown when left out, and the run is complete. */
  readonly judged?: readonly string[];
}

/** Split `### path` sections, the format of the rules' examples, into files. `### path (note)` marks a bad file. */
export function filesOf(example: string): Map<string, string> {
  const files = new Map<string, string>();
  let path: string | null = null;
  for (const line of example.split(/^/m)) {
    const header = /^### (\S.*?\.\w+(?: \([^)]*\))?)\s*$/.exec(line)?.[1];
    if (header !== undefined) {
      path = header;
      files.set(path, '');
    } else if (path !== null) files.set(path, (files.get(path) ?? '') + line);
    else if (line.trim() !== '') throw new Error(`text before the first file: ${line}`);
  }
  return files;
}

/** A corpus over texts, without a disk. */
export function memoryCorpus(
  source: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  options: MemoryOptions = {},
): MemoryCorpus {
  const { files, problems } = withoutNotes(source instanceof Map ? source : new Map(Object.entries(source)));
  const { config, findings } = readConfig(files);
  const documents = new Map<string, CorpusDocument>();
  for (const [path, text] of files) {
    if (!/\.md$/i.test(path)) continue;
    const problem = problems.get(path);
    const facts = problem ? unreadable(path, problem) : readFacts(path, text, config.types);
    documents.set(path, corpusDocument({ folder, config }, facts));
  }
  const byId = groupBy([...documents.values()], ({ id }) => id);
  const byName = groupBy([...files.keys()], nameOf);
  const boardText = files.get(`${folder}/board.md`);
  return {
    config,
    configFindings: findings,
    files,
    folder,
    judged: options.judged
      ? options.judged.flatMap((path) => documents.get(path) ?? [])
      : [...documents.values()],
    pathsOf: (id) => (byId.get(id) ?? []).map(({ facts }) => facts.path),
    document: (path) => documents.get(path),
    ids: () => [...byId.keys()],
    ...lookup(files),
    pathsNamed: (name) => byName.get(name) ?? [],
    board:
      boardText === undefined
        ? null
        : { path: `${folder}/board.md`, board: parseBoard(boardText, config.types, config.relations) },
    complete: options.judged === undefined,
  };
}

const folder = 'dev_ops';

/** Take `(not UTF-8)` and `(too large)` off the paths. */
function withoutNotes(marked: ReadonlyMap<string, string>) {
  const problems = new Map<string, ReadingProblem['kind']>();
  const files = new Map<string, string>();
  for (const [key, text] of marked) {
    const [, path = key, note] = /^(.*?)(?: \((.*)\))?$/.exec(key) ?? [];
    files.set(path, text);
    if (note !== undefined) problems.set(path, note === 'not UTF-8' ? 'not-utf8' : 'too-large');
  }
  return { files, problems };
}

function readConfig(files: ReadonlyMap<string, string>) {
  const path = `${folder}/config.yaml`;
  const text = files.get(path);
  return text === undefined ? { config: defaultConfig, findings: [] } : parseConfig(text, path);
}

function lookup(files: ReadonlyMap<string, string>) {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let at = folderOf(path); at !== '' && !folders.has(at); at = folderOf(at)) folders.add(at);
  }
  const lower = new Map([...files.keys(), ...folders].map((path) => [path.toLowerCase(), path]));
  return {
    exists: (path: string) => (files.has(path) ? 'file' : folders.has(path) ? 'folder' : null),
    existsIgnoringCase: (path: string) => lower.get(path.toLowerCase()) ?? null,
    siblings: (path: string) => [...files.keys()].filter((other) => folderOf(other) === folderOf(path)),
  } as const;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function unreadable(path: string, kind: ReadingProblem['kind']): DocumentFacts {
  const span = { line: 1, column: 1, offset: 0, length: 0 };
  return unreadFacts(path, [{ kind, message: `the file is ${kind}`, span }]);
}
