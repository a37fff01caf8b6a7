import type { InferOutput } from 'valibot';
import { success } from '../../../model/result.js';
import { summaryOf } from '../../documents/documentSummary.js';
import { listDocuments } from '../../documents/indexedDocuments.js';
import { readyDocuments } from '../../documents/readiness.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb } from '../../verb.js';
import type { overview } from '../output/start.js';

export type Overview = InferOutput<typeof overview>;

/** `doc-ops` alone */
export const verb = defineVerb({
  name: 'overview',
  summary: 'Show what there is, what is in progress and what is ready',
  examples: {
    'doc-ops': 'the overview',
  },
  run: async (context) => {
    const workspace = workspaceOf(context);
    const documents = await listDocuments(workspace);
    if (!documents.ok) return documents;
    const ready = await readyDocuments(workspace, { types: ['task', 'bug'], unclaimedOnly: true });
    if (!ready.ok) return ready;
    const present = documents.value.filter((one) => !one.archived);
    const types = workspace.config.types
      .map((type) => {
        const own = present.filter((one) => one.type === type);
        const statuses = type.statuses
          .map((status) => ({ status, count: own.filter((one) => one.status === status).length }))
          .filter(({ count }) => count > 0);
        return { name: type.name, total: own.length, statuses };
      })
      .filter(({ total }) => total > 0);
    const data: Overview = {
      folder: workspace.folder,
      types,
      inProgress: present.filter((one) => /^(?:in_progress|in progress)$/i.test(one.status)).map(summaryOf),
      ready: ready.value.slice(0, 5).map(summaryOf),
      broken: present.filter((one) => one.broken).length,
    };
    return success({ data });
  },
});
