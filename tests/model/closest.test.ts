import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closest, wordDistance } from '../../src/model/closest.js';

test('the nearest name, without regard to case', () => {
  assert.is(closest('statsu', ['title', 'status', 'created']), 'status');
  assert.is(closest('ACTIVE', ['Draft', 'Active']), 'Active');
  assert.is(closest('plna', ['plan', 'adr']), 'plan');
  assert.is(closest('palm', ['plan', 'adr']), undefined);
  assert.is(closest('plans', ['plan', 'adr']), 'plan');
  assert.is(closest('zebra', ['plan', 'adr']), undefined);
  assert.is(closest('', ['plan']), undefined);
  assert.is(closest('ab', []), undefined);
});

test('the only name that starts with the word', () => {
  assert.is(closest('warn', ['error', 'warning', 'off']), 'warning');
  assert.is(closest('in_', ['in_progress', 'in_review']), undefined);
  assert.is(closest('wa', ['error', 'warning']), undefined);
});

test('of equally near ones the first', () => {
  assert.is(closest('bat', ['cat', 'hat']), 'cat');
});

test('distance ignores case', () => {
  assert.is(wordDistance('Status', 'stat'), 2);
  assert.is(wordDistance('Status', 'statsu'), 1);
  assert.is(wordDistance('ab', 'ab'), 0);
});

test.run();
