import { holdsTascs } from '../../../model/document/type.js';
import { type Result, success } from '../../../model/result.js';
import { listDocuments } from '../../documents/indexedDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { loadPlanDocument } from '../../plans/loadPlan.js';
import { type Pending, pendingIn, planState } from '../../plans/planState.js';
import { defineVerb, type Outcome, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'approvals',
  summary: 'List the manual tascs that wait for a person',
  arguments: { plan: text('list only those of this plan', { completes: 'plan', value: 'id' }) },
  examples: {
    'doc-ops approvals': 'what waits, in all plans',
  },
  run: async (context, input): Promise<Result<Outcome<readonly Pending[]>>> => {
    const workspace = workspaceOf(context);
    const references: string[] = [];
    if (input.plan !== undefined) references.push(input.plan);
    else {
      const documents = await listDocuments(workspace);
      if (!documents.ok) return documents;
      for (const one of documents.value)
        if (holdsTascs(one.type) && !one.archived && !one.closed && !one.broken) references.push(one.path);
    }
    const pending: Pending[] = [];
    for (const reference of references) {
      const loaded = await loadPlanDocument(workspace, reference);
      if (!loaded.ok) {
        if (input.plan !== undefined) return loaded;
        continue;
      }
      const { valid } = loaded.value;
      const hasManual = valid?.tascs.some(({ proof }) => proof.check.type === 'manual');
      if (valid && hasManual) pending.push(...pendingIn(await planState(workspace, valid)));
    }
    return success({ data: pending });
  },
});
