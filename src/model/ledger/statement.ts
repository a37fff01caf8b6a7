import type { ValidPlan } from '../plan/plan.js';
import type { Ledger } from './ledger.js';
import type { Validation } from './results.js';

/** What an in-toto attestation is about: something with a digest. */
interface ResourceDescriptor {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

/**
 * in-toto Statement v1 with the predicate test-result v0.1
 * (https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md), unsigned.
 */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly ResourceDescriptor[];
  readonly predicateType: 'https://in-toto.io/attestation/test-result/v0.1';
  readonly predicate: {
    readonly result: 'PASSED';
    readonly configuration: readonly ResourceDescriptor[];
    readonly passedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

/** A proven plan as a statement about its result and the files that its tascs made. */
export function statementOf(
  plan: ValidPlan,
  ledger: Ledger,
  hashes: {
    readonly overall: string;
    readonly result: string;
    readonly proofs: Readonly<Record<string, string>>;
  },
): Statement {
  const outputs = new Map<string, string>();
  for (const hash of Object.values(hashes.proofs)) {
    const proof = ledger.byHash.get(hash)?.line as Validation | undefined;
    for (const [path, sha256] of Object.entries(proof?.outputs ?? {})) outputs.set(path, sha256);
  }
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: `${plan.id} result`, digest: { sha256: hashes.result } },
      ...[...outputs]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, sha256]) => ({ name, digest: { sha256 } })),
    ],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: 'PASSED',
      configuration: [
        { name: plan.path, digest: { sha256: plan.definition } },
        { name: `${plan.id} proof`, digest: { sha256: hashes.overall } },
      ],
      passedTests: plan.order,
      failedTests: [],
    },
  };
}
