import { setTimeout as sleep } from 'node:timers/promises';
import { viewPlan } from '../../operations/live/planView.js';
import { readText } from '../../operations/live/readLive.js';
import { workspaceOf } from '../../operations/openContext.js';
import type { Effect } from '../state/event.js';
import { Acting } from './actions.js';
import { contextOf, type Host, report } from './host.js';
import { LiveData } from './liveData.js';
import { PlanRun } from './planRun.js';
import { Questions } from './questions.js';
import { VerbCalls } from './verbCalls.js';

/** How long a message stays, in milliseconds. */
const toastTime = 5000;

/** Who still types does not read what the texts hold; in milliseconds. */
const typingTime = 100;

/** Carries effects out: everything that touches files, processes and the clock. */
export class Effects {
  readonly #questions: Questions;
  readonly #live: LiveData;
  readonly #run: PlanRun;
  readonly #acting: Acting;
  readonly #performing = new Set<Promise<void>>();
  #toast: NodeJS.Timeout | null = null;
  /** Counts the searches: only the last one is made. */
  #searches = 0;
  #arm: NodeJS.Timeout | null = null;

  constructor(readonly host: Host) {
    this.#questions = new Questions((question) => host.dispatch({ kind: 'question', question }));
    const calls = new VerbCalls(host, this.#questions);
    this.#live = new LiveData(host);
    this.#run = new PlanRun(host, calls, this.#live);
    this.#acting = new Acting(host, calls, this.#live, this.#run);
  }

  /** Read everything, then watch it. */
  start(): Promise<void> {
    return this.#live.start();
  }

  /** Read everything again. */
  refresh(): Promise<void> {
    return this.#live.refresh('anything');
  }

  perform(effect: Effect): void {
    const performing = this.#perform(effect).catch((error: unknown) => report(this.host, effect.kind, error));
    this.#performing.add(performing);
    void performing.finally(() => this.#performing.delete(performing));
  }

  /** Ends when everything that was begun is done. A question that is open keeps it waiting. */
  async idle(): Promise<void> {
    do await Promise.all([...this.#performing, this.#live.idle()]);
    while (this.#performing.size > 0);
  }

  /** Stop what runs and what watches. */
  async end(): Promise<void> {
    const live = this.#live.end();
    this.#run.stop();
    this.#questions.answer(null);
    if (this.#toast) clearTimeout(this.#toast);
    if (this.#arm) clearTimeout(this.#arm);
    await this.#run.ended();
    await live;
    await this.host.analyst.end();
  }

  async #perform(effect: Effect): Promise<void> {
    const { host } = this;
    switch (effect.kind) {
      case 'quit':
        // Whatever cannot be stopped: who wants to leave leaves.
        return this.end().finally(host.quit);
      case 'suspend':
        return host.suspend();
      case 'redraw':
        host.redraw();
        return this.refresh();
      case 'open':
        return this.#open(effect.path);
      case 'search':
        return this.#search(effect.filter, effect.words);
      case 'plan':
        return this.#plan(effect.id);
      case 'run':
        return this.#run.start(effect.plan, effect.options);
      case 'stop':
        return this.#run.stop();
      case 'output':
        return this.#run.showOutput(effect.hash);
      case 'describe':
        return this.#acting.describe(effect.verb, effect.prefill);
      case 'verbs':
        return this.#acting.act(effect.calls, effect.show);
      case 'edit':
        return this.#acting.edit(effect.path, effect.line);
      case 'fix':
        return this.#acting.fix(effect.finding);
      case 'fix-all':
        return this.#acting.tryFixes();
      case 'answer':
        return this.#questions.answer(effect.value);
      case 'arm':
        // The time of a question before this one does not count for it.
        if (this.#arm) clearTimeout(this.#arm);
        this.#arm = setTimeout(() => host.dispatch({ kind: 'armed' }), host.armingTime);
        return;
      case 'expire':
        if (this.#toast) clearTimeout(this.#toast);
        this.#toast = setTimeout(() => host.dispatch({ kind: 'expired', toast: effect.toast }), toastTime);
    }
  }

  async #open(path: string): Promise<void> {
    const context = await contextOf(this.host);
    if (!context.ok) return;
    const text = readText(workspaceOf(context.value), path);
    const document = text.ok
      ? { path, text: text.value, problem: null }
      : { path, text: '', problem: text.problem.message };
    this.host.dispatch({ kind: 'opened', document });
  }

  /** Full text, for what is typed behind `/`: words that are only in a text find their document as well. */
  async #search(filter: string, words: readonly string[]): Promise<void> {
    this.#searches += 1;
    const own = this.#searches;
    await sleep(typingTime);
    if (own !== this.#searches) return;
    const found = await Promise.all(words.map((word) => this.host.analyst.search(word)));
    const inText = new Map(words.map((word, at) => [word, new Set(found[at])]));
    this.host.dispatch({ kind: 'searched', filter, inText });
  }

  async #plan(id: string): Promise<void> {
    const context = await contextOf(this.host);
    if (!context.ok) return;
    const plan = await viewPlan(workspaceOf(context.value), id);
    this.host.dispatch(
      plan.ok
        ? { kind: 'plan', id, plan: plan.value, problem: null }
        : { kind: 'plan', id, plan: null, problem: plan.problem.message },
    );
  }
}
