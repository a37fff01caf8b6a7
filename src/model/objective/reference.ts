import { cellText } from './cellText.js';
import type { StepReference } from './roadmap.js';

const documentId = /(?<![A-Za-z0-9-])([A-Z][A-Z0-9]{0,15}-\d{1,9})(?!\d)/g;
const planNumber = /\bplans?\s+#\d+/gi;
const pullRequest = /#\d+|\bPR-\d+\b|\/(?:pull|pulls|merge_requests)\/\d+/i;

/**
 * What the cells of a step refer to, Plan cell first: `PLAN-001`, `plan #77`, `#42`, `PR-42`, a link to one of them, or
 * any other text. Null where all are empty.
 */
export function readReference(cells: readonly string[]): StepReference | null {
  const texts = cells.map(cellText).filter((text) => text !== '');
  if (texts.length === 0) return null;
  const text = texts.join(', ');
  const documents = new Set<string>();
  for (const [, id = ''] of text.matchAll(documentId)) if (!id.startsWith('PR-')) documents.add(id);
  const isPull = pullRequest.test(text.replace(planNumber, ''));
  const isPlan = documents.size > 0 || text.search(planNumber) >= 0;
  return { text, kind: isPull ? 'pr' : isPlan ? 'plan' : 'other', documents: [...documents] };
}
