import type { Corpus } from '../model/corpus.js';
import { type CompletedPlan, completedProof, proveAndSet } from '../model/plan/completedProof.js';
import { textOf } from './managed.js';

/** The plans whose proof `plan/unproven` leaves to code that can read ledgers. */
export function completedPlans(corpus: Corpus): CompletedPlan[] {
  return corpus.judged.flatMap((document) => {
    const { type, id, facts } = document;
    if (id === null || type === null || !facts.plan?.tascs) return [];
    const proof = completedProof(type, facts.fields);
    return proof
      ? [{ ...proof, path: facts.path, id, mend: proveAndSet(id, type, textOf(document, 'status')) }]
      : [];
  });
}
