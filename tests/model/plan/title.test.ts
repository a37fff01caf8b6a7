import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanTitle, planTitle, stepPlanTitle, titleWarning } from '../../../src/model/plan/title.js';

function title(text: string): string {
  const found = planTitle(text);
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
}

const rows: readonly [input: string, title: string][] = [
  ['# Feature', 'Feature'],
  ['## Feature\n\ntext', 'Feature'],
  ['Feature\n\nmore text', 'Feature'],
  ['## Second\n\n# First', 'First'],
  ['# Plan: X', 'X'],
  ['# Implementation Plan: X', 'X'],
  ['# Documentation Plan: X', 'X'],
  ['# plan: x', 'x'],
  ['# Plan: Plan: X', 'X'],
  ['# Implementation Plan: [erk-plan] **Plan:** X', 'X'],
  ['# `code` and **bold** and *it*', 'code and bold and it'],
  ['```\n# not a title\n```\n\n# Real', 'Real'],
  ['~~~md\n# not a title\n```\n# nor this\n~~~\n# Real', 'Real'],
  ['<!--\n# not a title\n-->\n# Real', 'Real'],
  ['---\ntitle: Other\n---\n\n# Real', 'Real'],
  ['\uFEFF# Real', 'Real'],
  ['\uFEFF---\na: b\n---\r\n# Real\r\n', 'Real'],
  ['# \n## Second', 'Second'],
  ['#\n\ntext', 'text'],
  ['#NoSpace', '#NoSpace'],
  ['   # Indented', 'Indented'],
  ['    # Code\n\n# Real', 'Real'],
  ['Real\n====\n\n## Other', 'Real'],
  ['# Real #\r\ntext\r\n', 'Real'],
  [`# ${'x'.repeat(150)}`, 'x'.repeat(100)],
  [`# ${'🚀'.repeat(150)}`, '🚀'.repeat(100)],
  [`# ${'x'.repeat(99)}👩‍💻 and more`, 'x'.repeat(99)],
  ['# [erk-plan] X', 'X'],
  ['# X [erk-plan]', 'X'],
  ['# [erk-pr] X', 'X'],
  ['# [erk-learn] X', 'X'],
  ['# plnd/[erk-pr] X', 'X'],
  ['# Use snake_case_names and a * b * c', 'Use snake_case_names and a * b * c'],
  ['# See [the page](https://example.org "title")', 'See the page'],
  ['# Support Result<T>', 'Support Result<T>'],
  ['- [ ] Do it', 'Do it'],
  ['---\n\n# Below a rule', 'Below a rule'],
];

for (const [input, expected] of rows) {
  test(`the title of ${JSON.stringify(input.slice(0, 60))}`, () => assert.is(title(input), expected));
}

test('an empty plan has no title', () => {
  for (const text of ['', '---', ' \r\n\t\n', '\uFEFF', '# \n\n***\n', '---\na: b\n---\n', '# Plan:']) {
    const found = planTitle(text);
    assert.is(found.ok, false, JSON.stringify(text));
    if (!found.ok) assert.is(found.problem.message, 'the plan is empty');
  }
});

test('a plan for a step is called as its H1, else as its step', () => {
  const step = { id: '1.1', description: 'Add **gateway**' };
  const of = (text: string) => {
    const found = stepPlanTitle(text, step);
    return found.ok ? found.value : found.problem.message;
  };
  assert.is(of('# Test Plan\n\n## Goal\n\nTest goal'), 'Test Plan');
  assert.is(of('## Goal\n\ntext'), 'Step 1.1: Add gateway');
  assert.is(of('```\n# x\n```'), 'Step 1.1: Add gateway');
  assert.is(of(' \n'), 'the generated plan is empty');
});

test('titles that say little are warned of, never refused', () => {
  for (const [text, warning] of [
    ['abc', 'the title has fewer than 5 characters'],
    ['12345', 'the title has no letter'],
    ['Plan', "'Plan' says nothing about the plan"],
    ['Implementation Plan', "'Implementation Plan' says nothing about the plan"],
    ['x'.repeat(101), 'the title has more than 100 characters'],
    ['🚀🚀🚀🚀🚀', 'the title has no letter'],
    ['Add user authentication', null],
    ['日本語のログイン', null],
  ] as const) {
    assert.is(titleWarning(text), warning, text);
  }
});

test('any text has a title or an error, which cleaning again does not change', () => {
  const piece = fc.constantFrom(
    '#',
    ' ',
    '\n',
    '\r\n',
    'Plan: ',
    '[erk-plan]',
    '`',
    '**',
    '_',
    '🚀',
    'x',
    '---',
    '```',
    '👩‍💻',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece, { maxLength: 200 }).map((all) => all.join('')),
      ),
      (text) => {
        const found = planTitle(text);
        if (!found.ok) return;
        assert.ok(found.value.trim() === found.value && found.value !== '');
        assert.ok([...found.value].length <= 100);
        assert.not.match(found.value, /[\r\n]/);
        assert.type(cleanTitle(found.value), 'string');
      },
    ),
  );
});

test.run();
