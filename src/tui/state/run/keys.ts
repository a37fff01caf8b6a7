import type { Binding, Pane, Reason } from '../binding.js';
import { readFocused } from '../documents/navigation.js';
import { type Transition, transition } from '../event.js';
import { noDocument } from '../focused.js';
import { typed } from '../overlays/text.js';
import { openPlans } from '../selectors.js';
import type { RunState, State } from '../state.js';
import { showRun } from './runHistory.js';
import { startRun } from './runTransitions.js';

const panes: readonly Pane[] = ['run'];

// biome-ignore format: a row a binding where it fits
export const runKeys: readonly Binding[] = [
  {
    keys: ['enter'],
    panes,
    help: "read the plan's document, or all of a run of its ledger",
    disabled(state) {
      const { focus, shown } = state.run;
      if (focus === 'history') return shown?.runs.length ? null : ['no runs yet'];
      return noPlan(state) ?? noDocument(state);
    },
    run: (state) => (state.run.focus === 'history' ? showRun(state) : readFocused(state)),
  },
  { keys: ['r'], panes, help: 'run the plan', hint: 'run', disabled: notRunnable, run: (state) => startRun(state, {}) },
  {
    keys: ['S'],
    panes,
    help: 'stop what runs',
    hint: 'stop',
    waits: 'never',
    disabled: ({ run }) => (run.running ? null : ['nothing is running']),
    run(state) {
      const { running } = state.run;
      return transition(inRun(state, { running: running && { ...running, stopping: true } }), {
        kind: 'stop',
      });
    },
  },
  {
    keys: ['f'],
    panes,
    help: 'run the selected tasc again',
    hint: 'again',
    disabled: notRunnable,
    hinted: (state) => selectedTasc(state)?.state === 'failed',
    run(state) {
      const tasc = selectedTasc(state);
      // What it needs is run again only where the person wants again what is proven already.
      return tasc ? startRun(state, { only: [tasc.id], force: tasc.state === 'fresh' }) : transition(state);
    },
  },
  { keys: ['F'], panes, help: 'run everything again, proven or not', disabled: notRunnable, run: (state) => startRun(state, { force: true }) },
  { keys: ['b'], panes, help: 'run the checks before the work', disabled: notRunnable, run: (state) => startRun(state, { baseline: true }) },
  { keys: ['a'], panes, help: 'approve the selected tasc', hint: 'approve', waits: 'always', disabled: notManual, run: (state) => askWhy(state, 'approve') },
  {
    keys: ['R'],
    panes,
    help: 'reject the selected tasc, with a reason',
    hint: 'reject',
    waits: 'always',
    disabled: notManual,
    run: (state) => askWhy(state, 'reject'),
  },
  {
    keys: ['v'],
    panes,
    help: 'verify the ledger and its proofs',
    hint: 'verify',
    waits: 'always',
    disabled: noPlan,
    run: (state) =>
      transition(
        { ...state, busy: 'verify' },
        { kind: 'verbs', calls: [{ verb: 'verify', input: { subject: state.run.plan } }], show: 'result' },
      ),
  },
  {
    keys: ['y'],
    panes,
    help: 'runs of the ledger',
    hint: 'history',
    run: (state) =>
      transition(inRun(state, { focus: state.run.focus === 'history' ? 'tascs' : 'history', history: 0 })),
  },
  { keys: ['left', 'h'], panes, help: 'go to the tascs', run: (state) => transition(inRun(state, { focus: 'tascs' })) },
  { keys: ['right', 'l'], panes, help: 'go to the runs', run: (state) => transition(inRun(state, { focus: 'history' })) },
  {
    keys: ['p'],
    panes,
    help: 'choose another plan',
    hint: 'plan',
    disabled: (state) => (plansOf(state).length > 0 ? null : ['no plan yet', 'n makes one']),
    run: choosePlan,
  },
];

function inRun(state: State, changes: Partial<RunState>): State {
  return { ...state, run: { ...state.run, ...changes } };
}

function selectedTasc({ run }: State) {
  return run.shown?.tascs[run.selected];
}

function noPlan({ run }: State): Reason | null {
  return run.plan === null ? ['no plan is selected', 'p chooses one, n makes one'] : null;
}

function notRunnable(state: State): Reason | null {
  const { plan, shown, problem, running } = state.run;
  if (running) return [`${running.plan} is running`, 'S stops it'];
  if (plan && !shown && !problem) return [`${plan} is still being read`, 'r again, in a moment'];
  if (!plan || !shown) return ['no plan to run', 'p chooses one, n makes one'];
  if (shown.tascs.length > 0) return null;
  return [`${plan} cannot run: ${shown.problems[0] ?? 'it has no tascs'}`, 'e opens the editor'];
}

function notManual(state: State): Reason | null {
  const tasc = selectedTasc(state);
  if (!tasc) return ['no tasc is selected'];
  return tasc.manual ? null : [`${tasc.id} is decided by its command`, 'only manual tascs are approved'];
}

/** Ask for the reason of a decision on the selected tasc. */
function askWhy(state: State, decision: 'approve' | 'reject'): Transition {
  const subject = `${state.run.plan}/${selectedTasc(state)?.id}`;
  const title =
    decision === 'approve' ? `Approve ${subject}; a reason, if you like` : `Reject ${subject}; the reason`;
  const purpose = { kind: decision, subject } as const;
  const optional = decision === 'approve';
  return transition({
    ...state,
    overlays: [...state.overlays, { kind: 'prompt', title, typed: typed(), purpose, optional }],
  });
}

function plansOf(state: State) {
  return openPlans(state).filter(({ id }) => id);
}

function choosePlan(state: State): Transition {
  const plans = plansOf(state);
  return transition({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: 'Plan',
        choices: plans.map(({ id, title, status }) => ({
          value: id ?? '',
          label: `${id}  ${title}  (${status})`,
        })),
        typed: typed(),
        selected: Math.max(
          0,
          plans.findIndex(({ id }) => id === state.run.plan),
        ),
        purpose: { kind: 'plan' },
      },
    ],
  });
}
