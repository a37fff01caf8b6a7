import { closest } from '../../model/closest.js';
import { citationKinds } from '../../model/plan/citationKinds.js';
import { isEmpty, isMapping } from '../../model/plan/values.js';
import type { Citation } from '../generatedPlan.js';
import type { AnswerFault } from './fault.js';

/**
 * The citations of an answer: `{target, kind, description}`, a target alone as text, or tascer's
 * `{cited_tasc_id, citation_type, description}`.
 */
export function readCitations(value: unknown): { citations: Citation[]; faults: AnswerFault[] } {
  const citations: Citation[] = [];
  const faults: AnswerFault[] = [];
  if (isEmpty(value)) return { citations, faults };
  if (!Array.isArray(value))
    return { citations, faults: [{ place: 'citations', message: '`citations` must be a list' }] };
  for (const [index, item] of value.entries()) {
    const place = `citations[${index}]`;
    const given = typeof item === 'string' ? { target: item } : item;
    if (!isMapping(given)) {
      faults.push({ place, message: 'a citation must be an object with `target`, `kind` and `description`' });
      continue;
    }
    const target = textOf(given.target ?? given.cited_tasc_id);
    const written = textOf(given.kind ?? given.citation_type) || 'evidence';
    const kind = citationKinds.find((one) => one === written);
    if (target === '') faults.push({ place, message: 'a citation needs a `target`' });
    if (kind === undefined) {
      const suggestion = closest(written, citationKinds);
      faults.push({
        place: `${place}.kind`,
        message: `\`${written}\` is not a kind of citation: ${citationKinds.join(', ')}`,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    } else if (target !== '') citations.push({ target, kind, description: textOf(given.description) });
  }
  return { citations, faults };
}

/** A value as trimmed text; '' for what is none. */
function textOf(value: unknown): string {
  return isEmpty(value) || typeof value === 'object' ? '' : String(value).trim();
}
