import type { Freshness } from '../model/ledger/freshness.js';
import type { Tasc } from '../model/plan/tasc.js';
import { acceptApprovals } from './acceptApprovals.js';
import type { TascOutcome } from './events.js';
import type { Executed, Execution } from './execution.js';
import { runTasc } from './runTasc.js';

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
    if (!tasc) throw new Error(`${id} is not a tasc of the plan`);
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
          this.#finish(id, outcome);
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

  #finish(id: string, outcome: TascOutcome): void {
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
    const { outcome, state } =
      tasc.proof.check.type === 'manual'
        ? acceptApprovals(this.#run, tasc, this.#states)
        : await runTasc(this.#run, tasc, this.#states, () => release(true));
    if (state) this.#states.set(id, state);
    return outcome;
  }
}
