import type { Result } from '../../model/result.js';
import type { Outcome, RunnerEvent } from '../../operations/verb.js';
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
        onRunnerEvent(event) {
          // The last lines alone are for those who do not follow the rest.
          if (event.kind === 'output') return;
          if (event.kind === 'finished') output.end(event.tasc);
          dispatch({ kind: 'runner', plan, event, now: Date.now() });
        },
        onOutput: (tasc, chunk) => output.add(tasc, chunk),
      },
    );
    this.#end = running.catch(() => null);
    const ran = await running.finally(() => {
      clearInterval(ticks);
      output.flush();
      this.#stop = null;
    });
    dispatch({ kind: 'run-ended', plan });
    this.#tell(plan, ran);
    await this.live.refresh('anything');
  }

  #tell(plan: string, ran: Result<Ran>): void {
    const { dispatch } = this.host;
    const message = ran.ok ? endOf(plan, ran.value.outcome) : '';
    const failed = ran.ok && ran.value.outcome.failed ? ({ code: 'refused', message } as const) : null;
    const problem = ran.ok ? failed : ran.problem;
    // Another name than the verb's: nobody waits for its end as for that of a verb.
    const verb = 'running';
    if (problem) dispatch({ kind: 'failed', verb, problem });
    else dispatch({ kind: 'done', verb, message, hint: null, select: null, changed: false });
  }

  /** The output that is kept of a proof. */
  async showOutput(hash: string): Promise<void> {
    const ran = await this.calls.call({ verb: 'proof show', input: { hash } });
    const data = ran.ok
      ? (ran.value.outcome.data as { readonly stdout: string | null; readonly stderr: string | null })
      : null;
    const kept = [data?.stdout, data?.stderr].filter((text): text is string => !!text);
    this.host.dispatch({ kind: 'output', hash, text: kept.join('').replace(/\n$/, '') });
  }
}

type Report = Extract<RunnerEvent, { kind: 'report' }>['report'];

function endOf(plan: string, { failed, exit, data }: Outcome<unknown>): string {
  const { report } = data as { readonly report: Report | null };
  if (exit === 'interrupted') return `${plan} was stopped; the next run goes on`;
  if (exit === 'waiting') return `${plan} waits for a person: a approves, R rejects`;
  if (report?.overall) return `${plan} is proven: ${report.overall.slice(0, 16)}`;
  if (!failed) return `${plan} ran`;
  const outcomes = Object.entries(report?.outcomes ?? {});
  const wrong = outcomes.filter(([, outcome]) => outcome === 'failed').map(([tasc]) => tasc);
  return wrong.length > 0 ? `${plan} is not proven: ${wrong.join(', ')}` : `${plan} is not proven`;
}
