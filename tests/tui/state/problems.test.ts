import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { problemRows } from '../../../src/tui/state/problems/problemRows.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed } from '../support/press.js';
import { sampleData, sampleState } from '../support/states.js';

function screen(state: State): string[] {
  return composeFrame(state).map((line) => line.map(({ text }) => text).join(''));
}

test('the same finding stays selected when the grouping changes', () => {
  const selected = (state: State) => {
    const row = problemRows(state)[state.problems.selected];
    return row?.kind === 'finding' ? row.finding.rule : null;
  };
  const second = pressed(sampleState(), '4', 'j').state;
  assert.is(selected(second), 'status/spelling');
  const byRule = pressed(second, 'g').state;
  assert.is(byRule.problems.by, 'rule');
  assert.is(selected(byRule), 'status/spelling');
  assert.is(selected(pressed(byRule, 'g').state), 'status/spelling');
});

test('of a long path the end is shown, and beside it what is wrong', () => {
  const path = `dev_ops/${'a-long-folder/'.repeat(12)}the-file.md`;
  const [first] = sampleData().findings ?? [];
  assert.ok(first);
  const state = happened(pressed(sampleState(), '4').state, {
    kind: 'data',
    data: { findings: [{ ...first, path }] },
  }).state;
  assert.match(screen(state)[1] ?? '', /…\S+the-file\.md 1 ─/);
  assert.match(screen(state).join('\n'), /links\/dangling {2}…\S+the-file\.md:3:5/);
  assert.match(screen(pressed(state, 'g').state)[2] ?? '', /…\S+the-file\.md:3 there is no ADR-010/);
});

test('fixing is offered where it can be done', () => {
  const first = screen(pressed(sampleState(), '4').state).at(-1) ?? '';
  assert.not.match(first, ' f fix ');
  assert.match(first, ' F fix all');
  assert.match(screen(pressed(sampleState(), '4', 'j').state).at(-1) ?? '', ' f fix ');
});

test('a finding in a file that is no document is edited all the same', () => {
  const [first] = sampleData().findings ?? [];
  assert.ok(first);
  const findings = [{ ...first, path: 'dev_ops/board.md' }];
  const state = happened(pressed(sampleState(), '4').state, { kind: 'data', data: { findings } }).state;
  assert.equal(pressed(state, 'e').effects, [{ kind: 'edit', path: 'dev_ops/board.md', line: 3 }]);
  const there = pressed(state, 'enter').state;
  assert.is(there.view, 'problems');
  assert.match(screen(there).at(-1) ?? '', 'dev_ops/board.md is not a document   e opens it in the editor');
});

test('a page down leaves out no finding where the place stands below the list', () => {
  const [first] = sampleData().findings ?? [];
  assert.ok(first);
  const findings = Array.from({ length: 100 }, (_, at) => ({ ...first, message: `finding <${at}>` }));
  let state = happened(pressed(sampleState(80, 24), '4').state, { kind: 'data', data: { findings } }).state;
  let seen = screen(state).slice(0, 14).join('\n');
  for (let page = 0; page < 12; page++) {
    state = pressed(state, 'pagedown').state;
    seen += screen(state).slice(0, 14).join('\n');
  }
  for (let at = 0; at < 100; at++) assert.match(seen, `<${at}>`);
});

test.run();
