import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type DocumentType, defaultTypes } from '../../src/model/document/type.js';
import { compareIds, fileNameFor, formatId, idOfFileName, parseId } from '../../src/model/ids.js';

const id = (text: string) => parseId(text, defaultTypes)?.id ?? null;

test('every spelling of an id gives the canonical one', () => {
  for (const text of ['res-7', 'RESEARCH-007', 'RES-007', 'Res-0007', 'research-7'])
    assert.is(id(text), 'RES-007');
  assert.is(id('blk-12'), 'BLK-012');
  assert.is(id('backlog-12'), 'BLK-012');
  assert.is(id('PLAN-1000'), 'PLAN-1000');
  assert.is(id('PLAN-999999999'), 'PLAN-999999999');
  assert.is(id('TASK-0'), 'TASK-000');
});

test('what is no id is none', () => {
  for (const text of [
    '',
    'PLAN',
    'PLAN-',
    'PLAN-x',
    'PLAN-1x',
    'XYZ-001',
    ' PLAN-001',
    'PLAN-001 ',
    'PLAN-001\n',
    'PLAN--1',
    'PLAN-1234567890',
    'constructor-1',
    '__proto__-1',
    'PLAN-001-fix',
    'PLAN_001',
    'ＰLAN-001',
    'PLAN-１',
  ]) {
    assert.is(id(text), null, JSON.stringify(text));
  }
});

test('a prefix belongs to its type before it is another type’s alias', () => {
  const [plan, adr] = defaultTypes as [DocumentType, DocumentType];
  const types = [{ ...plan, aliases: ['ADR', 'proposal'] }, adr];
  assert.is(parseId('ADR-1', types)?.type.name, 'adr');
  assert.is(parseId('PROPOSAL-1', types)?.id, 'PLAN-001');
});

test('ids of file names', () => {
  const found = idOfFileName('PLAN-001-fix-login.md', defaultTypes);
  assert.is(found?.id, 'PLAN-001');
  assert.is(found?.slug, 'fix-login');
  assert.is(idOfFileName('PLAN-001.md', defaultTypes)?.slug, '');
  assert.is(idOfFileName('plan-1-Fix.MD', defaultTypes)?.id, 'PLAN-001');
  for (const name of [
    'PLAN-001-fix.txt',
    'PLAN-001fix.md',
    'README.md',
    'plans/PLAN-001-x.md',
    'PLAN-001_fix.md',
  ]) {
    assert.is(idOfFileName(name, defaultTypes), null, name);
  }
});

test('formatting and parsing are inverse, and file names give the id back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...defaultTypes),
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      (type, number, slug) => {
        const text = formatId(type, number);
        const parsed = parseId(text, defaultTypes);
        assert.is(parsed?.id, text);
        assert.is(parsed?.number, number);
        assert.is(parsed?.type, type);
        const ofFile = idOfFileName(fileNameFor(text, slug), defaultTypes);
        assert.is(ofFile?.id, text);
        assert.is(ofFile?.slug, slug);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('ids sort by prefix, then by number', () => {
  assert.equal(['PLAN-1000', 'PLAN-999', 'ADR-002', 'TASK-001', 'PLAN-010', 'odd'].sort(compareIds), [
    'ADR-002',
    'PLAN-010',
    'PLAN-999',
    'PLAN-1000',
    'TASK-001',
    'odd',
  ]);
});

test.run();
