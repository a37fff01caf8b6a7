import type { InferOutput } from 'valibot';
import { parseId } from '../../../model/ids.js';
import { type Result, success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { loadIndex } from '../../../workspace/index/load.js';
import { indexedDocuments } from '../../documents/indexedDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { checkLines, verdictOf } from '../../planning/objectives/checkObjective.js';
import { loadObjective } from '../../planning/objectives/loadObjective.js';
import { judgeWorkspace } from '../../validate/judgeWorkspace.js';
import { defineVerb, type Outcome, required } from '../../verb.js';
import type { objectiveCheck } from '../output/objectives.js';

export type ObjectiveCheck = InferOutput<typeof objectiveCheck>;

export const verb = defineVerb({
  name: 'objective check',
  summary: 'Check the roadmap of an objective',
  description:
    'A line for each check: the tables parse, ids are unique, statuses and references agree, dependencies are known and have no cycle, phases are in order, references resolve, plans link back. The same faults are findings of doc-ops validate, with their place.',
  arguments: { objective: required('an objective', { completes: 'objective', value: 'id' }) },
  examples: { 'doc-ops objective check OBJ-001': 'one line for each check; exit code 1 if one fails' },
  run: async (context, input): Promise<Result<Outcome<ObjectiveCheck>>> => {
    const workspace = workspaceOf(context);
    const loaded = await loadObjective(readerOf(workspace), input.objective);
    if (!loaded.ok) return loaded;
    const { document, roadmap } = loaded.value;
    const judged = await judgeWorkspace(workspace, undefined);
    if (!judged.ok) return judged;
    const documents = indexedDocuments(workspace, await loadIndex(workspace, { details: false }));
    const plans = documents.filter(
      (one) => parseId(one.text('objective') ?? '', workspace.config.types)?.id === document.id,
    );
    const paths = new Set([document.path, ...plans.map(({ path }) => path)]);
    const checks = checkLines(
      roadmap,
      judged.value.findings.filter(({ rule, path }) => rule.startsWith('objective/') && paths.has(path)),
    );
    return success({
      data: { objective: document.id, checks, verdict: verdictOf(roadmap, checks) },
      failed: checks.some(({ passed }) => !passed),
    });
  },
});
