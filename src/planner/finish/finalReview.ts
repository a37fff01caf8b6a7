import { readTascs } from '../../model/plan/readTascs.js';
import type { Tasc } from '../../model/plan/tasc.js';

/** The tascs with a review by a person after all others; as they are where one is there, or where the limit is passed. */
export function withFinalReview(tascs: readonly Tasc[], maxTascs: number): readonly Tasc[] {
  const needed = new Set(tascs.flatMap(({ dependencies }) => dependencies));
  const leaves = tascs.filter(({ id }) => !needed.has(id));
  const [only] = leaves;
  if (leaves.length === 1 && only?.proof.check.type === 'manual') return tascs;
  // A review is asked for by the person, so it does not count against the limit of the model.
  if (tascs.length > maxTascs) return tascs;
  const ids = new Set(tascs.map(({ id }) => id));
  let id = 'final_review';
  for (let count = 2; ids.has(id); count++) id = `final_review_${count}`;
  const { tascs: review } = readTascs([
    {
      id,
      title: 'Human review before completion',
      dependencies: leaves.map((leaf) => leaf.id),
      proof_required: { proof_type: 'manual' },
    },
  ]);
  return [...tascs, ...review];
}
