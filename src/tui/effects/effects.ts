import { basename, resolve } from 'node:path';
import { describeChanges } from '../../cli/diff.js';
import { layOut } from '../../cli/layout.js';
import { describeTerminal, type Terminal } from '../../cli/terminal.js';
import { type LoadedVerb, verbLoaders } from '../../cli/verbs.js';
import type { Finding } from '../../model/finding.js';
import type { Problem, Result } from '../../model/result.js';
import { applyFixes } from '../../operations/fixing.js';
import { LinkTable } from '../../operations/live/linkTable.js';
import { viewPlan } from '../../operations/live/planView.js';
import { keptLive, readFindings, readLive, readLiveBoard, readText } from '../../operations/live/readLive.js';
import { watchLive } from '../../operations/live/watchLive.js';
import { openContext, workspaceOf } from '../../operations/openContext.js';
import type { Context, Outcome, Person } from '../../operations/verb.js';
import { decode } from '../screen/sgr.js';
import type { Effect, Event } from '../state/event.js';
import type { VerbCall } from '../state/overlay.js';
import type { VerbChoice } from '../state/state.js';
import type { Analyst } from './analyst.js';
import { describeFields, isOffered } from './describe.js';
import { Questions } from './questions.js';

/** What effects need of the program around them. */
export interface Host {
  dispatch(event: Event): void;
  quit(): void;
  /** Give the terminal back, do something with it, and take it again. */
  withTerminal<T>(action: () => Promise<T>): Promise<T>;
  suspend(): void;
  redraw(): void;
  columns(): number;
  readonly color: boolean;
  readonly analyst: Analyst;
  /** How long a question is shown before a key answers it, in milliseconds. */
  readonly armingTime: number;
  /** Where to start looking for documents; undefined is the working directory. */
  readonly root: string | undefined;
}

/** How long a message stays, in milliseconds. */
const toastTime = 5000;

/** Carries effects out: everything that touches files, processes and the clock. */
export class Effects {
  readonly #questions: Questions;
  #stop: AbortController | null = null;
  #runEnds: Promise<void> = Promise.resolve();
  #unwatch: (() => Promise<void>) | null = null;
  #watching: Promise<void> | null = null;
  #refreshing: Promise<void> | null = null;
  #isStale = false;
  #hasRead = false;
  #analysing: Promise<void> | null = null;
  #isUnanalysed = false;
  #isEnded = false;
  readonly #performing = new Set<Promise<void>>();
  #toast: NodeJS.Timeout | null = null;
  #arm: NodeJS.Timeout | null = null;

  constructor(readonly host: Host) {
    this.#questions = new Questions((question) => host.dispatch({ kind: 'asked', question }));
  }

  perform(effect: Effect): void {
    const performing = this.#perform(effect).catch((error: unknown) => this.#report(effect.kind, error));
    this.#performing.add(performing);
    void performing.finally(() => this.#performing.delete(performing));
  }

  /** Ends when everything that was begun is done. A question that is open keeps it waiting. */
  async idle(): Promise<void> {
    while (this.#performing.size > 0 || this.#refreshing || this.#analysing)
      await Promise.all([...this.#performing, this.#refreshing, this.#analysing]);
  }

  async #perform(effect: Effect): Promise<void> {
    const { host } = this;
    switch (effect.kind) {
      case 'quit':
        await this.end();
        return host.quit();
      case 'suspend':
        return host.suspend();
      case 'redraw':
        return host.redraw();
      case 'open':
        return this.#open(effect.path);
      case 'search':
        return this.#search(effect.filter);
      case 'plan':
        return this.#plan(effect.id);
      case 'run':
        return this.#run(effect.plan, effect.options);
      case 'stop':
        return this.#stop?.abort();
      case 'output':
        return this.#output(effect.hash);
      case 'describe':
        return this.#describe(effect.verb, effect.prefill);
      case 'verbs':
        return this.#verbs(effect.calls, effect.show);
      case 'edit':
        return this.#verbs([{ verb: 'edit', input: { document: effect.path } }], 'toast');
      case 'fix':
        return this.#fix(effect.findings, effect.dryRun);
      case 'answer':
        return this.#questions.answer(effect.value);
      case 'arm':
        this.#arm = setTimeout(() => host.dispatch({ kind: 'armed' }), this.host.armingTime);
        return;
      case 'expire':
        if (this.#toast) clearTimeout(this.#toast);
        this.#toast = setTimeout(() => host.dispatch({ kind: 'expired', toast: effect.toast }), toastTime);
    }
  }

  /** Read everything, then watch it. */
  async start(): Promise<void> {
    await this.refresh();
    await this.#watch();
  }

  /** Watch the files, once there are any; once only. */
  #watch(): Promise<void> {
    this.#watching ??= this.#startWatching().finally(() => {
      if (!this.#unwatch) this.#watching = null;
    });
    return this.#watching;
  }

  async #startWatching(): Promise<void> {
    const context = await this.#context();
    if (!context.ok || this.#isEnded) return;
    this.#unwatch = await watchLive(workspaceOf(context.value), () => void this.refresh());
    // What changed before the watching began.
    if (!this.#isEnded) await this.refresh();
  }

  /** Stop what runs and what watches. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#stop?.abort();
    this.#questions.answer(null);
    if (this.#toast) clearTimeout(this.#toast);
    if (this.#arm) clearTimeout(this.#arm);
    await this.#runEnds;
    await this.#watching;
    await this.#unwatch?.();
    await this.host.analyst.end();
  }

  /**
   * Read the documents again; links and findings follow, beside. While that goes on, further wishes make it one more
   * time, not many.
   */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#readAll()
      .catch((error: unknown) => this.#report('reading', error))
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  async #readAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#readDocuments();
      this.#analyseAgain();
    }
  }

  #analyseAgain(): void {
    this.#isUnanalysed = true;
    this.#analysing ??= this.#analyse()
      .catch((error: unknown) => this.#report('checking', error))
      .finally(() => {
        this.#analysing = null;
      });
  }

  async #analyse(): Promise<void> {
    while (this.#isUnanalysed && !this.#isEnded) {
      this.#isUnanalysed = false;
      const analysis = await this.host.analyst.analyse();
      if (!analysis) continue;
      const data = { links: new LinkTable(analysis.links), findings: analysis.findings };
      this.host.dispatch({ kind: 'data', data });
    }
  }

  #report(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.host.dispatch({
      kind: 'failed',
      verb: what,
      problem: { code: 'io', message: `${what} failed unexpectedly: ${message}` },
    });
  }

  async #readDocuments(): Promise<void> {
    const context = await this.#context();
    if (!context.ok) {
      const missing = context.problem.code === 'no-workspace';
      const repository = basename(resolve(this.host.root ?? '.'));
      this.host.dispatch({
        kind: 'data',
        data: { exists: !missing, problem: context.problem.message, repository, documents: [] },
      });
      return;
    }
    const workspace = workspaceOf(context.value);
    if (!this.#hasRead) {
      // What was there last is on the screen while git is asked what has changed.
      const kept = keptLive(workspace);
      if (kept) this.host.dispatch({ kind: 'data', data: { ...kept, problem: null, exists: true } });
    }
    this.#hasRead = true;
    const live = await readLive(workspace);
    this.host.dispatch({ kind: 'data', data: { ...live, problem: null, exists: true } });
    await breath();
    this.host.dispatch({ kind: 'data', data: await readLiveBoard(context.value) });
  }

  #context(
    more: { readonly dryRun?: boolean; readonly person?: Person | null } = {},
  ): Promise<Result<Context>> {
    return openContext({
      needs: 'workspace',
      root: this.host.root,
      dryRun: more.dryRun ?? false,
      person: more.person ?? null,
      readInput: async () => '',
    });
  }

  async #open(path: string): Promise<void> {
    const context = await this.#context();
    if (!context.ok) return;
    const text = readText(workspaceOf(context.value), path);
    this.host.dispatch({
      kind: 'opened',
      document: text.ok
        ? { path, text: text.value, problem: null }
        : { path, text: '', problem: text.problem.message },
    });
  }

  /** Full text, for what is typed behind `/`: words that only stand in a text find their document as well. */
  async #search(filter: string): Promise<void> {
    this.host.dispatch({ kind: 'searched', filter, paths: await this.host.analyst.search(filter) });
  }

  async #plan(id: string): Promise<void> {
    const context = await this.#context();
    if (!context.ok) return;
    const plan = await viewPlan(workspaceOf(context.value), id);
    this.host.dispatch(
      plan.ok
        ? { kind: 'plan', id, plan: plan.value, problem: null }
        : { kind: 'plan', id, plan: null, problem: plan.problem.message },
    );
  }

  async #run(plan: string, options: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    const ticks = setInterval(() => this.host.dispatch({ kind: 'tick', now: Date.now() }), 200);
    const input = {
      plan,
      only: [],
      keepGoing: true,
      force: false,
      baseline: false,
      yes: false,
      events: false,
      ...options,
    };
    const running = this.#call(
      { verb: 'run', input },
      {
        stop: stop.signal,
        onRunnerEvent: (event) => this.host.dispatch({ kind: 'runner', plan, event, now: Date.now() }),
      },
    );
    this.#runEnds = running.then(
      () => {},
      () => {},
    );
    const ran = await running.finally(() => {
      clearInterval(ticks);
      this.#stop = null;
    });
    this.host.dispatch({ kind: 'run-ended', plan });
    await this.refresh();
    if (!ran.ok) return this.host.dispatch({ kind: 'failed', verb: 'run', problem: ran.problem });
    const { failed, exit, data } = ran.value.outcome;
    const report = (data as { readonly report: { readonly overall: string | null } | null }).report;
    const message =
      exit === 'interrupted'
        ? `${plan} was stopped; the next run goes on`
        : exit === 'waiting'
          ? `${plan} waits for a person: a approves, R rejects`
          : report?.overall
            ? `${plan} is proven: ${report.overall.slice(0, 16)}`
            : failed
              ? `${plan} is not proven`
              : `${plan} ran`;
    if (failed) this.host.dispatch({ kind: 'failed', verb: 'run', problem: { code: 'refused', message } });
    else this.host.dispatch({ kind: 'done', verb: 'run', message, hint: null, select: null, changed: false });
  }

  async #output(hash: string): Promise<void> {
    const ran = await this.#call({ verb: 'proof show', input: { hash } });
    const data = ran.ok
      ? (ran.value.outcome.data as { readonly stdout: string | null; readonly stderr: string | null })
      : null;
    const kept = [data?.stdout, data?.stderr].filter((text): text is string => !!text);
    const text = kept.join('').replace(/\n$/, '');
    this.host.dispatch({ kind: 'output', hash, text });
  }

  async #describe(name: string, prefill: Readonly<Record<string, string>>): Promise<void> {
    const { verb } = await loaded(name);
    const fields = describeFields(verb, prefill);
    if (fields.length === 0) return this.#verbs([{ verb: name, input: {} }], 'result');
    this.host.dispatch({
      kind: 'described',
      form: { verb: name, summary: verb.summary, writes: verb.writes, fields },
    });
  }

  async #verbs(calls: readonly VerbCall[], show: 'toast' | 'result'): Promise<void> {
    const [first] = calls;
    if (first?.verb === 'run' && !first.dryRun) {
      const { plan, ...options } = first.input;
      if (this.#stop) {
        const problem: Problem = {
          code: 'refused',
          message: 'a plan is running already',
          hint: 'S in view 3 stops it',
        };
        return this.host.dispatch({ kind: 'failed', verb: 'run', problem });
      }
      this.host.dispatch({
        kind: 'done',
        verb: 'run',
        message: `running ${String(plan)}`,
        hint: '3 shows it',
        select: null,
        changed: false,
      });
      return this.#run(String(plan), options);
    }
    let last: Ran | null = null;
    let done = 0;
    let message = '';
    for (const call of calls) {
      const ran = await this.#call(call);
      if (!ran.ok) {
        await this.refreshDocuments();
        const before = done > 0 ? `${done} of ${calls.length} done; then: ` : '';
        const problem = { ...ran.problem, message: `${before}${ran.problem.message}` };
        return this.host.dispatch({ kind: 'failed', verb: call.verb, problem });
      }
      done += 1;
      last = ran.value;
      message = (await this.#summary(last)) ?? message;
    }
    if (!last || !first) return;
    const { outcome, loaded: used } = last;
    const changed = used.verb.writes && !first.dryRun && (outcome.changes?.length ?? 0) > 0;
    if (changed || !used.verb.writes) await this.refreshDocuments();
    if (first.dryRun || (show === 'result' && !isMessage(outcome.data))) {
      const lines = await this.#show(last, first);
      if (lines.length > 1 || first.dryRun) {
        const accept = first.dryRun ? { verb: first.verb, input: first.input } : null;
        return this.host.dispatch({ kind: 'shown', verb: first.verb, title: first.verb, lines, accept });
      }
    }
    const note = outcome.notes?.[0] ?? null;
    const count = calls.length > 1 ? `${calls.length} × ${first.verb}; last: ` : '';
    const again = first.verb === 'undo' ? 'U does it again' : first.verb === 'redo' ? 'u undoes it' : null;
    const times = changed && calls.length > 1 ? `u, ${calls.length} times, undoes them` : null;
    if (outcome.failed && !changed)
      return this.host.dispatch({
        kind: 'failed',
        verb: first.verb,
        problem: { code: 'refused', message: message || `${first.verb} found errors` },
      });
    this.host.dispatch({
      kind: 'done',
      verb: first.verb,
      message: `${count}${message || first.verb}`,
      hint: again ?? times ?? note,
      select: selectOf(outcome.data),
      changed: changed && again === null && times === null,
    });
  }

  /** Only what a change of ours may have changed on the screen; links and findings follow. */
  async refreshDocuments(): Promise<void> {
    await this.#readDocuments();
    void this.refresh().then(() => this.#watch());
  }

  async #fix(findings: readonly Finding[], dryRun: boolean): Promise<void> {
    const context = await this.#context({ dryRun });
    if (!context.ok) return this.host.dispatch({ kind: 'failed', verb: 'fix', problem: context.problem });
    // A repair is about the text that was judged; that may have changed since it was shown.
    const now = await readFindings(workspaceOf(context.value));
    const fresh = findings.flatMap((one) => {
      const same = (other: Finding) =>
        other.fix && other.rule === one.rule && other.path === one.path && other.message === one.message;
      return now.find(same) ?? [];
    });
    if (fresh.length === 0) {
      void this.refresh();
      const problem: Problem = {
        code: 'changed-meanwhile',
        message: 'this has changed meanwhile',
        hint: 'look again',
      };
      return this.host.dispatch({ kind: 'failed', verb: 'fix', problem });
    }
    const fixed = await applyFixes(context.value, fresh);
    if (!fixed.ok) return this.host.dispatch({ kind: 'failed', verb: 'fix', problem: fixed.problem });
    if (dryRun) {
      const diff = await describeChanges(fixed.value.changes ?? [], this.#terminal());
      const input = { files: [], staged: false, fix: true, watch: false };
      const accept = { verb: 'validate', input };
      return this.host.dispatch({
        kind: 'shown',
        verb: 'fix',
        title: `Fix ${findings.length} problems`,
        lines: decode(diff),
        accept,
      });
    }
    await this.refresh();
    const [one] = findings;
    this.host.dispatch({
      kind: 'done',
      verb: 'fix',
      message: `fixed: ${one?.fix?.title ?? one?.rule}`,
      hint: null,
      select: null,
      changed: (fixed.value.changes?.length ?? 0) > 0,
    });
  }

  async #call(call: VerbCall, more: Partial<Context> = {}): Promise<Result<Ran>> {
    const used = await loaded(call.verb);
    const context =
      used.verb.needs === 'workspace'
        ? await this.#context({ dryRun: call.dryRun ?? false, person: this.#questions })
        : await openContext({
            needs: 'nothing',
            root: this.host.root,
            dryRun: call.dryRun ?? false,
            person: this.#questions,
            readInput: async () => '',
          });
    if (!context.ok) return context;
    const ownsTerminal = call.verb === 'edit' ? call.input.fromFile === undefined : call.input.edit === true;
    const run = () =>
      used.verb.run({ ...context.value, ...more }, { ...defaultsOf(used), ...call.input } as never);
    const result = ownsTerminal && !call.dryRun ? await this.host.withTerminal(run) : await run();
    return result.ok ? { ok: true, value: { outcome: result.value, loaded: used } } : result;
  }

  #terminal(): Terminal {
    const columns = Math.min(this.host.columns(), 140) - 4;
    return describeTerminal({
      isTTY: true,
      columns,
      env: this.host.color ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' },
    });
  }

  async #show({ outcome, loaded: { view } }: Ran, call: VerbCall) {
    const terminal = this.#terminal();
    if (call.dryRun && outcome.changes) {
      const diff = await describeChanges(outcome.changes, terminal);
      return decode(diff || 'nothing would change');
    }
    const notes = (outcome.notes ?? []).map((note) => `${note}\n`).join('');
    return decode(`${notes}${await layOut(view.pretty(outcome, terminal), terminal)}`);
  }

  async #summary(ran: Ran): Promise<string | null> {
    if (isMessage(ran.outcome.data)) return ran.outcome.data.message;
    const terminal = describeTerminal({ isTTY: true, columns: 200, env: { NO_COLOR: '1' } });
    const text = await layOut(ran.loaded.view.pretty(ran.outcome, terminal), terminal);
    const line = text.split('\n').find((one) => one.trim() !== '');
    return line?.trim().replace(/^[✓✗] /, '') ?? null;
  }
}

interface Ran {
  readonly outcome: Outcome<unknown>;
  readonly loaded: LoadedVerb;
}

async function loaded(name: string): Promise<LoadedVerb> {
  const loader = verbLoaders[name];
  if (!loader) throw new Error(`there is no verb ${name}`);
  return loader();
}

/** What the command line gives where nothing is said: empty lists, flags that are off. */
function defaultsOf({ verb }: LoadedVerb): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries({ ...verb.arguments, ...verb.options })) {
    if (parameter.kind === 'list') defaults[name] = [];
    if (parameter.kind === 'flag') defaults[name] = false;
  }
  return defaults;
}

function isMessage(data: unknown): data is { readonly message: string } {
  return typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string';
}

/** The document that was made, so that it is selected. */
function selectOf(data: unknown): string | null {
  return isMessage(data) && 'path' in data && typeof data.path === 'string' ? data.path : null;
}

/** Let keys that were pressed meanwhile be taken. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Every verb that the palette offers, by name. */
export async function offeredVerbs(): Promise<readonly VerbChoice[]> {
  const verbs = await Promise.all(Object.keys(verbLoaders).filter(isOffered).map(loaded));
  return verbs.map(({ verb: { name, summary, writes } }) => ({ name, summary, writes }));
}
