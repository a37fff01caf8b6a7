import { mergeBoards } from '../model/merge/board.js';
import { mergeDocumentsAsync } from '../model/merge/document.js';
import { failure, type Result, success } from '../model/result.js';
import { mergeTextWithGit, readMergeFiles, writeMerged } from '../workspace/mergeFiles.js';
import { defineVerb, required } from './verb.js';

export interface MergedFile {
  readonly path: string;
  readonly conflicts: number;
}

/** `merge-driver %O %A %B %L %P`, as git calls it */
export const verb = defineVerb({
  name: 'merge-driver',
  group: 'rest',
  summary: 'Merge a board by card or a document by key; git calls it',
  description:
    'Set up by doc-ops hooks install. Exit code 0 is merged, 1 conflicts that are marked in the file; anything else leaves the file as it was, and git merges it as text.',
  arguments: {
    base: required('the common ancestor, %O', { completes: 'path' }),
    ours: required('our version, %A, which gets the result', { completes: 'path' }),
    theirs: required('their version, %B', { completes: 'path' }),
    markerSize: required('length of conflict markers, %L'),
    path: required('where the file belongs, %P', { completes: 'path' }),
  },
  options: {},
  examples: [{ command: 'doc-ops merge-driver %O %A %B %L %P', shows: 'the line in git config' }],
  writes: false,
  needs: 'nothing',
  run: async (context, input) => {
    const texts = readMergeFiles(context.environment, [input.base, input.ours, input.theirs]);
    if (!texts.ok) return texts;
    const [base, ours, theirs] = texts.value;
    const size = Number(input.markerSize);
    if (!Number.isInteger(size) || size < 1)
      return failure('usage', `'${input.markerSize}' is no marker size`);
    const options = { markerSize: size, labels: { ours: 'ours', base: 'base', theirs: 'theirs' } };
    const merged =
      isBoard(ours) || isBoard(theirs)
        ? mergeBoards(base, ours, theirs, options)
        : await mergeDocumentsAsync(
            base,
            ours,
            theirs,
            (...parts) => mergeTextWithGit(context.environment, parts, size),
            options,
          );
    const written = writeMerged(context.environment, input.ours, merged.text);
    if (!written.ok) return written;
    const data: MergedFile = { path: input.path, conflicts: merged.conflicts };
    return success({ data, failed: merged.conflicts > 0 }) satisfies Result<unknown>;
  },
});

/** A board says so in its front matter. */
function isBoard(text: string): boolean {
  return /^\uFEFF?---\s*\r?\n(?:(?!---\s*$).*\r?\n)*?kanban-plugin:/m.test(text.slice(0, 2000));
}
