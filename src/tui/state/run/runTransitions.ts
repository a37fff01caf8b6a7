import type { RunnerEvent } from '../../../operations/verb.js';
import { type Event, type Printed, type Transition, transition, withToast } from '../event.js';
import { type Motion, moveBy } from '../lists.js';
import { bodyRows, documentById } from '../selectors.js';
import type { LiveTasc, Running, RunState, State } from '../state.js';
import { scrolledOutput } from './output.js';

export function runMotion(state: State, motion: Motion): Transition {
  const { run } = state;
  if (run.focus === 'history') {
    const history = moveBy(run.history, motion, run.shown?.runs.length ?? 0, bodyRows(state));
    return transition({ ...state, run: { ...run, history } });
  }
  // Who reads the output goes to its ends, not to those of the list.
  if (run.scroll !== null && motion === 'top') return transition({ ...state, run: { ...run, scroll: 0 } });
  if (run.scroll !== null && motion === 'bottom')
    return transition({ ...state, run: { ...run, scroll: null } });
  if (motion.startsWith('page') || motion.startsWith('half'))
    return transition({ ...state, run: { ...run, scroll: scrolledOutput(state, motion) } });
  const selected = moveBy(run.selected, motion, run.shown?.tascs.length ?? 0, bodyRows(state));
  return transition({ ...state, run: { ...run, selected, scroll: null, follows: false } });
}

/** The run view of a plan, from the beginning where it is another one. */
export function shownRun({ run }: State, plan: string): RunState {
  if (run.plan === plan) return { ...run, guesses: [] };
  return {
    ...run,
    plan,
    guesses: [],
    shown: null,
    problem: null,
    selected: 0,
    offset: 0,
    scroll: null,
    output: null,
    last: null,
    focus: 'tascs',
    history: 0,
  };
}

export function startRun(state: State, options: Readonly<Record<string, unknown>>): Transition {
  const { plan } = state.run;
  if (plan === null) return transition(state);
  return transition(
    { ...state, run: { ...state.run, focus: 'tascs', scroll: null, follows: true, last: null } },
    { kind: 'run', plan, options },
  );
}

/** Leave; a plan that runs would be stopped, so that takes a second key. */
export function quit(state: State): Transition {
  const { running } = state.run;
  if (!running || state.toast?.warnsOfLeaving) return transition(state, { kind: 'quit' });
  const warned = withToast(state, 'problem', `${running.plan} is running`, 'q again stops it and quits');
  const { toast } = warned.state;
  return { ...warned, state: { ...warned.state, toast: toast && { ...toast, warnsOfLeaving: true } } };
}

export function shownPlan(state: State, { id, plan, problem }: Extract<Event, { kind: 'plan' }>): Transition {
  const { run } = state;
  if (run.plan !== id) return transition(state);
  const [next, ...guesses] = run.guesses;
  if (next !== undefined && !run.running && !plan?.tascs.length)
    return transition({ ...state, run: { ...shownRun(state, next), guesses } }, { kind: 'plan', id: next });
  return transition({ ...state, run: { ...run, guesses: [], shown: plan, problem } });
}

const unstarted: LiveTasc = {
  state: 'waits',
  attempt: 0,
  started: null,
  milliseconds: null,
  lines: [],
  dropped: 0,
  why: '',
};

/** What happens in the current run. */
export function runnerEvent(state: State, plan: string, event: RunnerEvent, now: number): Transition {
  if (event.kind === 'planned') {
    const tascs = Object.fromEntries(
      event.tascs.map(({ tasc, proven }) => [
        tasc,
        { ...unstarted, state: proven ? 'skipped' : 'waits' } as LiveTasc,
      ]),
    );
    const known = state.run.plan === plan ? (state.run.shown?.tascs ?? []) : [];
    const before = Object.fromEntries(known.map(({ id, proof }) => [id, proof]));
    const running: Running = { plan, tascs, before, baseline: event.baseline, stopping: false };
    const shown = state.run.plan === null ? { ...state.run, plan } : state.run;
    return transition({ ...state, run: { ...shown, running, last: null, now } });
  }
  const { running } = state.run;
  if (
    !running ||
    running.plan !== plan ||
    event.kind === 'report' ||
    event.kind === 'swept' ||
    event.kind === 'probed'
  )
    return transition(state);
  const before = running.tascs[event.tasc] ?? unstarted;
  // What waits for a person has not failed, and neither has what comes after it.
  const isPaused = event.kind === 'blocked' && running.tascs[event.by]?.state === 'asks';
  const after = isPaused ? { ...before, why: `after ${event.by}` } : liveTasc(before, event, now);
  const next = { ...running, tascs: { ...running.tascs, [event.tasc]: after } };
  return transition({ ...state, run: followed({ ...state.run, running: next, now }) });
}

/** Until the person chooses a tasc, the one that runs is selected. */
function followed(run: RunState): RunState {
  const { follows, running, shown } = run;
  if (!follows || !running || running.plan !== run.plan) return run;
  const tascs = shown?.tascs ?? [];
  const runs = (at: number) => running.tascs[tascs[at]?.id ?? '']?.state === 'runs';
  const first = runs(run.selected) ? -1 : tascs.findIndex((_, at) => runs(at));
  return first < 0 ? run : { ...run, selected: first, scroll: null };
}

function liveTasc(
  tasc: LiveTasc,
  event: Exclude<RunnerEvent, { kind: 'planned' | 'report' | 'swept' | 'probed' }>,
  now: number,
): LiveTasc {
  switch (event.kind) {
    case 'started':
      return {
        ...tasc,
        state: 'runs',
        attempt: event.attempt,
        started: now,
        lines: [],
        dropped: 0,
        why: '',
      };
    case 'output':
      return tasc;
    case 'gate':
      return event.gate.passed ? tasc : { ...tasc, why: `${event.gate.name}: ${event.gate.message}` };
    case 'retried':
      return { ...tasc, attempt: event.attempt };
    case 'finished':
      return {
        ...tasc,
        state: event.passed ? 'passed' : event.ended === 'interrupted' ? 'stopped' : 'failed',
        milliseconds: event.milliseconds,
        why: event.why,
      };
    case 'blocked':
      return { ...tasc, state: 'blocked', why: `needs ${event.by}` };
    case 'waiting':
      return { ...tasc, state: 'asks', why: event.message };
  }
}

/** More output of a tasc. Where its first lines are dropped, what is read of it stays where it is. */
export function printedMore(state: State, plan: string, { tasc, lines, dropped }: Printed): Transition {
  const { running, scroll, shown, selected } = state.run;
  if (!running || running.plan !== plan) return transition(state);
  const before = running.tascs[tasc] ?? unstarted;
  const tascs = { ...running.tascs, [tasc]: { ...before, lines, dropped } };
  const isRead = scroll !== null && shown?.tascs[selected]?.id === tasc;
  const run = { ...state.run, running: { ...running, tascs } };
  if (!isRead) return transition({ ...state, run });
  return transition({ ...state, run: { ...run, scroll: Math.max(0, scroll - (dropped - before.dropped)) } });
}

export function runEnded(state: State, plan: string): Transition {
  const { running } = state.run;
  const last = running ?? state.run.last;
  const ended: RunState = { ...state.run, running: null, last, shown: passedIn(state.run.shown, last) };
  // What went wrong, or waits, is what there is to look at.
  const tascs = ended.shown?.tascs ?? [];
  const at = (wanted: LiveTasc['state']) => tascs.findIndex(({ id }) => last?.tascs[id]?.state === wanted);
  const selected = [at('failed'), at('asks')].find((one) => one >= 0);
  const isFollowed = ended.follows && last?.plan === ended.plan && selected !== undefined;
  const run = { ...ended, follows: false, ...(isFollowed ? { selected } : {}) };
  return transition({ ...state, run }, { kind: 'plan', id: plan });
}

/** The plan with what just passed, until it is read again. */
function passedIn(shown: RunState['shown'], last: Running | null): RunState['shown'] {
  if (!shown || !last || last.plan !== shown.id || last.baseline) return shown;
  const tascs = shown.tascs.map((tasc) =>
    last.tascs[tasc.id]?.state === 'passed' ? { ...tasc, state: 'fresh' as const, why: '' } : tasc,
  );
  return { ...shown, tascs };
}

/** The title of the plan in the run view. */
export function planTitle({ run, data }: State): string {
  if (!run.plan) return '';
  return documentById(data, run.plan)?.title ?? run.shown?.title ?? '';
}
