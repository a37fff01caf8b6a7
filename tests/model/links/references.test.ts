import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultTypes } from '../../../src/model/document/type.js';
import { classifyReference } from '../../../src/model/links/references.js';

const classify = (text: string) => classifyReference(text, defaultTypes);

test('ids in any spelling, with a heading', () => {
  assert.equal(classify('ADR-015'), { kind: 'id', id: 'ADR-015', fragment: null });
  assert.equal(classify(' research-7 '), { kind: 'id', id: 'RES-007', fragment: null });
  assert.equal(classify('ADR-015#context'), { kind: 'id', id: 'ADR-015', fragment: 'context' });
  assert.equal(classify('[[ADR-015]]'), { kind: 'id', id: 'ADR-015', fragment: null });
  assert.equal(classify('[[ADR-015#Context|why]]'), { kind: 'id', id: 'ADR-015', fragment: 'Context' });
});

test('paths', () => {
  assert.equal(classify('src/auth.py'), { kind: 'path', path: 'src/auth.py', fragment: null });
  assert.equal(classify('docs/a b.md#goal'), { kind: 'path', path: 'docs/a b.md', fragment: 'goal' });
  assert.equal(classify('PLN-001'), { kind: 'path', path: 'PLN-001', fragment: null });
  assert.equal(classify('C:\\notes.md'), { kind: 'path', path: 'C:\\notes.md', fragment: null });
  assert.equal(classify('file:///etc/passwd'), { kind: 'path', path: 'file:///etc/passwd', fragment: null });
});

test('what is not looked up', () => {
  for (const text of [
    'PR-12',
    'pr-3',
    '#12',
    'GH-9',
    'https://x.example/a#b',
    'mailto:a@b.example',
    'obsidian://open',
  ]) {
    assert.equal(classify(text), { kind: 'external' }, text);
  }
});

test('a type of the prefix PR is a type', () => {
  const pr = {
    name: 'press',
    prefix: 'PR',
    aliases: [],
    folder: 'press',
    statuses: ['Open'],
    closing: [],
    completes: [],
    claimed: 'Open',
    superseded: null,
    card: false,
    fields: {},
    template: 'press',
  };
  assert.equal(classifyReference('PR-12', [pr]), { kind: 'id', id: 'PR-012', fragment: null });
});

test.run();
