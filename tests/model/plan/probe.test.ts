import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ProbedTasc,
  probeFeedback,
  probeLabels,
  probeText,
  probeVerdict,
  probeWords,
} from '../../../src/model/plan/probe.js';

const probed = (tasc: string, label: ProbedTasc['label'], reason = '', command = 'x'): ProbedTasc => ({
  tasc,
  title: tasc,
  command,
  label,
  reason,
  exitCode: null,
  milliseconds: 0,
});

test('every label has words of its own and a verdict', () => {
  assert.is(new Set(Object.values(probeWords)).size, Object.keys(probeWords).length);
  assert.equal(probeLabels.map(probeVerdict), [
    'sound',
    'doubtful',
    'sound',
    'doubtful',
    'broken',
    'broken',
    'broken',
    'broken',
    'broken',
  ]);
  assert.is(probeText('red', ''), 'red, as expected');
  assert.is(probeText('cannot-run', '`ruff` is not installed'), 'cannot run: `ruff` is not installed');
});

test('feedback tells a planner each label, and what to do about those that need it', () => {
  const feedback = probeFeedback([
    probed('a', 'red'),
    probed('b', 'green', 'it passes before the work', 'npm test\nnpm run lint'),
    probed('c', 'cannot-run', '`ruff` is not installed', 'ruff check .'),
    probed('d', 'manual', '', ''),
  ]);
  assert.equal(feedback.split('\n').slice(1), [
    '- a `x`: red, as expected',
    '- b `npm test; npm run lint`: green already: it passes before the work. Do this: write a check that fails until the work is done, unless it only guards what works already.',
    '- c `ruff check .`: cannot run: `ruff` is not installed. Do this: use a program, module or script that this repository has.',
    '- d: a person decides',
  ]);
});

test.run();
