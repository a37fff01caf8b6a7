import { defineVerb } from '../../verb.js';
import { verb as overview } from './overview.js';

/** `tui`: at a terminal the face opens its application instead; elsewhere it is the overview. */
export const verb = defineVerb({
  name: 'tui',
  summary: 'Open the terminal UI: documents, board, runs, problems and links',
  description:
    'doc-ops without a verb does the same in a terminal. Press ? for the keys and Ctrl-P for every verb. In a pipe or in CI it prints the overview.',
  examples: {
    'doc-ops tui': 'the terminal UI',
  },
  run: (context) => overview.run(context, {}),
});
