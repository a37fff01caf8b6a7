import { canonicalJson } from '../plan/definition.js';
import type { Digest } from '../plan/plan.js';
import type { LedgerEvent, LedgerLine } from './event.js';

/** A line's position: the line before it in its file, and those of other files that it saw. */
export interface LineLinks {
  readonly prev: string | null;
  readonly parents?: readonly string[];
}

/** An event as a line of a ledger, and its text without the line ending. */
export function seal(
  event: LedgerEvent,
  links: LineLinks,
  digest: Digest,
): { readonly line: LedgerLine; readonly text: string } {
  const { prev, parents } = links;
  const unsealed = { v: 1 as const, ...event, prev, ...(parents ? { parents: [...parents].sort() } : {}) };
  const line = { ...unsealed, proof_hash: digest(canonicalJson(unsealed)) } as LedgerLine;
  return { line, text: JSON.stringify(line) };
}

/** The hash that a line must have, computed from its content. */
export function hashOf(line: LedgerLine, digest: Digest): string {
  const { proof_hash: _, signature: __, ...rest } = line;
  return digest(canonicalJson(rest));
}
