import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  combineOperations,
  type FileOperation,
  kindOf,
  pathsOf,
  showOperation,
} from '../../src/model/fileOperation.js';

const operations: readonly FileOperation[] = [
  { path: 'a', before: null, after: '' },
  { path: 'a', before: '', after: 'x', mode: 0o600 },
  { path: 'a', before: 'x', after: null },
  { path: 'a', to: 'b', before: 'x', after: 'y' },
];

test('the kind of an operation follows from what was there and what is to be', () => {
  assert.equal(operations.map(kindOf), ['create', 'update', 'delete', 'rename']);
  assert.equal(operations.map(pathsOf), [['a'], ['a'], ['a'], ['a', 'b']]);
});

test('JSON output names the kind, and only the texts that there are', () => {
  assert.equal(operations.map(showOperation), [
    { kind: 'create', path: 'a', after: '' },
    { kind: 'update', path: 'a', before: '', after: 'x' },
    { kind: 'delete', path: 'a', before: 'x' },
    { kind: 'rename', path: 'a', to: 'b', before: 'x', after: 'y' },
  ]);
});

test('operations one after the other amount to one for each file, and to none where all is as before', () => {
  assert.equal(
    combineOperations([
      { path: 'a', before: '1', after: '2' },
      { path: 'b', before: null, after: 'new' },
      { path: 'a', before: '2', after: '3' },
      { path: 'b', before: 'new', after: null },
    ]),
    [{ path: 'a', before: '1', after: '3' }],
  );
});

test.run();
