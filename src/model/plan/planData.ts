import { failure, type Result, success } from '../result.js';
import type { UnvalidatedPlan } from './plan.js';
import { readTascs } from './readTascs.js';
import type { tascEntries } from './schema.js';
import type { Check, Criteria, PartCheck, Tasc } from './tasc.js';
import { isMapping } from './values.js';

/** A plan as JSON: what a model writes, `plan import` reads and `plan export` prints. */
export interface PlanData {
  readonly title: string;
  readonly description: string;
  readonly tascs: readonly Record<string, unknown>[];
}

/** Fields of tascer's own plan files and reports that have no meaning here. */
const tascerFields = [
  'status',
  'created_at',
  'updated_at',
  'validations',
  'metadata',
  'session_id',
  'run_id',
];

const textOf = (value: unknown) => (isMapping(value) || Array.isArray(value) ? '' : String(value ?? ''));

/** A plan from plain data (JSON or YAML that was parsed), or every complaint about it. */
export function planFromData(
  value: unknown,
): Result<Pick<UnvalidatedPlan, 'title' | 'description' | 'tascs'>> {
  const given = Array.isArray(value) ? { tascs: value } : value;
  if (!isMapping(given)) return failure('invalid-value', 'a plan must be a mapping');
  const map = isMapping(given.plan) ? given.plan : given;
  const items = map.tascs ?? map.tasks;
  if (!Array.isArray(items)) return failure('invalid-value', 'the plan has no `tascs` list');
  const { tascs, complaints } = readTascs(items.map(withoutTascerFields));
  const [first, ...others] = complaints.map(
    ({ path, message }) => `${typeof path[0] === 'number' ? `tasc ${path[0] + 1}: ` : ''}${message}`,
  );
  if (first !== undefined) {
    const suggestion = complaints[0]?.suggestion;
    return failure('invalid-value', first, {
      ...(suggestion ? { suggestion } : {}),
      ...(others.length > 0 ? { hint: `also: ${others.slice(0, 5).join('; ')}` } : {}),
    });
  }
  return success({ title: textOf(map.title), description: textOf(map.description), tascs });
}

function withoutTascerFields(item: unknown): unknown {
  if (!isMapping(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => !tascerFields.includes(key)));
}

/** A tasc as data, without what has its default: the inverse of reading. */
export function tascData(tasc: Tasc): Record<string, unknown> {
  const data: Record<keyof typeof tascEntries, unknown> = {
    id: tasc.id,
    title: tasc.title,
    testing_instructions: tasc.testingInstructions || undefined,
    desired_outcome: tasc.desiredOutcome || undefined,
    additional_notes: tasc.additionalNotes || undefined,
    dependencies: tasc.dependencies.length > 0 ? tasc.dependencies : undefined,
    inputs: tasc.inputs ?? undefined,
    cwd: tasc.cwd === '.' ? undefined : tasc.cwd,
    env: Object.keys(tasc.env).length > 0 ? tasc.env : undefined,
    proof_required: proofData(tasc),
  };
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function proofData({ proof }: Tasc): Record<string, unknown> | undefined {
  const data = {
    ...checkData(proof.check),
    ...(proof.timeoutSeconds === 300 ? {} : { timeout_seconds: proof.timeoutSeconds }),
    ...(proof.maxRetries === 0 ? {} : { max_retries: proof.maxRetries }),
    ...(proof.allowRetry ? {} : { allow_retry: false }),
  };
  return Object.keys(data).length > 0 ? data : undefined;
}

function checkData(check: Check | PartCheck): Record<string, unknown> {
  if (check.type === 'composite')
    return { proof_type: 'composite', criteria: { [check.mode]: check.parts.map(partData) } };
  const criteria = criteriaData(check.criteria);
  return {
    ...(check.type === 'script' ? {} : { proof_type: check.type }),
    ...(Object.keys(criteria).length > 0 ? { criteria } : {}),
  };
}

function partData(part: PartCheck): Record<string, unknown> {
  return { proof_type: part.type, ...checkData(part) };
}

function criteriaData(criteria: Criteria): Record<string, unknown> {
  const { expectedExitCodes: codes } = criteria;
  return {
    ...(codes.length === 1 && codes[0] === 0 ? {} : { expected_exit_codes: codes }),
    ...some('expected_output_files', criteria.expectedOutputFiles),
    ...some('error_patterns', criteria.errorPatterns),
    ...some('output_patterns', criteria.outputPatterns),
    ...(criteria.minTests === 1 ? {} : { min_tests: criteria.minTests }),
    ...(criteria.maxIssues === 0 ? {} : { max_issues: criteria.maxIssues }),
    ...some('files', criteria.files),
    ...(criteria.requiredApprovals === 1 ? {} : { required_approvals: criteria.requiredApprovals }),
  };
}

function some(key: string, list: readonly unknown[]): Record<string, unknown> {
  return list.length > 0 ? { [key]: list } : {};
}

/** A plan as data. */
export function planData(plan: Pick<UnvalidatedPlan, 'title' | 'description' | 'tascs'>): PlanData {
  return { title: plan.title, description: plan.description, tascs: plan.tascs.map(tascData) };
}
