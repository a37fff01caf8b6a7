import { basename, dirname, join } from 'node:path';
import type { InferOutput } from 'valibot';
import { mergeBoards } from '../../../model/merge/board.js';
import { mergeDocuments } from '../../../model/merge/document.js';
import { failure, type Result, success } from '../../../model/result.js';
import {
  mergeTextWithGit,
  readMergeFiles,
  type ThreeTexts,
  writeMerged,
} from '../../../workspace/git/mergeFiles.js';
import { openWorkspace } from '../../../workspace/open.js';
import type { Environment } from '../../../workspace/workspace.js';
import { defineVerb, required } from '../../verb.js';
import type { mergedFile } from '../output/other.js';

type MergedFile = InferOutput<typeof mergedFile>;

interface Merged {
  readonly text: string;
  readonly conflicts: number;
}

/** `merge-driver %O %A %B %L %P`, as git calls it */
export const verb = defineVerb({
  name: 'merge-driver',
  summary: 'Merge one file for git: boards by card, documents by key',
  description:
    'doc-ops hooks install sets it up. Exit code 0: merged; 1: conflicts, marked in the file; anything else: the file is unchanged, and git merges it as text.',
  arguments: {
    base: required('the common ancestor, %O', { completes: 'path' }),
    ours: required('our version, %A, which receives the result', { completes: 'path' }),
    theirs: required('their version, %B', { completes: 'path' }),
    markerSize: required('length of conflict markers, %L', { value: 'marker-size' }),
    path: required('path of the file in the repository, %P', { completes: 'path' }),
  },
  examples: {
    'doc-ops merge-driver %O %A %B %L %P': 'the line in git config',
  },
  needs: 'nothing',
  run: async ({ environment }, { base, ours, theirs, markerSize, path }) => {
    const size = /^\d{1,4}$/.test(markerSize) ? Number(markerSize) : 0;
    if (size === 0) return failure('usage', `'${markerSize}' is not a marker size`);
    const texts = readMergeFiles(environment, [base, ours, theirs]);
    if (!texts.ok) return texts;
    const merged = await merge(environment, texts.value, size, path);
    if (!merged.ok) return merged;
    const written = writeMerged(environment, ours, merged.value.text);
    if (!written.ok) return written;
    const { conflicts } = merged.value;
    const data: MergedFile = { path, conflicts };
    const notes =
      conflicts > 0 ? [`${path}: ${conflicts} ${conflicts === 1 ? 'conflict' : 'conflicts'}`] : [];
    return success({ data, notes, failed: conflicts > 0 });
  },
});

async function merge(
  environment: Environment,
  texts: ThreeTexts,
  markerSize: number,
  path: string,
): Promise<Result<Merged>> {
  const options = { markerSize, labels: { ours: 'ours', theirs: 'theirs' } };
  if (texts.some(saysBoard) || (await isBoardPath(environment, path)))
    return success(mergeBoards(...texts, options));
  let gitFailed = false;
  const merged = await mergeDocuments(
    ...texts,
    async (...parts) => {
      const byGit = await mergeTextWithGit(environment, parts, options);
      gitFailed = byGit === null;
      return byGit ?? { text: '', conflicts: 1 };
    },
    options,
  );
  return gitFailed ? failure('git', `git merge-file could not merge ${path}`) : success(merged);
}

/** A board says so in its front matter, as the Kanban plugin has it. */
function saysBoard(text: string): boolean {
  const yaml = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(text);
  return yaml?.index === 0 && /^kanban-plugin[ \t]*:/m.test(yaml[1] ?? '');
}

/** `board.md` in a documents' folder, whatever that is called. */
async function isBoardPath(environment: Environment, path: string): Promise<boolean> {
  const folder = dirname(path);
  if (basename(path) !== 'board.md' || folder === '.') return false;
  if (basename(folder) === 'dev_ops') return true;
  const opened = await openWorkspace({ environment, root: join(environment.cwd, dirname(folder)) });
  return opened.ok && opened.value.folder === basename(folder);
}
