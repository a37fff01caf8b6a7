import type { Corpus } from '../../model/corpus.js';
import type { DocumentFacts } from '../../model/document/facts.js';
import type { Finding } from '../../model/finding.js';
import type { CompletedPlan } from '../../model/plan/completedProof.js';
import { type Result, success } from '../../model/result.js';
import { judge } from '../../rules/judge.js';
import { completedPlans } from '../../rules/planRules.js';
import { lastLoaded, loadValidation, saveValidation } from '../../workspace/corpus/validationCache.js';
import { type ExistenceAnswers, workingCorpus } from '../../workspace/corpus/workingCorpus.js';
import { loadIndex } from '../../workspace/index/load.js';
import { readFacts } from '../../workspace/index/readFacts.js';
import { type Snapshot, takeSnapshot } from '../../workspace/index/snapshot.js';
import { statIdentity } from '../../workspace/index/statIdentity.js';
import type { Workspace } from '../../workspace/workspace.js';
import { ledgerFindings, stagedLedgerFindings } from './ledgerFindings.js';

export interface Judged {
  readonly findings: readonly Finding[];
  /** How many files were judged. */
  readonly documents: number;
}

/** Judge everything below the documents' folder; nothing is read again when nothing changed since the last time. */
export async function judgeWorkspace(
  workspace: Workspace,
  base: string | undefined,
): Promise<Result<Judged>> {
  const snapshot = await takeSnapshot(workspace);
  const judged = (await judgedBefore(workspace, snapshot)) ?? (await judgeAnew(workspace, snapshot));
  if (base === undefined) return success(judged);
  const collisions = await baseCollisions(workspace, base);
  if (!collisions.ok) return collisions;
  return success({ ...judged, findings: [...judged.findings, ...collisions.value] });
}

/** What judging came to the last time; null where something changed since. */
export async function judgedBefore(workspace: Workspace, snapshot: Snapshot): Promise<Judged | null> {
  const cached = loadValidation(workspace, snapshot);
  return cached && withLedgers(workspace, cached);
}

async function judgeAnew(workspace: Workspace, snapshot: Snapshot): Promise<Judged> {
  // Of the index only the facts are held while they are judged, and of the result nothing that holds them.
  const { facts } = await loadIndex(workspace, { details: true, snapshot });
  const { findings, documents } = await judgeIndex(workspace, { facts, snapshot });
  return { findings, documents };
}

/** Judge documents that are in memory; the result is kept where it is known what it depends on. */
export async function judgeIndex(
  workspace: Workspace,
  index: { readonly facts: ReadonlyMap<string, DocumentFacts> | null; readonly snapshot: Snapshot | null },
): Promise<Judged & { readonly corpus: Corpus }> {
  const facts = index.facts ?? new Map<string, DocumentFacts>();
  const { corpus, asked, ...run } = await judgeLoading(workspace, facts, lastLoaded(workspace));
  const judged = { ...run, documents: facts.size };
  if (index.snapshot) saveValidation(workspace, index.snapshot, judged, asked);
  return { ...(await withLedgers(workspace, judged)), corpus };
}

/** What config.yaml and the ledgers say is asked every time. */
async function withLedgers(
  workspace: Workspace,
  judged: Judged & { readonly completed: readonly CompletedPlan[] },
): Promise<Judged> {
  const ledgers = await ledgerFindings(workspace, judged.completed);
  const findings = [...workspace.configFindings, ...judged.findings, ...ledgers];
  return { findings, documents: judged.documents };
}

/** Judge the links and headings of any markdown in the root. */
export async function judgeFiles(workspace: Workspace, globs: readonly string[]): Promise<Result<Judged>> {
  const { matchMarkdown } = await import('../../workspace/files/matchMarkdown.js');
  const matched = await matchMarkdown(workspace, globs);
  if (!matched.ok) return matched;
  const index = await loadIndex(workspace, { details: true });
  const facts = index.facts ?? new Map<string, DocumentFacts>();
  const run = await judgeLoading(workspace, facts, matched.value, matched.value);
  return success({ findings: run.findings, documents: matched.value.length });
}

/** Judge the commit as git will make it. */
export async function judgeStaged(workspace: Workspace, base: string | undefined): Promise<Result<Judged>> {
  const { stagedCorpus } = await import('../../workspace/corpus/staged/corpus.js');
  const staged = await stagedCorpus(workspace);
  if (!staged.ok) return staged;
  try {
    const collisions =
      base === undefined
        ? success<readonly Finding[]>([])
        : await baseCollisions(workspace, base, staged.value.paths);
    if (!collisions.ok) return collisions;
    let completed: readonly CompletedPlan[] = [];
    const found = await staged.value.judge((corpus) => {
      completed = completedPlans(corpus);
      return judge(corpus);
    });
    const { paths, changed } = staged.value;
    const ledgers = await stagedLedgerFindings(staged.value.workspace, completed, paths, changed);
    const findings = [...staged.value.configFindings, ...found, ...collisions.value, ...ledgers];
    return success({ findings, documents: staged.value.documents });
  } finally {
    staged.value.close();
  }
}

async function baseCollisions(
  workspace: Workspace,
  base: string,
  paths?: readonly string[],
): Promise<Result<readonly Finding[]>> {
  const { collisionsWith } = await import('../../workspace/ids/baseIds.js');
  return collisionsWith(workspace, base, paths);
}

interface Run {
  readonly corpus: Corpus;
  readonly findings: Finding[];
  readonly asked: ExistenceAnswers;
  readonly loaded: Record<string, string>;
  readonly completed: readonly CompletedPlan[];
}

/**
 * Judge, reading the markdown files outside of the documents whose headings the rules turn out to need. The rules
 * ask without I/O, so what they missed is read and they are asked again; a second round is rare, since the last
 * run's files are read at once.
 */
async function judgeLoading(
  workspace: Workspace,
  facts: ReadonlyMap<string, DocumentFacts>,
  first: readonly string[],
  judgedPaths?: readonly string[],
): Promise<Run> {
  const others = new Map<string, DocumentFacts>();
  const loaded: Record<string, string> = {};
  let wanted: readonly string[] = first;
  for (;;) {
    for (const path of wanted) {
      const identity = statIdentity(workspace, path);
      if (identity === null || facts.has(path)) continue;
      loaded[path] = identity;
      others.set(path, await readFacts(workspace, path, identity));
    }
    const { corpus, asked } = workingCorpus(workspace, facts, others, judgedPaths);
    const missed = new Set<string>();
    const watching: Corpus = {
      ...corpus,
      document(path) {
        const document = corpus.document(path);
        if (!document && path.toLowerCase().endsWith('.md') && !Object.hasOwn(loaded, path)) missed.add(path);
        return document;
      },
    };
    const findings = judge(watching);
    wanted = [...missed].filter((path) => corpus.exists(path) === 'file');
    if (wanted.length === 0) return { corpus, findings, asked, loaded, completed: completedPlans(corpus) };
  }
}
