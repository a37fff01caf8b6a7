import type { InferOutput } from 'valibot';
import { closest } from '../../../model/closest.js';
import { failure, type Result, success } from '../../../model/result.js';
import { runsUnderWay } from '../../../runner/runRecord.js';
import { type Cleanable, clean, cleanable } from '../../../workspace/doctor/clean.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, list, number, type Outcome } from '../../verb.js';
import type { cleanedUp } from '../output/other.js';

export type CleanedUp = InferOutput<typeof cleanedUp>;

const names = Object.keys(cleanable) as Cleanable[];
const dayMilliseconds = 24 * 60 * 60 * 1000;

export const verb = defineVerb({
  name: 'clean',
  summary: 'Delete caches and kept output in .state/',
  description:
    'Deletes the output of runs, records of runs that proved nothing, lists of input files, and the cache of documents. Does not touch documents, proofs, the undo history, or a run in progress. Without the output, `proof show` prints only digests.',
  options: {
    only: list(`delete only these: ${names.join(', ')}`, { value: 'part', commas: true }),
    olderThan: number('delete only what is older than this many days', { value: 'days' }),
  },
  examples: {
    'doc-ops clean --dry-run': 'shows what there is, and how much',
    'doc-ops clean --only output --older-than 30': 'keeps the output of the last month',
  },
  writes: true,
  run: async (context, input): Promise<Result<Outcome<CleanedUp>>> => {
    const workspace = workspaceOf(context);
    const unknown = input.only.find((part) => !Object.hasOwn(cleanable, part));
    if (unknown !== undefined) {
      const suggestion = closest(unknown, names);
      return failure('usage', `unknown part '${unknown}' to clean`, {
        ...(suggestion ? { suggestion } : {}),
        allowed: names,
      });
    }
    if (input.olderThan !== undefined && input.olderThan < 0)
      return failure('usage', '--older-than takes a number of days');
    const underWay = await runsUnderWay(workspace);
    const wanted = names.filter((part) => input.only.length === 0 || input.only.includes(part));
    const parts = underWay ? wanted.filter((part) => part !== 'output' && part !== 'runs') : wanted;
    const now = workspace.environment.now().getTime();
    const olderThan =
      input.olderThan === undefined ? null : new Date(now - input.olderThan * dayMilliseconds);
    const cleaned = clean(workspace, parts, { olderThan, dryRun: context.dryRun });
    if (!cleaned.ok) return cleaned;
    return success({
      data: {
        parts: cleaned.value.map((one) => ({ ...one, holds: cleanable[one.part] })),
        files: cleaned.value.reduce((sum, { files }) => sum + files, 0),
        bytes: cleaned.value.reduce((sum, { bytes }) => sum + bytes, 0),
        removed: !context.dryRun,
      },
      notes: underWay ? ['a run is under way: output and runs are left alone'] : [],
    });
  },
});
