import type { Changed } from '../../../operations/transact.js';
import type { View } from '../../view.js';
import { view as changed } from './changed.js';

/** The new file first, since that is what a person opens next; scripts get its id and path. */
export const view: View<Changed & { readonly id: string; readonly path: string }> = {
  pretty: (outcome, terminal) => changed.pretty(outcome, terminal),
  plain: ({ data }) => [[data.id, data.path]],
};
