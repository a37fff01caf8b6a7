import type { Corpus } from '../model/corpus.js';
import { type CompletedPlan, completedProof, proveAndSet } from '../model/plan/completedProof.js';
import { isManaged, textOf } from './managed.js';

/** The plans that `plan/unproven` leaves to those who can read ledgers. */
export function completedPlans(corpus: Corpus): CompletedPlan[] {
  return corpus.judged.flatMap((document) => {
    const { type, id, facts } = document;
    if (id === null || !facts.plan?.tascs || !isManaged(document, corpus)) return [];
    const proof = completedProof(type, facts.fields);
    return proof
      ? [{ ...proof, path: facts.path, id, mend: proveAndSet(id, document.type, textOf(document, 'status')) }]
      : [];
  });
}
