import type { Board } from '../model/board/board.js';
import { parseBoard } from '../model/board/parse.js';
import { type Config, defaultConfig } from '../model/config.js';
import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { DocumentFacts } from '../model/documentFacts.js';
import type { Finding } from '../model/finding.js';
import { idOfFileName } from '../model/ids.js';
import { type Result, success } from '../model/result.js';
import { requireRepository } from './git.js';
import { factsOfBytes } from './index/readFacts.js';
import { grepIndex, readBlobs, readIndexNames, type StagedChange } from './indexBlobs.js';
import { NameLookup } from './nameLookup.js';
import { corpusDocument } from './workingCorpus.js';
import type { Workspace } from './workspace.js';

/** The commit as git will make it, ready to be judged. */
export interface Staged {
  readonly documents: number;
  readonly configFindings: readonly Finding[];
  /** Judge with these rules; what they need is read from git's index, never from the work tree. */
  judge(judge: (corpus: Corpus) => Finding[]): Promise<readonly Finding[]>;
}

/** Read what is staged. Only staged files and those that name something they take away are read at all. */
export async function stagedCorpus(given: Workspace): Promise<Result<Staged>> {
  const repository = requireRepository(given);
  if (!repository.ok) return repository;
  const index = await readIndexNames(given);
  if (!index.ok) return index;
  const { changes, names } = index.value;
  const staged = changes.filter((change) => isDocument(given.folder, change.path));
  const boardPath = `${given.folder}/board.md`;
  const configPath = `${given.folder}/config.yaml`;
  const known = new Set(names);
  const objects = staged
    .flatMap(({ before, after }) => [before, after])
    .filter((id): id is string => id !== null);
  const wanted = [
    ...objects,
    ...(known.has(configPath) ? [`:${configPath}`] : []),
    ...(known.has(boardPath) && staged.length > 0 ? [`:${boardPath}`, `HEAD:${boardPath}`] : []),
  ];
  const blobs = await readBlobs(given, prefixed(given, wanted));
  const blob = (name: string) => blobs.get(prefixed(given, [name])[0] ?? name);
  const { config, findings } = await configOf(blob(`:${configPath}`), configPath);
  const workspace: Workspace = { ...given, config };
  const facts = new Map<string, DocumentFacts>();
  const texts = new Map<string, string>();
  const load = async (path: string, bytes: Buffer) => {
    texts.set(path, bytes.toString('utf8'));
    facts.set(path, await factsOfBytes(path, bytes, config.types));
  };
  const lost: string[] = [];
  for (const change of staged) {
    const after = change.after === null ? undefined : blob(change.after);
    if (after) await load(change.path, after);
    const before = change.before === null ? undefined : blob(change.before);
    if (after && before)
      lost.push(
        ...lostAnchors(await factsOfBytes(change.path, before, config.types), facts.get(change.path)),
      );
  }
  const own = [...facts.keys()];
  const gone = goneTargets(changes, known, workspace);
  const referrers = (await grepIndex(workspace, [...gone, ...lost.map((anchor) => `#${anchor}`)])).filter(
    (path) => !facts.has(path) && isDocument(given.folder, path),
  );
  for (const [name, bytes] of await readBlobs(
    given,
    prefixed(
      given,
      referrers.map((path) => `:${path}`),
    ),
  ))
    await load(unprefixed(given, name), bytes);
  const boardText = blob(`:${boardPath}`)?.toString('utf8');
  const oldBoard = blob(`HEAD:${boardPath}`)?.toString('utf8');
  const affected = new Set(staged.flatMap(({ path }) => idOfFileName(nameOf(path), config.types)?.id ?? []));
  const board =
    boardText === undefined
      ? null
      : changedCards(
          boardText,
          staged.some(({ path }) => path === boardPath) ? (oldBoard ?? '') : boardText,
          affected,
          config,
        );
  return success({
    documents: staged.filter(({ after }) => after !== null).length,
    configFindings: changes.some(({ path }) => path === configPath) ? findings : [],
    judge: (judge) =>
      judgeStaged(
        {
          workspace,
          names,
          facts,
          texts,
          own,
          referrers,
          gone,
          lost,
          board: board && { path: boardPath, board },
        },
        judge,
        load,
      ),
  });
}

interface Reading {
  readonly workspace: Workspace;
  readonly names: readonly string[];
  readonly facts: Map<string, DocumentFacts>;
  readonly texts: ReadonlyMap<string, string>;
  readonly own: readonly string[];
  readonly referrers: readonly string[];
  readonly gone: readonly string[];
  readonly lost: readonly string[];
  readonly board: Corpus['board'];
}

async function judgeStaged(
  reading: Reading,
  judge: (corpus: Corpus) => Finding[],
  load: (path: string, bytes: Buffer) => Promise<void>,
): Promise<readonly Finding[]> {
  const own = new Set(reading.own);
  const lookup = new NameLookup(reading.names);
  for (;;) {
    const missed = new Set<string>();
    const findings = judge(corpusOf(reading, lookup, missed));
    const wanted = [...missed].filter((path) => lookup.exists(path) === 'file' && !reading.facts.has(path));
    if (wanted.length === 0)
      return findings.filter((finding) => own.has(finding.path) || concerns(finding, reading));
    const { workspace } = reading;
    const blobs = await readBlobs(
      workspace,
      prefixed(
        workspace,
        wanted.map((path) => `:${path}`),
      ),
    );
    if (blobs.size === 0)
      return findings.filter((finding) => own.has(finding.path) || concerns(finding, reading));
    for (const [name, bytes] of blobs) await load(unprefixed(workspace, name), bytes);
  }
}

function corpusOf(reading: Reading, lookup: NameLookup, missed: Set<string>): Corpus {
  const { workspace, facts, names, own, referrers, board } = reading;
  const documents = new Map(
    [...facts.values()].map((one) => [one.path, corpusDocument(workspace, one)] as const),
  );
  const byId = new Map<string, string[]>();
  for (const path of names) {
    if (!isDocument(workspace.folder, path)) continue;
    const id = documents.get(path)?.id ?? idOfFileName(nameOf(path), workspace.config.types)?.id;
    if (id) byId.set(id, [...(byId.get(id) ?? []), path]);
  }
  return {
    config: workspace.config,
    folder: workspace.folder,
    judged: [...own, ...referrers].flatMap((path): CorpusDocument[] =>
      documents.get(path) ? [documents.get(path) as CorpusDocument] : [],
    ),
    pathsOf: (id) => byId.get(id) ?? [],
    document(path) {
      const document = documents.get(path);
      if (!document) missed.add(path);
      return document;
    },
    ids: () => [...byId.keys()],
    exists: (path) => lookup.exists(path),
    existsIgnoringCase: (path) => lookup.existsIgnoringCase(path),
    pathsNamed: (name) => lookup.named(name),
    siblings: (path) => lookup.siblings(path),
    board,
    complete: false,
  };
}

/** Of a file that is not staged only what the commit breaks: a link to what it takes away. */
function concerns({ path, span, rule }: Finding, { texts, gone, lost, board }: Reading): boolean {
  if (path === board?.path) return rule.startsWith('board/');
  if (!span || !rule.startsWith('links/')) return false;
  const written = (texts.get(path) ?? '').slice(span.offset, span.offset + span.length).toLowerCase();
  return [...gone, ...lost].some((target) => written.includes(target.toLowerCase()));
}

/** How documents may name what the commit removes: ids that no other document has, and file names. */
function goneTargets(
  changes: readonly StagedChange[],
  known: ReadonlySet<string>,
  workspace: Workspace,
): string[] {
  const { types } = workspace.config;
  const ids = new Set(
    [...known].flatMap((path) =>
      isDocument(workspace.folder, path) ? (idOfFileName(nameOf(path), types)?.id ?? []) : [],
    ),
  );
  return changes
    .filter(({ path, after }) => after === null && !known.has(path))
    .flatMap(({ path }) => {
      const id = idOfFileName(nameOf(path), types)?.id;
      return [
        nameOf(path),
        ...(nameOf(path).endsWith('.md') ? [nameOf(path).slice(0, -3)] : []),
        ...(id && !ids.has(id) ? [id] : []),
      ];
    });
}

/** Anchors that a document had and has no more, as links may write them. */
function lostAnchors(before: DocumentFacts, after: DocumentFacts | undefined): string[] {
  const kept = new Set([...(after?.headings ?? []).map(({ anchor }) => anchor), ...(after?.anchors ?? [])]);
  return [
    ...before.headings
      .filter(({ anchor }) => !kept.has(anchor))
      .flatMap(({ anchor, text }) => [anchor, text]),
    ...before.anchors.filter((anchor) => !kept.has(anchor)),
  ];
}

/** The board with only the cards that the commit is about: changed ones, and those of staged documents. */
function changedCards(text: string, old: string, affected: ReadonlySet<string>, config: Config): Board {
  const board = parseBoard(text, config.types, config.relations);
  const before = parseBoard(old, config.types, config.relations);
  const source = (where: Board, start: number, end: number) => where.text.slice(start, end).trimEnd();
  const same = new Set(
    before.columns.flatMap((column) =>
      column.cards.map((card) => `${column.name}\0${source(before, card.start, card.end)}`),
    ),
  );
  const chosen = new Set<string>(affected);
  for (const column of board.columns) {
    for (const card of column.cards) {
      if (card.id && !same.has(`${column.name}\0${source(board, card.start, card.end)}`)) chosen.add(card.id);
    }
  }
  return {
    ...board,
    columns: board.columns.map((column) => ({
      ...column,
      cards: column.cards.filter((card) => card.id !== null && chosen.has(card.id)),
    })),
  };
}

async function configOf(
  bytes: Buffer | undefined,
  path: string,
): Promise<{ config: Config; findings: readonly Finding[] }> {
  if (!bytes) return { config: defaultConfig, findings: [] };
  const { parseConfig } = await import('../model/configFile.js');
  return parseConfig(bytes.toString('utf8'), path);
}

/** `:path` and `HEAD:path` count from the top of the work tree, our paths from the root. */
function prefixed(workspace: Workspace, names: readonly string[]): string[] {
  const inside = insideOf(workspace);
  if (inside === '') return [...names];
  return names.map((name) => name.replace(/^(HEAD)?:/, (head) => `${head}${inside}/`));
}

function unprefixed(workspace: Workspace, name: string): string {
  const inside = insideOf(workspace);
  return name.slice(1 + (inside === '' ? 0 : inside.length + 1));
}

function insideOf(workspace: Workspace): string {
  return workspace.root.slice((workspace.repository?.workTree ?? workspace.root).length + 1);
}

function isDocument(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`) && path.endsWith('.md') && !path.startsWith(`${folder}/templates/`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
