import { canonicalJson } from '../plan/definition.js';
import { latestOf } from './descent.js';
import type { DecisionEvent, Sealed } from './event.js';

import type { Ledger } from './ledger.js';

export type Decision = DecisionEvent & Sealed;

/** What people decided about a manual tasc, for its present definition and the present results of its dependencies. */
export interface Decided {
  /** Approvals of distinct people that count, by hash. */
  readonly approvals: readonly string[];
  /** A rejection that counts. */
  readonly rejection: Decision | null;
  /** Whether approval of exactly this was already requested. */
  readonly requested: boolean;
}

/** A person, as far as a ledger knows one. A name given with `--as` does not count as a person. */
export function personOf({ who }: Pick<DecisionEvent, 'who'>): string {
  return `${who.git_email ?? ''}\0${who.os_user}`;
}

/** The decisions that count: each person's last one, or the rejection where two are concurrent. */
export function decisionsOn(
  ledger: Ledger,
  tasc: string,
  definition: string,
  results: Readonly<Record<string, string>>,
): Decided {
  const wanted = canonicalJson(results);
  const decisions: Decision[] = [];
  let requested = false;
  for (const { line } of ledger.lines) {
    if (line.event !== 'approval' && line.event !== 'rejection' && line.event !== 'approval_requested')
      continue;
    if (line.tasc !== tasc || line.definition !== definition || canonicalJson(line.dependencies) !== wanted)
      continue;
    if (line.event === 'approval_requested') requested = true;
    else decisions.push(line as Decision);
  }
  const byPerson = new Map<string, Decision[]>();
  for (const one of decisions) byPerson.set(personOf(one), [...(byPerson.get(personOf(one)) ?? []), one]);
  const approvals: string[] = [];
  let rejection: Decision | null = null;
  for (const theirs of byPerson.values()) {
    const last = latestOf(ledger, theirs);
    const rejected = last.find(({ event }) => event === 'rejection');
    if (rejected) rejection ??= rejected;
    else {
      const approved = last.find(({ claimed }) => claimed === undefined);
      if (approved) approvals.push(approved.proof_hash);
    }
  }
  return { approvals: approvals.sort(), rejection, requested };
}
