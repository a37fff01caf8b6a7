import type { FieldFact } from '../document/facts.js';
import { canonicalStatus, type DocumentType, isCompleting } from '../document/type.js';
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
  /** What proves it and names the proof. */
  readonly mend: string;
}

/** The proof that a complete plan names; null where it is not complete, or names none. */
export function completedProof(
  type: DocumentType | null,
  fields: readonly FieldFact[],
): CompletedProof | null {
  const field = fields.find(({ key }) => key === 'proof');
  const named = field && isComplete(type, fields) ? namedProof(field.value) : null;
  return named && field ? { ...named, span: field.keySpan } : null;
}

/** Whether a document has a status that completes it. */
export function isComplete(type: DocumentType | null, fields: readonly FieldFact[]): boolean {
  return isCompleting(type, fields.find(({ key }) => key === 'status')?.value);
}

/** What `proof` in the front matter of a complete plan says; null if it is not a proof that can be looked up. */
export function namedProof(proof: unknown): Omit<CompletedProof, 'span'> | null {
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return null;
  const { overall, result, commit } = proof as Readonly<Record<string, unknown>>;
  if (typeof overall !== 'string' || !/^[0-9a-f]{64}$/.test(overall)) return null;
  return {
    overall,
    result: typeof result === 'string' ? result : '',
    commit: typeof commit === 'string' && commit !== '' ? commit : null,
  };
}

/** The command line that proves a plan and gives it a status with that proof. */
export function proveAndSet(name: string, type: DocumentType, status: string): string {
  return `doc-ops run ${name} && doc-ops set ${name} status=${quoted(canonicalStatus(type, status) ?? status)}`;
}

function quoted(word: string): string {
  return /^[\w-]+$/.test(word) ? word : `'${word}'`;
}
