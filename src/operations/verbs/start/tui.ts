import { defineVerb } from '../../verb.js';
import { verb as overview } from './overview.js';

/** `tui`: at a terminal the face opens its application instead; elsewhere it is the overview. */
export const verb = defineVerb({
  name: 'tui',
  group: 'start',
  summary: 'Open the terminal UI: documents, board, runs, problems and links',
  description:
    'The same as doc-ops alone in a terminal. Press ? in it for the keys and Ctrl-P for every verb. In a pipe and in CI it prints the overview.',
  arguments: {},
  options: {},
  examples: [{ command: 'doc-ops tui', shows: 'the terminal UI' }],
  writes: false,
  needs: 'workspace',
  run: (context) => overview.run(context, {}),
});
