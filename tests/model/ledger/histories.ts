import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readLedgerFiles } from '../../../src/model/ledger/buildLedger.js';
import type {
  DecisionEvent,
  LedgerEvent,
  LedgerLine,
  ValidationEvent,
} from '../../../src/model/ledger/event.js';
import { overallHash, resultHash, type Validation } from '../../../src/model/ledger/results.js';
import { seal } from '../../../src/model/ledger/seal.js';

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
export const definition = digest('definition');
const at = '2026-11-21T00:00:00.000Z';
const nothing = { sha256: digest(''), bytes: 0 };

export interface LedgerFile {
  readonly path: string;
  readonly text: string;
}

/** What happens on one of the branches of a plan's history. */
export type Step =
  | { readonly kind: 'run'; readonly branch: number; readonly lines: number; readonly closed: boolean }
  | { readonly kind: 'decide'; readonly branch: number; readonly rejects: boolean }
  | { readonly kind: 'fork'; readonly branch: number }
  | { readonly kind: 'merge'; readonly branch: number; readonly from: number };

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('run' as const),
        branch: fc.nat(7),
        lines: fc.integer({ min: 1, max: 5 }),
        closed: fc.boolean(),
      }),
    },
    fc.record({ kind: fc.constant('decide' as const), branch: fc.nat(7), rejects: fc.boolean() }),
    fc.record({ kind: fc.constant('fork' as const), branch: fc.nat(7) }),
    fc.record({ kind: fc.constant('merge' as const), branch: fc.nat(7), from: fc.nat(7) }),
  ),
  { minLength: 1, maxLength: 14 },
);

/** The files that every branch sees in the end; the last one is everything merged. */
export function historyOf(happened: readonly Step[]): { all: LedgerFile[]; branches: LedgerFile[][] } {
  const branches: LedgerFile[][] = [[]];
  const all: LedgerFile[] = [];
  const branchOf = (number: number) => branches[number % branches.length] ?? [];
  const add = (branch: LedgerFile[], write: (name: string, visible: LedgerFile[]) => string) => {
    const name = `20261121T${String(all.length).padStart(6, '0')}Z-aaaaaa.jsonl`;
    const file = { path: `dev_ops/proofs/PLAN-001/${name}`, text: write(name, branch) };
    branch.push(file);
    all.push(file);
  };
  for (const step of happened) {
    const branch = branchOf(step.branch);
    if (step.kind === 'fork') branches.push([...branch]);
    else if (step.kind === 'merge')
      for (const file of branchOf(step.from)) {
        if (!branch.includes(file)) branch.push(file);
      }
    else if (step.kind === 'decide')
      add(branch, (name, visible) => decisionText(name, visible, step.rejects));
    else add(branch, (name, visible) => runText(name, visible, step.lines, step.closed));
  }
  return { all, branches };
}

function decisionText(name: string, visible: readonly LedgerFile[], rejects: boolean): string {
  const event: DecisionEvent = {
    event: rejects ? 'rejection' : 'approval',
    tasc: 'review',
    definition,
    dependencies: {},
    who: { git_email: `${name}@example.org`, os_user: 'ada', terminal: true },
    why: name,
    at,
  };
  return `${seal(event, { prev: null, parents: readLedgerFiles(visible, digest).heads }, digest).text}\n`;
}

/** A run as the runner writes it: proofs rest on those that were there, its report counts them. */
function runText(name: string, visible: readonly LedgerFile[], count: number, closed: boolean): string {
  const seen = readLedgerFiles(visible, digest);
  const proofs = new Map<string, Validation>();
  for (const { line } of seen.lines)
    if (line.event === 'validation' && line.validated) proofs.set(line.tasc, line as Validation);
  const texts: string[] = [];
  let prev: string | null = null;
  const append = (event: LedgerEvent, parents?: readonly string[]): LedgerLine => {
    const sealed: { line: LedgerLine; text: string } = seal(
      event,
      { prev, ...(parents ? { parents } : {}) },
      digest,
    );
    prev = sealed.line.proof_hash;
    texts.push(sealed.text);
    return sealed.line;
  };
  append(runOf(name), seen.heads);
  for (let index = 0; index < count; index++) {
    const tasc = `t${index % 3}`;
    const needed = proofs.get(`t${(index + 1) % 3}`);
    const validated = index % 4 !== 3;
    const event = validationOf(tasc, validated, `${name} ${index}`);
    const dependencies = needed ? { [needed.tasc]: needed.proof_hash } : {};
    const line = append({ ...event, dependencies }) as Validation;
    if (validated) proofs.set(tasc, line);
  }
  if (closed) append(reportOf(proofs), []);
  return `${texts.join('\n')}\n`;
}

export function runOf(file: string): LedgerEvent {
  return {
    event: 'run',
    file,
    plan: 'PLAN-001',
    path: 'dev_ops/plans/PLAN-001-x.md',
    definition,
    selected: ['t0', 't1', 't2'],
    commit: null,
    dirty: null,
    doc_ops: '0',
    started: at,
  };
}

export function validationOf(tasc: string, validated: boolean, command: string): ValidationEvent {
  return {
    event: 'validation',
    tasc,
    definition,
    validated,
    command,
    cwd: '.',
    exit_code: validated ? 0 : 1,
    signal: null,
    ended: null,
    attempt: 1,
    started: at,
    duration_ms: 1,
    stdout: nothing,
    stderr: nothing,
    gates: [{ name: 'exit_code', passed: validated, message: 'x', evidence: {} }],
    inputs: null,
    changed_inputs: false,
    outputs: {},
    dependencies: {},
  };
}

export function reportOf(proofs: ReadonlyMap<string, Validation>): LedgerEvent {
  const plan = { id: 'PLAN-001', definition };
  const verified = proofs.size === 3;
  return {
    event: 'report',
    verified,
    counts: { total: 3, proven: proofs.size, failed: 0, waiting: 0, not_run: 3 - proofs.size },
    overall_proof_hash: verified ? overallHash(plan, proofs, digest) : null,
    result_hash: verified ? resultHash(plan, proofs, digest) : null,
    ...(verified
      ? { proofs: Object.fromEntries([...proofs].map(([id, { proof_hash }]) => [id, proof_hash])) }
      : {}),
    interrupted: false,
    finished: at,
  };
}
