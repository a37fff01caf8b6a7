import { randomUUID } from 'node:crypto';
import { type FileOperation, pathsOf } from '../../model/fileOperation.js';
import type { Finding } from '../../model/finding.js';
import { fixAgain } from '../../operations/live/fixAgain.js';
import { type VerbName, verbLoaders } from '../../operations/registry.js';
import type { VerbCall } from '../state/overlays/overlay.js';
import { describeFields } from './describe.js';
import { contextOf, type Host } from './host.js';
import type { LiveData } from './liveData.js';
import type { PlanRun } from './planRun.js';
import { isMessage, type Ran, type VerbCalls } from './verbCalls.js';

/** What a person does with documents: verbs, their forms, repairs. */
export class Acting {
  constructor(
    readonly host: Host,
    readonly calls: VerbCalls,
    readonly live: LiveData,
    readonly run: PlanRun,
  ) {}

  /** Open the form of a verb; one that asks for nothing runs at once. */
  async describe(name: VerbName, prefill: Readonly<Record<string, string>>): Promise<void> {
    const { verb } = await verbLoaders[name]();
    const fields = describeFields(verb, prefill);
    if (fields.length === 0) return this.act([{ verb: name, input: {} }], 'result');
    const form = { verb: name, summary: verb.summary, writes: verb.writes, fields };
    this.host.dispatch({ kind: 'described', form });
  }

  /** Call verbs one after the other until one fails, and tell what came of it. */
  async act(calls: readonly VerbCall[], show: 'toast' | 'result'): Promise<void> {
    const [first] = calls;
    if (!first) return;
    if (first.verb === 'run' && !first.dryRun) return this.#startRun(first);
    let last: Ran | null = null;
    let message = '';
    const changed = new Set<string>();
    // What one key did to several documents is undone by one key.
    const group = calls.length > 1 ? { group: randomUUID() } : {};
    for (const [done, call] of calls.entries()) {
      const ran = await this.calls.call(call, group);
      if (!ran.ok) {
        await this.#refresh(changed);
        const before = done > 0 ? `${done} of ${calls.length} done; then: ` : '';
        const problem = { ...ran.problem, message: `${before}${ran.problem.message}` };
        return this.host.dispatch({ kind: 'failed', verb: first.verb, problem });
      }
      last = ran.value;
      if (!call.dryRun) for (const path of allPathsOf(last.outcome.changes ?? [])) changed.add(path);
      message = (await this.calls.summary(last)) ?? message;
    }
    if (!last) return;
    await this.#refresh(changed);
    await this.#tell(calls, last, message, show);
  }

  /** Hand the terminal to the editor. */
  edit(path: string, line: number | null): Promise<void> {
    const input = { document: path, ...(line === null ? {} : { line }) };
    return this.act([{ verb: 'edit', input }], 'toast');
  }

  async #startRun({ input: { plan, ...options } }: VerbCall): Promise<void> {
    const { dispatch } = this.host;
    if (this.run.isRunning) {
      const message = 'a plan is running already';
      const problem = { code: 'refused', message, hint: 'S in view 3 stops it' } as const;
      return dispatch({ kind: 'failed', verb: 'run', problem });
    }
    const message = `running ${String(plan)}`;
    dispatch({ kind: 'done', verb: 'run', message, hint: '3 shows it', select: null, changed: false });
    return this.run.start(String(plan), options);
  }

  async #tell(
    calls: readonly VerbCall[],
    last: Ran,
    message: string,
    show: 'toast' | 'result',
  ): Promise<void> {
    const { dispatch } = this.host;
    const { outcome, loaded } = last;
    const [first] = calls;
    if (!first) return;
    const { verb, dryRun, input } = first;
    const changed = loaded.verb.writes && !dryRun && (outcome.changes?.length ?? 0) > 0;
    if (dryRun || (show === 'result' && !isMessage(outcome.data))) {
      const lines = await this.calls.show(last, first);
      const accept = dryRun ? { verb, input } : null;
      if (lines.length > 1 || dryRun) return dispatch({ kind: 'shown', verb, title: verb, lines, accept });
    }
    if (outcome.failed && !changed) {
      const problem = { code: 'refused', message: message || `${verb} found errors` } as const;
      return dispatch({ kind: 'failed', verb, problem });
    }
    const count = calls.length > 1 ? `${calls.length} × ${verb}; last: ` : '';
    // What the command line does next is a key here.
    const note = verb === 'approve' && outcome.notes?.[0] ? 'r continues' : (outcome.notes?.[0] ?? null);
    const again = verb === 'undo' ? 'U does it again' : verb === 'redo' ? 'u undoes it' : null;
    dispatch({
      kind: 'done',
      verb,
      message: `${count}${message || verb}`,
      hint: again ? [again, ...(note ? [note] : [])].join('; ') : note,
      select: selectOf(outcome.data),
      changed: changed && again === null,
    });
  }

  /** Show what repairing everything would change; accepted, the same verb repairs what it finds by then. */
  async tryFixes(): Promise<void> {
    const { dispatch } = this.host;
    const call: VerbCall = { verb: 'validate', input: { fix: true } };
    const ran = await this.calls.call({ ...call, dryRun: true });
    if (!ran.ok) return dispatch({ kind: 'failed', verb: 'fix', problem: ran.problem });
    const { findings = [], changes = [] } = ran.value.outcome;
    const count = findings.filter(({ fix }) => fix).length;
    if (changes.length === 0) {
      const message = 'nothing here can be fixed with certainty';
      return dispatch({ kind: 'failed', verb: 'fix', problem: { code: 'refused', message } });
    }
    const title = `Fix ${count} ${count === 1 ? 'problem' : 'problems'}`;
    const lines = await this.calls.diff(changes);
    dispatch({ kind: 'shown', verb: 'fix', title, lines, accept: call });
  }

  /** Repair what one finding is about. */
  async fix(finding: Finding): Promise<void> {
    const { dispatch } = this.host;
    const context = await contextOf(this.host);
    const fixed = context.ok ? await fixAgain(context.value, finding) : context;
    if (!fixed.ok) {
      await this.live.refresh('anything');
      return dispatch({ kind: 'failed', verb: 'fix', problem: fixed.problem });
    }
    const changes = fixed.value.changes ?? [];
    await this.#refresh(allPathsOf(changes));
    const message = `fixed: ${finding.fix?.title ?? finding.rule}`;
    const changed = changes.length > 0;
    dispatch({ kind: 'done', verb: 'fix', message, hint: null, select: null, changed });
  }

  /** Show what our own changes say, and watch from now on: `init` may have made the first document. */
  async #refresh(paths: ReadonlySet<string>): Promise<void> {
    await this.live.refresh(paths);
    void this.live.watch();
  }
}

/** The files that changes touch. */
function allPathsOf(changes: readonly FileOperation[]): ReadonlySet<string> {
  return new Set(changes.flatMap(pathsOf));
}

/** The document that was made, so that it is selected. */
function selectOf(data: unknown): string | null {
  return isMessage(data) && 'path' in data && typeof data.path === 'string' ? data.path : null;
}
