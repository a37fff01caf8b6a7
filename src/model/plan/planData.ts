import { failure, type Result, success } from '../result.js';
import type { UnvalidatedPlan } from './plan.js';
import { readTascs, type tascFields } from './readTasc.js';
import type { Check, Criteria, PartCheck, Tasc } from './tasc.js';
import { Values } from './values.js';

/** A plan as JSON has it: what a model is asked for, `plan import` takes and `plan export` gives. */
export interface PlanData {
  readonly title: string;
  readonly description: string;
  readonly tascs: readonly Record<string, unknown>[];
}

/** Fields of tascer's own plan files and reports that say nothing here. */
const tascerFields = [
  'status',
  'created_at',
  'updated_at',
  'validations',
  'metadata',
  'session_id',
  'run_id',
];

/** A plan from plain data (JSON or YAML that was parsed), or every complaint about it. */
export function planFromData(
  value: unknown,
): Result<Pick<UnvalidatedPlan, 'title' | 'description' | 'tascs'>> {
  const values = new Values();
  const given = Array.isArray(value) ? { tascs: value } : value;
  const map = values.anyMapping(given, []);
  const inner =
    map && typeof map.plan === 'object' && map.plan !== null ? (map.plan as Record<string, unknown>) : map;
  const title = inner?.title === undefined ? '' : (values.text(inner.title, ['plan', 'title']) ?? '');
  const description = inner?.description
    ? (values.text(inner.description, ['plan', 'description']) ?? '')
    : '';
  const items = inner?.tascs ?? inner?.tasks;
  if (inner && !Array.isArray(items)) values.complain([], 'the plan has no list `tascs`');
  const tascs = Array.isArray(items) ? readTascs(values, items.map(normalise)) : [];
  const [first] = values.complaints;
  if (first) {
    const more = values.complaints.slice(1, 6).map(({ path, message }) => `${placeOf(path)}${message}`);
    return failure('invalid-value', `${placeOf(first.path)}${first.message}`, {
      ...(first.suggestion ? { suggestion: first.suggestion } : {}),
      ...(more.length > 0 ? { hint: `also: ${more.join('; ')}` } : {}),
    });
  }
  return success({ title, description, tascs });
}

/** Empty values are left out, as tascer writes them; so is what only tascer has. */
function normalise(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const map: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item)) {
    if (value === null || value === '' || tascerFields.includes(key)) continue;
    map[key] = value;
  }
  return map;
}

function placeOf(path: readonly (string | number)[]): string {
  return typeof path[0] === 'number' ? `tasc ${path[0] + 1}: ` : '';
}

/** A tasc as data, without what has its default: the inverse of reading. */
export function tascData(tasc: Tasc): Record<string, unknown> {
  const data: Record<(typeof tascFields)[number], unknown> = {
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
