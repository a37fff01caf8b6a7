import canonicalize from 'canonicalize';
import type { Digest } from './plan.js';
import type { Check, Criteria, PartCheck, Tasc } from './tasc.js';

/** RFC 8785 canonical JSON. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
}

/**
 * Definition digest of a tasc: everything that decides what runs and what passes, defaults filled in; not its title
 * and prose.
 */
export function tascDefinition(tasc: Tasc, digest: Digest): string {
  return digest(
    canonicalJson({
      v: 1,
      id: tasc.id,
      testing_instructions: tasc.testingInstructions,
      dependencies: [...new Set(tasc.dependencies)].sort(),
      inputs: tasc.inputs,
      cwd: tasc.cwd,
      env: tasc.env,
      proof_required: {
        ...checkData(tasc.proof.check),
        timeout_seconds: tasc.proof.timeoutSeconds,
        max_retries: tasc.proof.maxRetries,
        allow_retry: tasc.proof.allowRetry,
      },
    }),
  );
}

/** Definition digest of a plan, from those of its tascs in document order. */
export function planDefinition(
  definitions: readonly (readonly [id: string, definition: string])[],
  digest: Digest,
): string {
  return digest(canonicalJson({ v: 1, tascs: definitions }));
}

function checkData(check: Check | PartCheck): Record<string, unknown> {
  if (check.type === 'composite')
    return { proof_type: 'composite', criteria: { [check.mode]: check.parts.map(checkData) } };
  return { proof_type: check.type, criteria: criteriaData(check.criteria) };
}

function criteriaData(criteria: Criteria): Record<string, unknown> {
  return {
    expected_exit_codes: criteria.expectedExitCodes,
    expected_output_files: criteria.expectedOutputFiles,
    error_patterns: criteria.errorPatterns,
    output_patterns: criteria.outputPatterns,
    min_tests: criteria.minTests,
    max_issues: criteria.maxIssues,
    files: criteria.files,
    required_approvals: criteria.requiredApprovals,
  };
}
