import type { FieldFact } from '../document/facts.js';
import type { Span } from '../text.js';

/** `proof` in the front matter of a plan that says it is complete. */
export interface CompletedProof {
  /** 64 hex digits. */
  readonly overall: string;
  readonly result: string;
  readonly commit: string | null;
  /** Of the key. */
  readonly span: Span;
}

/** A complete plan with tascs, whose proof only its ledger can confirm. */
export interface CompletedPlan extends CompletedProof {
  readonly path: string;
  readonly id: string;
}

/** The proof that a complete plan names; null where it is not complete, or names none. */
export function completedProof(fields: readonly FieldFact[]): CompletedProof | null {
  const field = fields.find(({ key }) => key === 'proof');
  const named = namedProof(fields.find(({ key }) => key === 'status')?.value, field?.value);
  return named && field ? { ...named, span: field.keySpan } : null;
}

/** The same from the values of the two fields. */
export function namedProof(status: unknown, proof: unknown): Omit<CompletedProof, 'span'> | null {
  if (status !== 'Complete' || typeof proof !== 'object' || proof === null || Array.isArray(proof))
    return null;
  const { overall, result, commit } = proof as Readonly<Record<string, unknown>>;
  if (typeof overall !== 'string' || !/^[0-9a-f]{64}$/.test(overall)) return null;
  return {
    overall,
    result: typeof result === 'string' ? result : '',
    commit: typeof commit === 'string' && commit !== '' ? commit : null,
  };
}
