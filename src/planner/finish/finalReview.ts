import { readTascs } from '../../model/plan/readTascs.js';
import type { Tasc } from '../../model/plan/tasc.js';

/**
 * The tascs with a review by a person after all others; as they are where the last one is such a review. `open` is what
 * no command can see, for that person. The review was asked for, so it does not count against a limit of tascs.
 */
export function withFinalReview(tascs: readonly Tasc[], open: readonly string[] = []): readonly Tasc[] {
  const needed = new Set(tascs.flatMap(({ dependencies }) => dependencies));
  const leaves = tascs.filter(({ id }) => !needed.has(id));
  const [only] = leaves;
  if (open.length === 0 && leaves.length === 1 && only?.proof.check.type === 'manual') return tascs;
  const ids = new Set(tascs.map(({ id }) => id));
  let id = 'final_review';
  for (let count = 2; ids.has(id); count++) id = `final_review_${count}`;
  const notes = `No command can see whether these hold:\n\n${open.map((one) => `- ${one}`).join('\n')}`;
  const { tascs: review } = readTascs([
    {
      id,
      title: 'Human review before completion',
      ...(open.length > 0 ? { additional_notes: notes } : {}),
      dependencies: leaves.map((leaf) => leaf.id),
      proof_required: { proof_type: 'manual' },
    },
  ]);
  return [...tascs, ...review];
}
