import type { Finding } from '../../model/finding.js';
import { idOfFileName, parseId } from '../../model/ids.js';
import { readLedgerFiles } from '../../model/ledger/buildLedger.js';
import { freshnessOf } from '../../model/ledger/freshness.js';
import { type Ledger, shortHash } from '../../model/ledger/ledger.js';
import { type CompletedPlan, completedProof } from '../../model/plan/completedProof.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import { readPlan } from '../../model/plan/readPlan.js';
import { validatePlan } from '../../model/plan/validatePlan.js';
import { readObjects } from '../../workspace/git/objects.js';
import { prefixOf } from '../../workspace/git/repository.js';
import { factsOfBytes } from '../../workspace/index/readFacts.js';
import { inputsIn } from '../../workspace/ledger/inputs.js';
import { ledgerFolder, readLedger } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import { stagedTree } from '../../workspace/ledger/stagedTree.js';
import type { Workspace } from '../../workspace/workspace.js';
import { describeStale } from '../plans/describeStale.js';

/** `plan/unproven` of complete plans whose ledger does not have the proof that they name. */
export function unconfirmedPlans(workspace: Workspace, plans: readonly CompletedPlan[]): Finding[] {
  return plans.flatMap((plan) => {
    const why = whyUnconfirmed(plan, readLedger(workspace, plan.id));
    return why === null ? [] : finding(workspace, plan, why);
  });
}

/** The same for the commit about to be made; a plan that it completes needs proofs of what it holds. */
export async function unconfirmedCommit(
  workspace: Workspace,
  plans: readonly CompletedPlan[],
  paths: readonly string[],
  removed: readonly string[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const plan of plans) {
    const staged = await stagedPlan(workspace, plan, paths, removed);
    const why = await whyUnconfirmedCommit(workspace, plan, staged);
    if (why === null) continue;
    const folder = ledgerFolder(workspace, plan.id);
    const isOnlyUnstaged =
      !isReported(plan, staged.ledger) && isReported(plan, readLedger(workspace, plan.id));
    if (isOnlyUnstaged) {
      const add = `git add ${prefixOf(workspace)}${folder}`;
      findings.push(...finding(workspace, plan, `the ledger that proves ${plan.id} is not staged`, add));
    } else findings.push(...finding(workspace, plan, why));
  }
  return findings;
}

/** A plan as the commit about to be made will hold it. */
interface StagedPlan {
  readonly ledger: Ledger;
  readonly bytes: Buffer | undefined;
  /** What the last commit holds, here and where the plan may have come from. */
  readonly before: readonly Buffer[];
}

async function stagedPlan(
  workspace: Workspace,
  plan: CompletedPlan,
  paths: readonly string[],
  removed: readonly string[],
): Promise<StagedPlan> {
  const prefix = prefixOf(workspace);
  const folder = `${ledgerFolder(workspace, plan.id)}/`;
  const files = paths.filter((path) => path.startsWith(folder) && path.endsWith('.jsonl'));
  const nameOf = (path: string) => `:${prefix}${path}`;
  const named = (path: string) => idOfFileName(path.slice(path.lastIndexOf('/') + 1), workspace.config.types);
  const slug = named(plan.path)?.slug;
  const old = removed.filter((path) => named(path)?.id === plan.id || named(path)?.slug === slug);
  const before = [plan.path, ...old].map((path) => `HEAD:${prefix}${path}`);
  const objects = await readObjects(workspace, [...files.map(nameOf), nameOf(plan.path), ...before]);
  const bytesOf = (name: string) => objects.get(name)?.bytes;
  const texts = files.map((path) => ({ path, text: bytesOf(nameOf(path))?.toString('utf8') ?? '' }));
  return {
    ledger: readLedgerFiles(texts, sha256),
    bytes: bytesOf(nameOf(plan.path)),
    before: before.flatMap((name) => bytesOf(name) ?? []),
  };
}

async function whyUnconfirmedCommit(
  workspace: Workspace,
  plan: CompletedPlan,
  { ledger, bytes, before }: StagedPlan,
): Promise<string | null> {
  const why = whyUnconfirmed(plan, ledger);
  if (why !== null) return why;
  for (const old of before) if ((await overallOf(workspace, plan, old)) === plan.overall) return null;
  const valid = await planOf(workspace, plan, bytes);
  return valid && whyNotFresh(workspace, valid, ledger);
}

function whyUnconfirmed(plan: CompletedPlan, ledger: Ledger): string | null {
  const [broken] = ledger.problems;
  if (broken) {
    const line = broken.line === null ? '' : `:${broken.line}`;
    return `the ledger of ${plan.id} cannot be believed, ${broken.path}${line}: ${broken.message}`;
  }
  if (isReported(plan, ledger)) return null;
  return `no report of the ledger of ${plan.id} has the proof ${shortHash(plan.overall)}`;
}

/** Whether a ledger that can be believed has the report that a complete plan names. */
function isReported({ overall, result }: CompletedPlan, ledger: Ledger): boolean {
  if (ledger.problems.length > 0) return false;
  return ledger.lines.some(
    ({ line }) =>
      line.event === 'report' &&
      line.verified &&
      line.overall_proof_hash === overall &&
      line.result_hash === result,
  );
}

/** The proof that a complete plan named before. */
async function overallOf(
  { config }: Workspace,
  { path, id }: CompletedPlan,
  bytes: Buffer,
): Promise<string | null> {
  const facts = await factsOfBytes(path, bytes, config.types);
  return completedProof(parseId(id, config.types)?.type ?? null, facts.fields)?.overall ?? null;
}

async function planOf(
  { config }: Workspace,
  { path, id }: CompletedPlan,
  bytes: Buffer | undefined,
): Promise<ValidPlan | null> {
  if (!bytes) return null;
  const { plan, problems } = readPlan(
    bytes.toString('utf8'),
    await factsOfBytes(path, bytes, config.types),
    id,
  );
  const valid = plan && problems.length === 0 ? validatePlan(plan, sha256) : null;
  // What is wrong with its tascs, other rules say.
  return valid?.ok ? valid.plan : null;
}

async function whyNotFresh(workspace: Workspace, plan: ValidPlan, ledger: Ledger): Promise<string | null> {
  const tree = await stagedTree(workspace);
  const digests = new Map<string, string | null>();
  const known = new Map<string, string | null>();
  for (const tasc of plan.tascs) {
    const key = JSON.stringify([tasc.inputs, tasc.proof.check.type === 'manual']);
    const digest = known.has(key) ? (known.get(key) ?? null) : inputsIn(workspace, tree, tasc).digest;
    known.set(key, digest);
    digests.set(tasc.id, digest);
  }
  const states = freshnessOf(plan, ledger, (id) => digests.get(id) ?? null, sha256);
  for (const id of plan.order) {
    const state = states.get(id);
    if (state?.state === 'fresh') continue;
    const why = state?.state === 'stale' ? `, ${state.by.map((by) => describeStale(by)).join(', ')}` : '';
    return `\`${id}\` is not proven for what this commit holds${why}`;
  }
  return null;
}

function finding(
  { config }: Workspace,
  { path, span, mend }: CompletedPlan,
  message: string,
  suggestion = mend,
): Finding[] {
  const severity = config.rules['plan/unproven'] ?? 'error';
  if (severity === 'off') return [];
  return [{ rule: 'plan/unproven', severity, path, span, message, suggestion }];
}
