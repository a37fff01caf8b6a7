import { cardTypes } from '../../../model/document/type.js';
import { success } from '../../../model/result.js';
import { type DocumentSummary, summaryOf } from '../../documents/documentSummary.js';
import { findType } from '../../documents/findType.js';
import { readyDocuments } from '../../documents/readiness.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, list } from '../../verb.js';

export const verb = defineVerb({
  name: 'ready',
  summary: 'List the tasks that can be started, most urgent first',
  description:
    'A task is ready when it is open and everything that it depends on, or is blocked by, is closed.',
  arguments: {
    types: list('types to list; default task', { value: 'type', completes: 'type', commas: true }),
  },
  options: { unclaimed: flag('only tasks that nobody has claimed') },
  examples: {
    'doc-ops ready': 'what to work on next',
    'doc-ops ready bug': 'the same for bugs',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const types: string[] = [];
    for (const name of input.types.length > 0 ? input.types : cardTypes(workspace.config.types)) {
      const type = findType(workspace, name);
      if (!type.ok) return type;
      types.push(type.value.name);
    }
    const ready = await readyDocuments(workspace, {
      types,
      unclaimedOnly: input.unclaimed,
    });
    return ready.ok ? success({ data: ready.value.map(summaryOf) as readonly DocumentSummary[] }) : ready;
  },
});
