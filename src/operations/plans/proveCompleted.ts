import { isComplete, namedProof } from '../../model/plan/completedProof.js';
import { mayHoldTascs } from '../../model/plan/tascBlock.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { factsOf, type LoadedDocument, loadPath } from '../documents/loadDocument.js';
import { editDocument } from '../links/linkDocuments.js';

/**
 * The gate of every change: a document with tascs that it completes gets `proof` into its front matter, and the change
 * is refused where one of them has no fresh proof (FORMATS.md, *Complete*). What was complete and stays so, with the
 * same proof, is left alone.
 */
export async function proveCompleted(transaction: Transaction): Promise<Result<null>> {
  const before = new Map(transaction.operations().map((one) => [one.path, one.before ?? '']));
  for (const path of new Set([...before.keys(), ...transaction.statuses])) {
    const text = path.endsWith('.md') ? transaction.read(path) : null;
    // A document that is deleted cannot be read.
    if (!text?.ok || !mayHoldTascs(text.value)) continue;
    const document = await loadPath(transaction, path);
    if (!document.ok) return document;
    if (!isCompletePlan(document.value, document.value)) continue;
    const old = transaction.statuses.has(path) ? '' : (before.get(path) ?? '');
    if (await namesSameProof(transaction, document.value, old)) continue;
    const proven = await prove(transaction, document.value);
    if (!proven.ok) return proven;
  }
  return success(null);
}

function isCompletePlan({ type }: LoadedDocument, { facts }: Pick<LoadedDocument, 'facts'>): boolean {
  return facts.plan !== undefined && isComplete(type, facts.fields);
}

async function namesSameProof(
  transaction: Transaction,
  document: LoadedDocument,
  before: string,
): Promise<boolean> {
  if (!mayHoldTascs(before)) return false;
  const facts = await factsOf(document.path, before, transaction.workspace.config.types);
  const proofIn = ({ fields }: LoadedDocument['facts']) =>
    JSON.stringify(namedProof(fields.find(({ key }) => key === 'proof')?.value));
  return isCompletePlan(document, { facts }) && proofIn(facts) === proofIn(document.facts);
}

async function prove(transaction: Transaction, document: LoadedDocument): Promise<Result<null>> {
  const { id } = document;
  const name = id ?? document.path;
  const refuse = (why: string, more: Parameters<typeof failure>[2] = {}) =>
    failure('refused', `${name} cannot be complete: ${why}`, more);
  if (id === null) return refuse('without an id it has no proofs');
  const { planIn } = await import('./loadPlan.js');
  const { valid, hasBlock, problems } = planIn({ ...document, id });
  if (!hasBlock) return success(null);
  if (!valid) {
    return refuse(problems[0]?.message ?? 'its tascs cannot be read', { hint: `doc-ops plan check ${name}` });
  }
  const { planHashes, planState } = await import('./planState.js');
  const state = await planState(transaction.workspace, valid);
  const { states, ledger } = state;
  const [broken] = ledger.problems;
  if (broken) {
    return refuse(`its ledger cannot be believed, ${broken.message}`, {
      place: { path: broken.path, ...(broken.line === null ? {} : { line: broken.line }) },
      hint: `doc-ops verify ${name}`,
    });
  }
  const hashes = planHashes(valid, states);
  if (!hashes) {
    const open = valid.order.filter((tasc) => states.get(tasc)?.state !== 'fresh');
    return refuse(`${open.join(', ')} not proven`, {
      hint: `doc-ops run ${name} proves them; doc-ops proof status ${name} tells why`,
    });
  }
  const { completionReport } = await import('./completionReport.js');
  const report = await completionReport(transaction.workspace, state, hashes);
  if (report) transaction.create(report.path, report.text);
  const { gitOutput } = await import('../../workspace/git/git.js');
  const head = transaction.workspace.repository
    ? await gitOutput(transaction.workspace, ['rev-parse', '--verify', '--quiet', 'HEAD'])
    : null;
  const commit = head?.ok ? head.value.trim() : '';
  const { overall, result } = hashes;
  const value: Record<string, string> = { overall, result, ...(commit === '' ? {} : { commit }) };
  return editDocument(transaction, document, [{ kind: 'set', key: 'proof', value }]);
}
