import { type Config, defaultConfig } from '../../../model/config/config.js';
import type { Corpus, CorpusDocument } from '../../../model/corpus.js';
import type { DocumentFacts } from '../../../model/document/facts.js';
import { isDocument } from '../../../model/document/identify.js';
import type { Finding } from '../../../model/finding.js';
import { type Result, success } from '../../../model/result.js';
import { requireRepository } from '../../git/git.js';
import { GitObjects } from '../../git/objects.js';
import { factsOfBytes, unmergedFacts } from '../../index/readFacts.js';
import type { Workspace } from '../../workspace.js';
import { isBoardConcerned, type StagedBoard, stageBoard } from './board.js';
import { concerned, findReferrers } from './breakage.js';
import { StagedDocuments } from './documents.js';
import { readStagedIndex, type StagedChange, type StagedIndex } from './gitIndex.js';

/** The commit as git will make it, ready to be judged. */
export interface Staged {
  /** The workspace with the settings that the commit will hold. */
  readonly workspace: Workspace;
  /** How many markdown files it adds, changes or takes away. */
  readonly documents: number;
  readonly configFindings: readonly Finding[];
  /** Every file that it will hold, from the workspace's root. */
  readonly paths: readonly string[];
  /** Files that it adds, changes or takes away. */
  readonly changed: readonly string[];
  /** Judge with these rules; what they need is read from git's index, never from the work tree. */
  judge(judge: (corpus: Corpus) => Finding[]): Promise<readonly Finding[]>;
  /** End the git process that answers for the index; without it this process may not end. */
  close(): void;
}

/**
 * Read what is staged. Only staged files are read, those that name something they take away, and what the rules ask
 * for; of all others the names suffice.
 */
export async function stagedCorpus(given: Workspace): Promise<Result<Staged>> {
  const repository = requireRepository(given);
  if (!repository.ok) return repository;
  const objects = new GitObjects(given);
  objects.start();
  const read = await readStaged(given, objects);
  if (!read.ok) {
    objects.close();
    return read;
  }
  const { staged, configFindings } = read.value;
  return success({
    workspace: staged.workspace,
    documents: staged.index.changes.filter(({ path }) => path.endsWith('.md')).length,
    configFindings,
    changed: staged.index.changes.map(({ path }) => path),
    get paths() {
      return staged.index.files.paths();
    },
    judge: (judge) => judgeStaged(staged, judge),
    close: () => objects.close(),
  });
}

interface StagedState {
  readonly workspace: Workspace;
  readonly index: StagedIndex;
  readonly documents: StagedDocuments;
  readonly board: StagedBoard | null;
  /** Documents that the commit does not change and that name what it takes away. */
  readonly referrers: readonly string[];
}

async function readStaged(
  given: Workspace,
  objects: GitObjects,
): Promise<Result<{ staged: StagedState; configFindings: readonly Finding[] }>> {
  const index = await readStagedIndex(given);
  if (!index.ok) return index;
  const { changes, files } = index.value;
  const configPath = `${given.folder}/config.yaml`;
  const configBlob = files.blobOf(configPath);
  const wanted = changes
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ before, after }) => [before, after]);
  const blobs = await objects.read([...wanted, configBlob].filter((id) => typeof id === 'string'));
  const { config, findings } = await configOf(blobs.get(configBlob ?? '')?.bytes, configPath);
  const workspace: Workspace = { ...given, config, configFindings: findings };
  const documents = new StagedDocuments(workspace, index.value, objects);
  for (const change of changes) await addChange(documents, change, (id) => blobs.get(id)?.bytes);
  const found = await findReferrers(workspace, index.value, documents);
  if (!found.ok) return found;
  const referrers = found.value;
  await documents.load(referrers);
  const board = await stageBoard(documents, referrers);
  return success({
    staged: { workspace, index: index.value, documents, board, referrers },
    configFindings: findings,
  });
}

async function addChange(
  documents: StagedDocuments,
  { path, before, after, unmerged }: StagedChange,
  bytesOf: (id: string) => Buffer | undefined,
): Promise<void> {
  if (!path.endsWith('.md')) return;
  const { types } = documents.workspace.config;
  const factsOf = async (id: string | null) => {
    const bytes = id === null ? undefined : bytesOf(id);
    return bytes ? await factsOfBytes(path, bytes, types) : null;
  };
  const now: DocumentFacts | null = unmerged ? unmergedFacts(path) : await factsOf(after);
  documents.addChange(path, await factsOf(before), now, isDocument(path, documents.workspace));
}

async function configOf(
  bytes: Buffer | undefined,
  path: string,
): Promise<{ config: Config; findings: readonly Finding[] }> {
  if (!bytes) return { config: defaultConfig, findings: [] };
  const { parseConfig } = await import('../../../model/config/file.js');
  return parseConfig(bytes.toString('utf8'), path);
}

/** Judge again as long as rules ask for documents that were not read yet. */
async function judgeStaged(
  reading: StagedState,
  judge: (corpus: Corpus) => Finding[],
): Promise<readonly Finding[]> {
  for (;;) {
    const { corpus, missed } = corpusOf(reading);
    const findings = judge(corpus);
    const relevant = filterOf(reading, corpus);
    const kept = findings.filter(relevant);
    if ((await reading.documents.load(missed)) === 0) return kept;
  }
}

/** Of files that are not staged only what the commit breaks counts. */
function filterOf(reading: StagedState, corpus: Corpus): (finding: Finding) => boolean {
  const { documents, board } = reading;
  const staged = new Set(documents.judged);
  const places = new Map<string, ReadonlySet<number>>();
  for (const path of reading.referrers) {
    const document = corpus.document(path);
    if (document) places.set(path, concerned(document, corpus, documents));
  }
  return (finding) =>
    staged.has(finding.path) ||
    (finding.span !== undefined && places.get(finding.path)?.has(finding.span.offset) === true) ||
    (board !== null && finding.path === board.path && isBoardConcerned(board, finding));
}

/** So many documents without an id in their name are read to see whether one of them has an id that another has. */
const fewUnnamed = 100;

function corpusOf(reading: StagedState): { corpus: Corpus; missed: Set<string> } {
  const { workspace, index, documents, board, referrers } = reading;
  const { lookup } = index;
  const missed = new Set<string>();
  const unnamed = documents.unnamed();
  const judged = [...new Set([...documents.judged, ...referrers])];
  const corpus: Corpus = {
    config: workspace.config,
    folder: workspace.folder,
    judged: judged.flatMap((path): CorpusDocument[] => {
      const document = documents.document(path);
      return document ? [document] : [];
    }),
    pathsOf(id) {
      const found = documents.pathsOf(id);
      if (unnamed.length > 0 && (found.length === 0 || unnamed.length <= fewUnnamed))
        for (const path of unnamed.splice(0)) missed.add(path);
      return found;
    },
    document(path) {
      const document = documents.document(path);
      if (!document) missed.add(path);
      return document;
    },
    ids: () => documents.ids(),
    exists: (path) => lookup.exists(path),
    existsIgnoringCase: (path) => lookup.existsIgnoringCase(path),
    pathsNamed: (name) => lookup.named(name),
    siblings: (path) => lookup.siblings(path),
    board,
    complete: false,
  };
  return { corpus, missed };
}
