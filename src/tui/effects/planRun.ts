import type { Result } from '../../model/result.js';
import type { Outcome, RunnerEvent } from '../../operations/verb.js';
import type { ShownProof } from '../../operations/verbs/proofs/proofShow.js';
import type { Host } from './host.js';
import type { LiveData } from './liveData.js';
import { OutputFollower } from './outputFollower.js';
import type { Ran, VerbCalls } from './verbCalls.js';

/** The plan that runs, one at a time. */
export class PlanRun {
  #stop: AbortController | null = null;
  #end: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: Host,
    readonly calls: VerbCalls,
    readonly live: LiveData,
  ) {}

  get isRunning(): boolean {
    return this.#stop !== null;
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** Ends when nothing runs any more. */
  async ended(): Promise<void> {
    await this.#end;
  }

  /** Run a plan and tell how it ended. `options`: those of the verb that are not off. */
  async start(plan: string, options: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#stop) return;
    const { dispatch } = this.host;
    const stop = new AbortController();
    this.#stop = stop;
    const ticks = setInterval(() => dispatch({ kind: 'tick', now: Date.now() }), 200);
    const output = new OutputFollower((printed) => dispatch({ kind: 'printed', plan, printed }));
    const running = this.calls.call(
      { verb: 'run', input: { plan, keepGoing: true, ...options } },
      {
        stop: stop.signal,
        emit(event) {
          if (event.kind === 'printed') return output.add(event.tasc, event.chunk);
          // The last lines alone are for those who do not follow the rest.
          if (event.kind === 'output' || event.kind === 'pass' || event.kind === 'planning') return;
          if (event.kind === 'finished') output.end(event.tasc);
          dispatch({ kind: 'runner', plan, event, now: Date.now() });
        },
      },
    );
    this.#end = running.catch(() => null);
    const ran = await running.finally(() => {
      clearInterval(ticks);
      output.flush();
      this.#stop = null;
    });
    dispatch({ kind: 'run-ended', plan });
    this.#tell(plan, ran, options.baseline === true);
    await this.live.refresh('anything');
  }

  #tell(plan: string, ran: Result<Ran>, isBaseline: boolean): void {
    const { dispatch } = this.host;
    // Another name than the verb's: nobody waits for its end as for that of a verb.
    const verb = 'running';
    if (!ran.ok) {
      // The key that asks again is nearer than the command.
      const isDeclined = ran.problem.code === 'needs-person';
      const problem = isDeclined ? { ...ran.problem, hint: 'r asks again' } : ran.problem;
      dispatch({ kind: 'failed', verb, problem });
      return;
    }
    const { outcome } = ran.value;
    const [message, hint = null] = isBaseline ? endOfBaseline(plan, outcome) : endOf(plan, outcome);
    if (outcome.failed) {
      const problem = { code: 'refused', message, ...(hint === null ? {} : { hint }) } as const;
      dispatch({ kind: 'failed', verb, problem });
    } else dispatch({ kind: 'done', verb, message, hint, select: null, changed: false });
  }

  /** The output that is kept of a proof. */
  async showOutput(hash: string): Promise<void> {
    const ran = await this.calls.call({ verb: 'proof show', input: { hash } });
    const data = ran.ok ? (ran.value.outcome.data as ShownProof) : null;
    const kept = [data?.stdout, data?.stderr].filter((text): text is string => !!text);
    const { event } = data ?? {};
    const printed = event && 'stdout' in event ? event.stdout.bytes + event.stderr.bytes : 0;
    const text = kept.join('');
    const isCut = printed > Buffer.byteLength(text);
    this.host.dispatch({ kind: 'output', hash, text: text.replace(/\n$/, ''), isCut });
  }
}

type Report = Extract<RunnerEvent, { kind: 'report' }>['report'];

/** How a run ended, and what may come next. */
function endOf(plan: string, { failed, exit, data }: Outcome<unknown>): readonly [string, string?] {
  const { report } = data as { readonly report: Report | null };
  const ended = endings(report);
  if (exit === 'interrupted') return [`${plan} was stopped`, 'r continues'];
  if (exit === 'waiting') return [`${plan} waits for a person: a approves, R rejects`];
  const ran = ended('proven');
  if (report?.overall && ran.length === 0)
    return [`${plan} was proven already: ${report.overall.slice(0, 16)}`, 'F runs everything again'];
  if (report?.overall) return [`${plan} is proven: ${report.overall.slice(0, 16)}`];
  if (!failed) return [`${ran.join(', ') || plan} passed; other tascs are not proven yet`, 'r runs them'];
  const wrong = ended('failed');
  return [wrong.length > 0 ? `${plan} is not proven: ${wrong.join(', ')}` : `${plan} is not proven`];
}

/** Before the work a check should fail; one that passes shows nothing about it. */
function endOfBaseline(plan: string, { exit, data }: Outcome<unknown>): readonly [string, string?] {
  const ended = endings((data as { readonly report: Report | null }).report);
  if (exit === 'interrupted') return [`the baseline of ${plan} was stopped`];
  const failed = ended('failed').length;
  const all = failed + ended('proven').length;
  return [`baseline of ${plan}: ${failed} of ${all} failed, as all should before the work`];
}

function endings(report: Report | null): (wanted: string) => string[] {
  return (wanted) =>
    Object.entries(report?.outcomes ?? {}).flatMap(([tasc, outcome]) => (outcome === wanted ? [tasc] : []));
}
