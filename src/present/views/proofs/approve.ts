import { visible } from '../../../model/display.js';
import type { Approved } from '../../../operations/verbs/proofs/approve.js';
import type { View } from '../../view.js';

/** What was decided, and where it is written. */
export const view: View<Approved> = {
  pretty: ({ data }, terminal) => [
    `${terminal.green('✓')} ${visible(data.message)}`,
    ...(data.decision ? [terminal.dim(`  ${data.decision.hash.slice(0, 16)} ${data.decision.path}`)] : []),
    ...(data.definition ? [terminal.dim(`  definition ${data.definition}`)] : []),
  ],
  plain: ({ data }) => [[data.message, data.decision?.hash ?? data.definition ?? '']],
};
