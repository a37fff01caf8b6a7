import type { ValidPlan } from '../plan/plan.js';
import type { Probe } from '../plan/probe.js';
import { latestOf } from './descent.js';
import type { Sealed, ValidationEvent } from './event.js';
import type { Ledger } from './ledger.js';

/** The last probe of a tasc as it is defined now, with the commit on which it was probed. */
export interface KnownProbe extends Probe {
  readonly commit: string | null;
}

type Probed = ValidationEvent & Sealed & { readonly probe: Probe };

/** What the ledger tells of the probes of a plan's checks, by tasc; a check that has changed since has none. */
export function probesOf(ledger: Ledger, plan: ValidPlan): Map<string, KnownProbe> {
  const lines = new Map<string, Probed[]>();
  for (const { line } of ledger.lines) {
    if (line.event !== 'baseline' || !line.probe || line.definition !== plan.definitions.get(line.tasc))
      continue;
    lines.set(line.tasc, [...(lines.get(line.tasc) ?? []), line as Probed]);
  }
  const found = new Map<string, KnownProbe>();
  for (const [tasc, probed] of lines) {
    const last = latestOf(ledger, probed).at(-1);
    if (last) found.set(tasc, { ...last.probe, commit: commitOf(ledger, last.proof_hash) });
  }
  return found;
}

/** The commit that a line's run was made on. */
function commitOf(ledger: Ledger, hash: string): string | null {
  const path = ledger.byHash.get(hash)?.path;
  const start = ledger.lines.find((one) => one.path === path && one.line.event === 'run')?.line;
  return start?.event === 'run' ? start.commit : null;
}
