import type { View } from '../../view.js';

/** For verbs that other programs call: nothing on standard output. */
export const view: View<unknown> = { pretty: () => [], plain: () => [] };
