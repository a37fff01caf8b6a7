import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasHeading } from '../../../src/model/links/heading.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';

const corpus = memoryCorpus({
  'a.md':
    '# The goal: `now`!\n\n## Steps\n\n## Steps\n\n## Größe\n\n## !!\n\n<a id="Explicit"></a> <a name="other"></a>\n',
});
const document = corpus.document('a.md');
const has = (fragment: string, form: 'wiki' | 'markdown' | 'field' = 'markdown') =>
  document !== undefined && hasHeading(document.facts, fragment, form);

test('GitHub’s anchors, numbered, without case', () => {
  for (const fragment of [
    'the-goal-now',
    'The-Goal-Now',
    'steps',
    'steps-1',
    'größe',
    'Explicit',
    'explicit',
    'other',
    'user-content-steps',
  ]) {
    assert.ok(has(fragment), fragment);
  }
  for (const fragment of [
    'the-goal',
    'steps-2',
    'The goal: now!',
    'goal',
    'constructor',
    '__proto__',
    '!!',
  ]) {
    assert.not.ok(has(fragment), fragment);
  }
});

test('wiki links and fields may give the text', () => {
  for (const fragment of [
    'The goal: now!',
    'the goal now',
    'Größe',
    'Steps',
    'steps-1',
    'The goal: now!#Steps',
  ]) {
    assert.ok(has(fragment, 'wiki'), fragment);
    assert.ok(has(fragment, 'field'), fragment);
  }
  for (const fragment of ['The aim', '!!', '#', '??']) assert.not.ok(has(fragment, 'wiki'), fragment);
});

test.run();
