import { join } from 'node:path';
import type { LedgerEvent, LedgerLine, ValidationEvent } from '../model/ledger/event.js';
import type { Freshness } from '../model/ledger/freshness.js';
import type { Validation } from '../model/ledger/results.js';
import type { ValidPlan } from '../model/plan/plan.js';
import type { Tasc } from '../model/plan/tasc.js';
import type { Inputs } from '../workspace/ledger/inputs.js';
import type { Emit, TascOutcome } from './events.js';
import { judge } from './gates/judge.js';
import type { Guardian } from './guardian.js';
import { insidePath } from './insidePath.js';
import { OutputKeeper } from './outputKeeper.js';
import { runCommand } from './runCommand.js';

/** All that a run needs from outside, so that tests can give it. */
export interface Execution {
  readonly plan: ValidPlan;
  /** In the order of the plan. */
  readonly selected: readonly string[];
  /** Run the checks before the work, to see them fail: every one, once, nothing counts. */
  readonly baseline: boolean;
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Run also what is proven and fresh. */
  readonly force: boolean;
  readonly timeoutSeconds: number | undefined;
  readonly graceMilliseconds: number;
  /** Absolute, real. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder for what is printed, by hash; with a folder `tmp`. */
  readonly outputFolder: string;
  readonly guardian: Guardian;
  readonly stop: AbortSignal;
  now(): Date;
  append(event: LedgerEvent): LedgerLine;
  inputsNow(tasc: Tasc): Promise<Inputs>;
  inputsLatest(tasc: Tasc): Promise<Inputs>;
  /** Where a tasc stands, given where those stand that it needs. */
  freshness(tasc: Tasc, inputs: string | null, states: ReadonlyMap<string, Freshness>): Freshness;
  /** Decisions about a manual tasc whose needs are proven; asks for them where that was not done yet. */
  approvals(tasc: Tasc, states: ReadonlyMap<string, Freshness>): ManualState;
  emit: Emit;
  /** All that a tasc prints, as it comes. */
  onOutput?(tasc: string, chunk: Buffer): void;
}

export type ManualState =
  | { readonly kind: 'approved'; readonly approvals: readonly string[] }
  | { readonly kind: 'waiting'; readonly message: string }
  | { readonly kind: 'rejected'; readonly message: string };

export interface Executed {
  readonly outcomes: ReadonlyMap<string, TascOutcome>;
  readonly states: ReadonlyMap<string, Freshness>;
}

/** Carry out a plan: what is ready runs, in the plan's order, so many at a time. */
export function execute(run: Execution): Promise<Executed> {
  return new Executor(run).run();
}

class Executor {
  readonly #run: Execution;
  readonly #outcomes = new Map<string, TascOutcome>();
  readonly #states = new Map<string, Freshness>();
  readonly #waitingFor = new Map<string, number>();
  readonly #dependants = new Map<string, string[]>();
  /** Ids that can run, those that come first in the plan at the end. */
  #ready: string[] = [];
  /** Commands that run. */
  #running = 0;
  /** Tascs that are being carried out: those that run, and those whose run is being judged. */
  #open = 0;
  #halted = false;
  #done: () => void = () => undefined;
  #failed: (error: unknown) => void = () => undefined;

  constructor(run: Execution) {
    this.#run = run;
    const selected = new Set(run.selected);
    for (const id of run.selected) {
      const needs = new Set(this.#tasc(id).dependencies.filter((one) => selected.has(one)));
      this.#waitingFor.set(id, run.baseline ? 0 : needs.size);
      if (!run.baseline)
        for (const one of needs) this.#dependants.set(one, [...(this.#dependants.get(one) ?? []), id]);
      if (run.baseline || needs.size === 0) this.#ready.push(id);
    }
    this.#ready.reverse();
  }

  run(): Promise<Executed> {
    return new Promise<void>((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#startReady();
    }).then(() => {
      for (const id of this.#run.selected) if (!this.#outcomes.has(id)) this.#outcomes.set(id, 'not_run');
      return { outcomes: this.#outcomes, states: this.#states };
    });
  }

  #tasc(id: string): Tasc {
    const tasc = this.#run.plan.byId.get(id);
    if (!tasc) throw new Error(`${id} is no tasc of the plan`);
    return tasc;
  }

  #startReady(): void {
    while (this.#running < this.#run.jobs && !this.#isStopped) {
      const id = this.#ready.pop();
      if (id === undefined) break;
      this.#running += 1;
      this.#open += 1;
      let holds = true;
      // A run is judged while others are under way; one at a time means in the plan's order.
      const release = (early = false) => {
        if (!holds || (early && this.#run.jobs === 1)) return;
        holds = false;
        this.#running -= 1;
        this.#startReady();
      };
      this.#carryOut(id, release).then(
        (outcome) => {
          this.#open -= 1;
          this.#settle(id, outcome);
          release();
          this.#startReady();
        },
        (error) => this.#failed(error),
      );
    }
    if (this.#open === 0 && (this.#ready.length === 0 || this.#isStopped)) this.#done();
  }

  get #isStopped(): boolean {
    return this.#halted || this.#run.stop.aborted;
  }

  #settle(id: string, outcome: TascOutcome): void {
    this.#outcomes.set(id, outcome);
    if (outcome === 'failed' && !this.#run.keepGoing && !this.#run.baseline) this.#halted = true;
    if (outcome === 'proven' || outcome === 'skipped') {
      const freed: string[] = [];
      for (const next of this.#dependants.get(id) ?? []) {
        const left = (this.#waitingFor.get(next) ?? 0) - 1;
        this.#waitingFor.set(next, left);
        if (left === 0) freed.push(next);
      }
      if (freed.length > 0) this.#addReady(freed);
      return;
    }
    if (outcome !== 'not_run') this.#block(id);
  }

  #addReady(ids: readonly string[]): void {
    const place = new Map(this.#run.selected.map((id, index) => [id, index]));
    this.#ready = [...this.#ready, ...ids].sort((a, b) => (place.get(b) ?? 0) - (place.get(a) ?? 0));
  }

  /** Everything behind a tasc that is not proven stays where it is. */
  #block(by: string): void {
    const left = [...(this.#dependants.get(by) ?? [])];
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (this.#outcomes.has(id)) continue;
      this.#outcomes.set(id, 'blocked');
      this.#run.emit({ kind: 'blocked', tasc: id, by });
      left.push(...(this.#dependants.get(id) ?? []));
    }
  }

  async #carryOut(id: string, release: (early: boolean) => void): Promise<TascOutcome> {
    const tasc = this.#tasc(id);
    if (tasc.proof.check.type === 'manual') return this.#decide(tasc);
    const before = await this.#run.inputsLatest(tasc);
    const known = this.#run.freshness(tasc, before.digest, this.#states);
    if (known.state === 'fresh' && !this.#run.force && !this.#run.baseline) {
      this.#states.set(id, known);
      return 'skipped';
    }
    const { allowRetry, maxRetries } = tasc.proof;
    const attempts = this.#run.baseline || !allowRetry ? 1 : 1 + maxRetries;
    for (let attempt = 1; ; attempt++) {
      if (attempt > 1) this.#run.emit({ kind: 'retried', tasc: id, attempt, of: attempts });
      const line = await this.#attempt(
        tasc,
        attempt,
        attempt === 1 ? before : await this.#run.inputsLatest(tasc),
        attempt >= attempts ? () => release(true) : () => undefined,
      );
      if (line.validated) {
        if (!this.#run.baseline) this.#states.set(id, { state: 'fresh', proof: line });
        return 'proven';
      }
      if (attempt >= attempts || this.#run.stop.aborted)
        return line.ended === 'interrupted' ? 'not_run' : 'failed';
    }
  }

  async #attempt(tasc: Tasc, attempt: number, before: Inputs, release: () => void): Promise<Validation> {
    const { root, emit, baseline } = this.#run;
    emit({ kind: 'started', tasc: tasc.id, attempt });
    const started = this.#run.now();
    const clock = performance.now();
    const end = await runCommand({
      command: tasc.testingInstructions,
      cwd: insidePath(root, tasc.cwd),
      env: { ...this.#run.env, ...tasc.env },
      timeoutMilliseconds: (this.#run.timeoutSeconds ?? tasc.proof.timeoutSeconds) * 1000,
      graceMilliseconds: this.#run.graceMilliseconds,
      guardian: this.#run.guardian,
      stop: this.#run.stop,
      outputPrefix: join(this.#run.outputFolder, 'tmp', `${process.pid}-${tasc.id}`),
      onLine: (line) => emit({ kind: 'output', tasc: tasc.id, line }),
      onOutput: (chunk) => this.#run.onOutput?.(tasc.id, chunk),
    });
    const milliseconds = Math.round(performance.now() - clock);
    release();
    const verdict = await judge(tasc.proof.check, { root, ...end });
    const after = await this.#run.inputsNow(tasc);
    const passed = verdict.passed && end.ended === null;
    const event: ValidationEvent = {
      event: baseline ? 'baseline' : 'validation',
      tasc: tasc.id,
      definition: this.#run.plan.definitions.get(tasc.id) ?? '',
      validated: passed,
      command: tasc.testingInstructions,
      cwd: tasc.cwd,
      exit_code: end.exitCode,
      signal: end.signal,
      ended: end.ended,
      attempt,
      started: started.toISOString(),
      duration_ms: milliseconds,
      stdout: end.stdout,
      stderr: end.stderr,
      gates: verdict.gates,
      inputs: after.digest,
      changed_inputs: after.digest !== before.digest,
      outputs: verdict.outputs,
      dependencies: this.#provenNeeds(tasc),
    };
    OutputKeeper.store(end.stdout, end.stdoutPath, this.#run.outputFolder);
    OutputKeeper.store(end.stderr, end.stderrPath, this.#run.outputFolder);
    const line = this.#run.append(event) as Validation;
    for (const gate of verdict.gates) emit({ kind: 'gate', tasc: tasc.id, gate });
    const why = verdict.gates.find((gate) => !gate.passed)?.message ?? '';
    emit({ kind: 'finished', tasc: tasc.id, passed, attempt, milliseconds, proof: line.proof_hash, why });
    return line;
  }

  #provenNeeds(tasc: Tasc): Record<string, string> {
    const found: Record<string, string> = {};
    for (const id of tasc.dependencies) {
      const state = this.#states.get(id);
      if (state?.state === 'fresh') found[id] = state.proof.proof_hash;
    }
    return found;
  }

  /** A manual tasc is proven by approvals that are there; nothing runs. */
  async #decide(tasc: Tasc): Promise<TascOutcome> {
    if (this.#run.baseline) return 'skipped';
    const known = this.#run.freshness(tasc, null, this.#states);
    if (known.state === 'fresh' && !this.#run.force) {
      this.#states.set(tasc.id, known);
      return 'skipped';
    }
    const decision = this.#run.approvals(tasc, this.#states);
    if (decision.kind !== 'approved') {
      const { message } = decision;
      this.#run.emit({ kind: 'waiting', tasc: tasc.id, message });
      return decision.kind === 'rejected' ? 'failed' : 'waiting';
    }
    const nothing = { sha256: emptyDigest, bytes: 0 };
    const needed = tasc.proof.check.type === 'manual' ? tasc.proof.check.criteria.requiredApprovals : 1;
    const line = this.#run.append({
      event: 'validation',
      tasc: tasc.id,
      definition: this.#run.plan.definitions.get(tasc.id) ?? '',
      validated: true,
      command: '',
      cwd: '.',
      exit_code: null,
      signal: null,
      ended: null,
      attempt: 1,
      started: this.#run.now().toISOString(),
      duration_ms: 0,
      stdout: nothing,
      stderr: nothing,
      gates: [
        {
          name: 'approvals',
          passed: true,
          message: `${decision.approvals.length} of ${needed} approvals`,
          evidence: { approvals: decision.approvals.length, needed },
        },
      ],
      inputs: null,
      changed_inputs: false,
      outputs: {},
      dependencies: this.#provenNeeds(tasc),
      approvals: decision.approvals,
    }) as Validation;
    this.#states.set(tasc.id, { state: 'fresh', proof: line });
    const proof = line.proof_hash;
    this.#run.emit({
      kind: 'finished',
      tasc: tasc.id,
      passed: true,
      attempt: 1,
      milliseconds: 0,
      proof,
      why: '',
    });
    return 'proven';
  }
}

/** SHA-256 of nothing. */
const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
