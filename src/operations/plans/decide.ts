import type { InferOutput } from 'valibot';
import { closest } from '../../model/closest.js';
import { decisionsOn, personOf } from '../../model/ledger/approvals.js';
import { neededResults } from '../../model/ledger/freshness.js';
import { failure, type Result, success } from '../../model/result.js';
import { ioFailure } from '../../workspace/files/ioFailure.js';
import { whoDecides } from '../../workspace/git/person.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import { signer } from '../../workspace/ledger/signature.js';
import { LedgerWriter } from '../../workspace/ledger/writeLedger.js';
import { workspaceOf } from '../openContext.js';
import type { Context } from '../verb.js';
import type { decided } from '../verbs/output/proofs.js';
import { loadValidPlan } from './loadPlan.js';
import { planState } from './planState.js';

export interface Decision {
  readonly plan: string;
  readonly tasc: string;
  readonly event: 'approval' | 'rejection';
  readonly why: string;
  readonly as: string | undefined;
  readonly sign: boolean;
}

export type Decided = InferOutput<typeof decided>;

/** Write a person's decision about a manual tasc into the ledger: a file of one line. */
export async function decide(context: Context, wanted: Decision): Promise<Result<Decided>> {
  const workspace = workspaceOf(context);
  const loaded = await loadValidPlan(workspace, wanted.plan);
  if (!loaded.ok) return loaded;
  const plan = loaded.value;
  const tasc = plan.byId.get(wanted.tasc);
  if (!tasc) {
    const suggestion = closest(wanted.tasc, plan.order);
    return failure('unknown-id', `${plan.id} has no tasc \`${wanted.tasc}\``, {
      ...(suggestion ? { suggestion: `${plan.id}/${suggestion}` } : {}),
      allowed: plan.order.slice(0, 50),
    });
  }
  if (tasc.proof.check.type !== 'manual') {
    return failure('refused', `\`${tasc.id}\` is proven by its command, not by a person`, {
      hint: `doc-ops run ${plan.id} --only ${tasc.id}`,
    });
  }
  const { ledger, states } = await planState(workspace, plan);
  const [broken] = ledger.problems;
  if (broken) {
    return failure('refused', `the ledger of ${plan.id} cannot be believed: ${broken.message}`, {
      place: { path: broken.path, ...(broken.line === null ? {} : { line: broken.line }) },
    });
  }
  const results = neededResults(plan, tasc.id, states, sha256);
  if (!results) {
    const missing = tasc.dependencies.filter((one) => states.get(one)?.state !== 'fresh');
    return failure('refused', `${missing.join(', ')} must be proven before \`${tasc.id}\` can be decided`, {
      hint: `doc-ops run ${plan.id}`,
    });
  }
  const definition = plan.definitions.get(tasc.id) ?? '';
  const who = await whoDecides(workspace, context.person !== null);
  const before = decisionsOn(ledger, tasc.id, definition, results);
  const mine = before.approvals.some((hash) => {
    const line = ledger.byHash.get(hash)?.line;
    return line?.event === 'approval' && personOf(line) === personOf({ who });
  });
  if (mine && wanted.event === 'approval' && wanted.as === undefined) {
    return failure('refused', `you have approved ${plan.id}/${tasc.id} already`, {
      hint: 'distinct people are distinct git e-mails or operating system users',
    });
  }
  const sign = await signer(workspace, wanted.sign);
  if (!sign.ok) return sign;
  const written = { event: wanted.event, tasc: tasc.id, definition, dependencies: results, who } as const;
  let writer: LedgerWriter | undefined;
  try {
    writer = new LedgerWriter(workspace, plan.id);
    const event = {
      ...written,
      ...(wanted.as === undefined ? {} : { claimed: wanted.as }),
      why: wanted.why,
      at: workspace.environment.now().toISOString(),
    };
    const line = sign.value ? await writer.appendSigned(event, sign.value) : success(writer.append(event));
    if (!line.ok) return line;
    const counts = wanted.event === 'approval' && wanted.as === undefined ? 1 : 0;
    const left = Math.max(0, tasc.proof.check.criteria.requiredApprovals - before.approvals.length - counts);
    return success({
      plan: plan.id,
      tasc: tasc.id,
      hash: line.value.proof_hash,
      path: writer.path ?? '',
      left,
    });
  } catch (error) {
    return ioFailure(error, `the decision on ${plan.id}/${tasc.id} could not be recorded`);
  } finally {
    writer?.close();
  }
}
