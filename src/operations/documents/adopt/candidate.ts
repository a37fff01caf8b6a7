import type { DecisionRecord } from '../../../interop/decisionRecord.js';
import type { DocumentFacts } from '../../../model/document/facts.js';

/** A decision, read, with the id that it gets. */
export interface Candidate {
  readonly name: string;
  readonly from: string;
  readonly text: string;
  readonly facts: DocumentFacts;
  readonly record: DecisionRecord;
  readonly id: string;
  readonly path: string;
}
