import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunnerEvent } from '../../../src/operations/verb.js';
import { outputLines } from '../../../src/tui/state/run/output.js';
import { runDepths } from '../../../src/tui/state/run/runLayout.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed } from '../support/press.js';
import { samplePlan, sampleState } from '../support/states.js';

const plan = 'PLAN-001';

/** The run view with the sample's plan, its tascs changed. */
function viewed(
  tascs: (tasc: (typeof samplePlan.tascs)[number]) => Partial<(typeof samplePlan.tascs)[number]> = () => ({}),
  columns = 120,
): State {
  const shown = { ...samplePlan, tascs: samplePlan.tascs.map((one) => ({ ...one, ...tascs(one) })) };
  return happened(pressed(sampleState(columns, 24), '3').state, {
    kind: 'plan',
    id: plan,
    plan: shown,
    problem: null,
  }).state;
}

function ran(state: State, ...events: readonly (RunnerEvent | ReturnType<typeof printed>)[]): State {
  const all = events.map((event) =>
    'printed' in event
      ? ({ kind: 'printed', plan, ...event } as const)
      : ({ kind: 'runner', plan, event, now: 1000 } as const),
  );
  return happened(state, ...all).state;
}

const planned: RunnerEvent = {
  kind: 'planned',
  baseline: false,
  tascs: samplePlan.tascs.map(({ id }) => ({ tasc: id, title: id, command: '', proven: false })),
};
const started = (tasc: string): RunnerEvent => ({ kind: 'started', tasc, attempt: 1 });
const printed = (tasc: string, lines: readonly string[], dropped = 0) =>
  ({ printed: { tasc, lines, dropped } }) as const;
const finished = (
  tasc: string,
  passed: boolean,
  why = '',
  ended: 'interrupted' | null = null,
): RunnerEvent => ({
  kind: 'finished',
  tasc,
  passed,
  why,
  ended,
  attempt: 1,
  proof: 'c'.repeat(64),
  milliseconds: 10,
});

function screen(state: State): string[] {
  return composeFrame(state).map((line) => line.map(({ text }) => text).join(''));
}

test('a plan in which everything needs everything before it is drawn at once', () => {
  const [first] = samplePlan.tascs;
  assert.ok(first);
  const ids = Array.from({ length: 60 }, (_, at) => `tasc-${at}`);
  const tascs = ids.map((id, at) => ({ ...first, id, needs: ids.slice(0, at) }));
  const { state } = happened(pressed(sampleState(120, 24), '3').state, {
    kind: 'plan',
    id: plan,
    plan: { ...samplePlan, tascs },
    problem: null,
  });
  const indents = screen(state).flatMap((row) => /^ . ( *)tasc-\d+ /.exec(row)?.[1]?.length ?? []);
  assert.equal(indents.slice(0, 6), [0, 2, 4, 6, 8, 8]);
});

test('leaving while a plan runs takes a second key', () => {
  const running = ran(viewed(), planned, started('build'));
  const first = pressed(running, 'q');
  assert.not.ok(first.effects.some(({ kind }) => kind === 'quit'));
  assert.match(screen(first.state).at(-1) ?? '', 'PLAN-001 is running   q again stops it and quits');
  assert.ok(pressed(first.state, 'q').effects.some(({ kind }) => kind === 'quit'));
  // Another message stands there meanwhile: it is asked again.
  const other = pressed(pressed(first.state, 'r').state, 'q');
  assert.not.ok(other.effects.some(({ kind }) => kind === 'quit'));
  const ended = happened(running, { kind: 'run-ended', plan }).state;
  assert.ok(pressed(ended, 'q').effects.some(({ kind }) => kind === 'quit'));
});

test('the status line offers what can be done: stop while it runs, a decision where one is taken', () => {
  const idle = screen(viewed()).at(-1) ?? '';
  assert.match(idle, ' r run ');
  assert.not.match(idle, 'S stop');
  assert.not.match(idle, 'approve');
  assert.match(screen(pressed(viewed(), 'j').state).at(-1) ?? '', 'a approve');
  const running = screen(ran(viewed(), planned, started('build')));
  assert.match(running.at(-1) ?? '', 'S stop');
  assert.not.match(running.at(-1) ?? '', ' r run ');
  assert.not.match(running.join('\n'), 'consent');
});

test('a failed tasc is run again by itself, a proven one with what it needs', () => {
  const options = (state: State) => {
    const effect = pressed(state, 'f').effects.find(({ kind }) => kind === 'run');
    return effect?.kind === 'run' ? effect.options : null;
  };
  assert.equal(options(viewed(() => ({ state: 'failed' }))), { only: ['build'], force: false });
  assert.equal(options(viewed(() => ({ state: 'fresh' }))), { only: ['build'], force: true });
});

test('the selection goes with what runs until a tasc is chosen, and ends where it failed', () => {
  const begun = pressed(viewed(), 'r').state;
  const second = ran(begun, planned, started('build'), finished('build', true), started('ship'));
  assert.is(second.run.selected, 2);
  const chosen = ran(pressed(second, 'k', 'k').state, started('review'));
  assert.is(chosen.run.selected, 0);
  const failed = ran(
    begun,
    planned,
    started('build'),
    finished('build', false, 'exit code 1'),
    started('ship'),
  );
  assert.is(happened(ran(failed, finished('ship', true)), { kind: 'run-ended', plan }).state.run.selected, 0);
});

test('what just passed does not fall back to what it was while the plan is read again', () => {
  const state = ran(
    viewed(() => ({ state: 'failed' })),
    planned,
    started('build'),
    finished('build', true),
  );
  const ended = screen(happened(state, { kind: 'run-ended', plan }).state);
  assert.match(ended.find((line) => line.includes('build')) ?? '', '✓ build');
});

test('a run that was stopped shows what it printed, not what an older proof kept', () => {
  const kept = happened(viewed(), { kind: 'output', hash: 'a'.repeat(64), text: 'old', isCut: false }).state;
  assert.equal(outputLines(kept), ['old']);
  const running = ran(kept, planned, started('build'));
  assert.equal(outputLines(running), []);
  const stopped = ran(
    running,
    printed('build', ['new']),
    finished('build', false, 'it was interrupted', 'interrupted'),
  );
  assert.equal(outputLines(happened(stopped, { kind: 'run-ended', plan }).state), ['new']);
});

test('long lines of output are broken, not cut, and paging shows every one of them', () => {
  const long = Array.from({ length: 40 }, (_, at) => `<${at}> ${'x'.repeat(100)} </${at}>`);
  for (const columns of [120, 80]) {
    let state = ran(viewed(undefined, columns), planned, started('build'), printed('build', long));
    let seen = screen(state).join('\n');
    assert.match(seen, '</39>');
    for (let page = 0; page < 30; page++) {
      state = pressed(state, 'pageup').state;
      seen += screen(state).join('\n');
    }
    assert.is(state.run.scroll, 0);
    assert.match(screen(state).join('\n'), 'from line 1 of 40: Home its start, Esc its end');
    assert.is(pressed(state, 'escape').state.run.scroll, null);
    for (let at = 0; at < 40; at++) assert.match(seen, `</${at}>`, `line ${at} at ${columns}`);
    let down = '';
    for (let page = 0; page < 30; page++) {
      down += screen(state).join('\n');
      state = pressed(state, 'pagedown').state;
    }
    assert.is(state.run.scroll, null);
    for (let at = 0; at < 40; at++) assert.match(down, `</${at}>`, `line ${at} at ${columns}`);
  }
});

test('what is read stays where it is while lines are let go', () => {
  const many = Array.from({ length: 2002 }, (_, at) => `line ${at}`);
  const full = ran(viewed(), planned, started('build'), printed('build', many.slice(0, 2000)));
  const reading = pressed(full, 'pageup').state;
  const top = (state: State) =>
    screen(state)
      .find((line) => /│ line \d+/.test(line))
      ?.replace(/.*│ line/, '');
  const row = top(reading);
  assert.ok(row);
  const later = ran(reading, printed('build', many.slice(2), 2));
  assert.is(top(later), row);
});

test('a failed plan says what failed, and a rejected tasc is shown as rejected', () => {
  assert.match(
    screen(viewed((one) => (one.id === 'ship' ? { state: 'failed' } : {})))[2] ?? '',
    '✗ ship failed',
  );
  assert.match(screen(viewed())[2] ?? '', '? review waits for a person   a approves, R rejects');
  const waiting = { approvals: 0, needed: 1, rejected: 'no' };
  const rejected = screen(viewed((one) => (one.id === 'review' ? { waiting, why: 'rejected: no' } : {})));
  assert.match(rejected[2] ?? '', '✗ review was rejected   a approves after all');
  assert.match(rejected.join('\n'), /✗ +review +rejected .*rejected: no/);
});

test('a rejection needs a reason, and says so', () => {
  const asked = pressed(viewed(), 'j', 'R', 'enter').state;
  assert.is(asked.overlays.length, 1);
  assert.match(screen(asked).join('\n'), 'a reason is needed');
});

test('without a choice the run view looks for a plan that has something to run', () => {
  const start = sampleState();
  const [one] = start.data.documents.filter(({ type }) => type === 'plan');
  assert.ok(one);
  const documents = ['PLAN-001', 'PLAN-002', 'PLAN-003'].map((id) => ({
    ...one,
    id,
    path: `dev_ops/plans/${id}.md`,
    status: id === 'PLAN-002' ? 'Active' : 'Draft',
    closed: false,
  }));
  const several = happened(start, { kind: 'data', data: { documents } }).state;
  const empty = { ...samplePlan, tascs: [] };
  const tell = (state: State, id: string, shown: typeof samplePlan) =>
    happened(state, { kind: 'plan', id, plan: { ...shown, id }, problem: null });

  const first = pressed(several, '3');
  assert.equal(first.effects, [{ kind: 'plan', id: 'PLAN-002' }], 'the one that is worked on comes first');
  const second = tell(first.state, 'PLAN-002', empty);
  assert.equal(second.effects, [{ kind: 'plan', id: 'PLAN-003' }]);
  assert.is(tell(second.state, 'PLAN-003', samplePlan).state.run.shown?.id, 'PLAN-003');

  const third = tell(second.state, 'PLAN-003', empty);
  const back = tell(third.state, 'PLAN-001', empty);
  assert.equal(back.effects, [{ kind: 'plan', id: 'PLAN-002' }], 'none has: the first it is');
  const shown = tell(back.state, 'PLAN-002', empty);
  assert.equal(shown.effects, []);
  assert.is(shown.state.run.shown?.id, 'PLAN-002');
});

test('in the run view a plan is made', () => {
  const top = pressed(viewed(), 'n').state.overlays.at(-1);
  assert.ok(top?.kind === 'create' && top.type === 'plan' && top.column === null);
});

test('a run of the ledger is shown in full, its whole hash too', () => {
  const runs = samplePlan.runs.map((one, at) =>
    at === 0 ? { ...one, verified: true, overall: 'd'.repeat(64) } : one,
  );
  const shown = { ...samplePlan, runs };
  const history = happened(pressed(viewed(), 'y').state, {
    kind: 'plan',
    id: plan,
    plan: shown,
    problem: null,
  });
  const first = screen(pressed(history.state, 'enter').state).join('\n');
  assert.match(first, 'A run of PLAN-001');
  assert.match(first, 'd'.repeat(64));
  assert.match(first, 'c'.repeat(40));
  assert.match(screen(pressed(history.state, 'j', 'enter').state).join('\n'), '◇ baseline, stopped');
  assert.is(pressed(viewed(), 'enter').state.view, 'documents');
});

test('a plan of layers that all need each other is drawn at once, each layer further in', () => {
  const [first] = samplePlan.tascs;
  assert.ok(first);
  const wide = 30;
  const tascs = Array.from({ length: 12 * wide }, (_, at) => {
    const layer = Math.floor(at / wide);
    const needs = layer === 0 ? [] : Array.from({ length: wide }, (_, one) => `t${(layer - 1) * wide + one}`);
    return { ...first, id: `t${at}`, title: '', needs };
  });
  const depths = runDepths(tascs);
  assert.is(depths.get('t0'), 0);
  assert.is(depths.get(`t${12 * wide - 1}`), 11);
  const state = viewed();
  const shown = { ...samplePlan, tascs };
  assert.match(
    screen(happened(state, { kind: 'plan', id: plan, plan: shown, problem: null }).state).join('\n'),
    't0 ',
  );
});

test('before the work a check that passes is no proof, and one that fails is no failure', () => {
  const baseline = { ...planned, baseline: true } as RunnerEvent;
  const going = ran(
    viewed(() => ({ state: 'missing', waiting: null })),
    baseline,
    started('build'),
    started('ship'),
  );
  const done = ran(going, finished('build', true), finished('ship', false, 'exit code 1'));
  const row = (state: State, id: string) =>
    screen(state).find((line) => line.startsWith(' ◇') && line.includes(` ${id} `) && line.includes('│')) ??
    '';
  for (const state of [done, happened(done, { kind: 'run-ended', plan }).state]) {
    assert.match(row(state, 'build'), '◇ build');
    assert.match(row(state, 'build'), ' passes ');
    assert.match(row(state, 'ship'), ' fails ');
    assert.match(screen(state)[1] ?? '', ' 0/3');
  }
  const ended = happened(done, { kind: 'run-ended', plan }).state;
  assert.match(screen(ended)[2] ?? '', '◇ build passed before the work   that proves nothing about it');
});

test('what a person stopped did not fail, and what comes after a decision is not blocked', () => {
  const going = ran(viewed(), planned, started('build'));
  const stopped = ran(going, finished('build', false, 'it was interrupted', 'interrupted'));
  const ended = happened(stopped, { kind: 'run-ended', plan }).state;
  const state = happened(ended, {
    kind: 'plan',
    id: plan,
    plan: { ...samplePlan, tascs: samplePlan.tascs.map((one) => ({ ...one, state: 'missing' })) },
    problem: null,
  }).state;
  assert.match(screen(state).join('\n'), /◼ build +stopped/);
  assert.not.match(screen(state)[2] ?? '', 'failed');
  const waits = ran(
    viewed(),
    planned,
    { kind: 'waiting', tasc: 'review', message: 'doc-ops approve PLAN-001/review' },
    { kind: 'blocked', tasc: 'ship', by: 'review' },
  );
  assert.match(screen(waits).join('\n'), /· +ship +waits +after review/);
  assert.not.match(screen(waits).join('\n'), 'doc-ops approve');
});

test('a second attempt shows what it prints, not why the first one failed', () => {
  const state = ran(
    viewed(),
    planned,
    started('build'),
    finished('build', false, 'exit code 1'),
    { kind: 'retried', tasc: 'build', attempt: 2, of: 3 },
    { kind: 'started', tasc: 'build', attempt: 2 },
    printed('build', ['on it']),
  );
  assert.match(screen(state).join('\n'), /▶ build +runs×2 .*on it/);
  assert.not.match(screen(state).join('\n'), 'exit code 1');
});

test('a reason that was given on this screen is shown as well', () => {
  const asked = happened(
    ran(viewed(), planned, { kind: 'waiting', tasc: 'review', message: 'doc-ops approve PLAN-001/review' }),
    { kind: 'run-ended', plan },
  ).state;
  const waiting = { approvals: 0, needed: 1, rejected: 'too slow' };
  const tascs = samplePlan.tascs.map((one) =>
    one.id === 'review' ? { ...one, waiting, why: 'rejected: too slow' } : one,
  );
  const shown = { ...samplePlan, tascs };
  const state = happened(asked, { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(screen(state).join('\n'), /✗ +review +rejected +rejected: too slow/);
});

test('what a person decides about stands above the decision', () => {
  assert.match(screen(pressed(viewed(), 'j').state).join('\n'), 'The change does what the ticket says');
  assert.not.match(screen(pressed(viewed(), 'j').state).join('\n'), 'not run yet');
});

test('the next step is named: go on after an approval, complete what is proven', () => {
  const approved = viewed((one) =>
    one.id === 'review' ? { approved: true, waiting: null } : { state: 'fresh' },
  );
  assert.match(screen(approved)[2] ?? '', '✓ review is approved   r continues');
  const shown = {
    ...samplePlan,
    overall: 'e'.repeat(64),
    tascs: samplePlan.tascs.map((one) => ({ ...one, state: 'fresh' as const, waiting: null })),
  };
  const proven = happened(viewed(), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(screen(proven)[2] ?? '', '✓ every tasc is proven   s sets the status');
});

test('a plan that was just chosen is not said to be missing', () => {
  const chosen = pressed(sampleState(), '3').state;
  assert.is(pressed(chosen, 'r').state.toast?.text, 'PLAN-001 is still being read');
});

test('the bar is full only when everything is proven', () => {
  const [first] = samplePlan.tascs;
  assert.ok(first);
  const tascs = Array.from({ length: 200 }, (_, at) => ({
    ...first,
    id: `check-${at}`,
    state: at === 7 ? ('failed' as const) : ('fresh' as const),
  }));
  const shown = { ...samplePlan, tascs };
  const state = happened(viewed(), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(screen(state)[1] ?? '', '█░ 199/200');
});

test('many tascs that failed leave room for the key', () => {
  const [first] = samplePlan.tascs;
  assert.ok(first);
  const tascs = Array.from({ length: 40 }, (_, at) => ({
    ...first,
    id: `check-${at}`,
    state: 'failed' as const,
  }));
  const shown = { ...samplePlan, tascs };
  const state = happened(viewed(undefined, 80), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(
    screen(state)[2] ?? '',
    '✗ check-0, check-1 and 38 more failed   r runs them again with what is left',
  );
});

test('a ledger that was changed proves nothing, and its run is marked', () => {
  const problem = 'dev_ops/proofs/PLAN-001/a.jsonl:2: its content does not match its proof_hash';
  const runs = samplePlan.runs.map((one, at) =>
    at === 0 ? { ...one, problem: 'line 2: its content' } : one,
  );
  const shown = { ...samplePlan, overall: 'e'.repeat(64), problems: [problem], runs };
  const state = happened(viewed(), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(screen(state)[1] ?? '', '✗ not believed');
  assert.not.match(screen(state)[1] ?? '', '✓ proven');
  assert.match(screen(state)[2] ?? '', '✗ its ledger cannot be believed   v says all of it: dev_ops/proofs');
  const history = pressed(state, 'y').state;
  assert.match(screen(history).join('\n'), '✗ altered');
  assert.match(screen(pressed(history, 'enter').state).join('\n'), '✗ line 2: its content');
});

test('a plan with errors shows every one of them, and is not said to run', () => {
  const shown = {
    ...samplePlan,
    tascs: [],
    runs: [],
    problems: ['line 19: unknown field x', 'line 23: y'],
  };
  const state = happened(viewed(), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  assert.match(screen(state)[2] ?? '', '✗ it cannot run   e opens the editor');
  assert.match(screen(state).join('\n'), /line 19: unknown field x/);
  assert.match(screen(state).join('\n'), 'line 23: y');
});

test('in the output Home and End lead to its ends; how much there is stands above it', () => {
  const many = Array.from({ length: 100 }, (_, at) => `line ${at}`);
  const state = ran(viewed(), planned, started('build'), printed('build', many, 7));
  assert.match(screen(state).join('\n'), ' the last 100 lines, PgUp reads back ');
  const up = pressed(state, 'pageup').state;
  assert.match(screen(up).join('\n'), 'of the last 100: Home its start, Esc its end');
  const start = pressed(up, 'home').state;
  assert.is(start.run.scroll, 0);
  assert.match(screen(start).join('\n'), '│ line 0 ');
  assert.is(pressed(start, 'end').state.run.scroll, null);
});

test('where one person is not enough it is another one that is waited for', () => {
  const waiting = { approvals: 1, needed: 2, rejected: null };
  const state = viewed((one) => (one.id === 'review' ? { waiting } : {}));
  assert.match(screen(state)[2] ?? '', '? review waits for another person: 1 of 2 have approved');
});

test('a run without an end is not said to have been stopped', () => {
  const runs = samplePlan.runs.map((one) => ({ ...one, hasEnded: false, baseline: false }));
  const shown = { ...samplePlan, runs };
  const state = happened(viewed(), { kind: 'plan', id: plan, plan: shown, problem: null }).state;
  const history = pressed(state, 'y').state;
  assert.match(screen(history).join('\n'), '… no end');
  assert.match(
    screen(pressed(history, 'enter').state).join('\n'),
    'it was killed, or it runs in another window',
  );
});

test('a run of the ledger tells what became of each tasc', () => {
  const page = screen(pressed(viewed(), 'y', 'enter').state).join('\n');
  assert.match(page, /✓ passed +build +1.2s/);
  assert.match(page, /✗ failed +ship +1m05s ×2 +exit code 1/);
  assert.match(page, 'dev_ops/proofs/PLAN-001/20260228T100000Z-aaaaaa.jsonl');
  assert.match(page, '✓ its lines are as they were written');
});

test.run();
