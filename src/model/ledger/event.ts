import type { InferOutput } from 'valibot';
import type { gateRecord, ledgerLine, outputRecord, sealed, who } from './lineShape.js';

export type LedgerLine = InferOutput<typeof ledgerLine>;
/** What every line has, beside its event. */
export type Sealed = InferOutput<typeof sealed>;
/** A line without what seals it. */
export type LedgerEvent = Unsealed<LedgerLine>;
export type RunEvent = Extract<LedgerEvent, { readonly event: 'run' }>;
/** A tasc was run (`validation`), was run before the work (`baseline`, never a proof), or its approvals are complete. */
export type ValidationEvent = Extract<LedgerEvent, { readonly event: 'validation' | 'baseline' }>;
export type ReportEvent = Extract<LedgerEvent, { readonly event: 'report' }>;
export type ApprovalRequestedEvent = Extract<LedgerEvent, { readonly event: 'approval_requested' }>;
export type DecisionEvent = Extract<LedgerEvent, { readonly event: 'approval' | 'rejection' }>;
export type GateRecord = InferOutput<typeof gateRecord>;
export type OutputRecord = InferOutput<typeof outputRecord>;
export type Who = InferOutput<typeof who>;

type Unsealed<T> = T extends unknown ? Omit<T, keyof Sealed> : never;

/** Whether a line tells how a tasc was run, before the work or after it. */
export function isResult(line: LedgerLine): line is ValidationEvent & Sealed {
  return line.event === 'validation' || line.event === 'baseline';
}
