import type { View } from '../../view.js';

/** A text, as it is. */
export const view: View<{ readonly text: string }> = {
  pretty: ({ data }) => [data.text.replace(/\n$/, '')],
  plain: ({ data }) => [[data.text]],
};
