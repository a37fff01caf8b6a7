import type { Corpus } from '../model/corpus.js';
import type { DocumentFacts } from '../model/documentFacts.js';
import type { Finding } from '../model/finding.js';
import type { CompletedPlan } from '../model/plan/completedProof.js';
import { type Result, success } from '../model/result.js';
import { completedPlans } from '../rules/completedPlans.js';
import { judge } from '../rules/judge.js';
import { loadIndex } from '../workspace/index/load.js';
import { readFacts } from '../workspace/index/readFacts.js';
import { takeSnapshot } from '../workspace/index/snapshot.js';
import { statIdentity } from '../workspace/index/statIdentity.js';
import { lastLoaded, loadValidation, saveValidation } from '../workspace/validationCache.js';
import { type Asked, workingCorpus } from '../workspace/workingCorpus.js';
import type { Workspace } from '../workspace/workspace.js';
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
  const cached = loadValidation(workspace, snapshot);
  let judged: Judged;
  let completed: readonly CompletedPlan[];
  if (cached) {
    judged = { findings: cached.findings, documents: cached.documents };
    completed = cached.completed;
  } else {
    const loaded = (await loadIndex(workspace, { details: true, snapshot })).facts;
    const facts = loaded ?? new Map<string, DocumentFacts>();
    const run = await judgeLoading(workspace, facts, lastLoaded(workspace));
    judged = { findings: run.findings, documents: facts.size };
    completed = run.completed;
    saveValidation(workspace, snapshot, { ...judged, completed, loaded: run.loaded }, run.asked);
  }
  const collisions =
    base === undefined ? success<readonly Finding[]>([]) : await baseCollisions(workspace, base);
  if (!collisions.ok) return collisions;
  return success({
    ...judged,
    findings: [
      ...workspace.configFindings,
      ...judged.findings,
      ...collisions.value,
      ...(await ledgerFindings(workspace, completed)),
    ],
  });
}

/** Judge the links and headings of any markdown in the root. */
export async function judgeFiles(workspace: Workspace, globs: readonly string[]): Promise<Result<Judged>> {
  const { matchMarkdown } = await import('../workspace/matchMarkdown.js');
  const matched = await matchMarkdown(workspace, globs);
  if (!matched.ok) return matched;
  const index = await loadIndex(workspace, { details: true });
  const facts = index.facts ?? new Map<string, DocumentFacts>();
  const run = await judgeLoading(workspace, facts, matched.value, matched.value);
  return success({ findings: run.findings, documents: matched.value.length });
}

/** Judge the commit as git will make it. */
export async function judgeStaged(workspace: Workspace, base: string | undefined): Promise<Result<Judged>> {
  const { stagedCorpus } = await import('../workspace/stagedCorpus.js');
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
    const ledgers = await stagedLedgerFindings(workspace, completed, paths, changed);
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
  const { collisionsWith } = await import('../workspace/baseIds.js');
  return collisionsWith(workspace, base, paths);
}

interface Run {
  readonly findings: Finding[];
  readonly asked: Asked;
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
    if (wanted.length === 0) return { findings, asked, loaded, completed: completedPlans(corpus) };
  }
}
