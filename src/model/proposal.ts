import { canonicalJson } from './plan/definition.js';
import type { Digest } from './plan/plan.js';

/**
 * What a repository's config asks to have started or sent: it needs the consent of the person, as a plan does
 * (FORMATS.md, *Running is another matter than approving*).
 */
export interface Proposal {
  /** As `doc-ops approve` names it. */
  readonly id: ProposalId;
  /** All that would be started or sent to, in full: `runs` → `sh -c …`. */
  readonly entries: readonly ProposalEntry[];
  /** Digest of id and entries: what exactly is consented to. */
  readonly definition: string;
}

export const proposalIds = ['planner', 'implementer'] as const;
export type ProposalId = (typeof proposalIds)[number];
export type ProposalEntry = readonly [name: string, value: string];

export function proposalOf(id: ProposalId, entries: readonly ProposalEntry[], digest: Digest): Proposal {
  return { id, entries, definition: digest(canonicalJson({ v: 1, proposal: id, entries })) };
}
