import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signsIn, silenceAfter } from '../../../src/runner/probe/outputSigns.js';

const lines = (text: string) => text.split('\n');

test('closing lines without a test, of many runners', () => {
  for (const output of [
    'collected 0 items\n\n===== no tests ran in 0.01s =====',
    'Ran 0 tests in 0.000s\n\nOK',
    'Ran 0 tests in 0.000s\n\nNO TESTS RAN',
    'No tests found, exiting with code 1\nRun with `--passWithNoTests` to exit with code 0',
    'No test files found, exiting with code 1',
    '  Total:     0\n  Passed:    0\n  Skipped:   0',
    'running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out',
    '?   \texample.com/x\t[no test files]',
    'ok  \texample.com/x\t0.002s [no tests to run]',
    'go: warning: "./nothing/..." matched no packages',
    '  0 passing (1ms)',
    'Error: No test files found: "test/*.spec.js"',
    'ℹ tests 0\nℹ suites 0\nℹ pass 0\nℹ fail 0',
    'TAP version 13\n1..0',
    '0 examples, 0 failures',
    'No tests executed!',
  ])
    assert.ok(signsIn(lines(output)).noTests, output);
});

test('a run with tests is none of these, failed or not', () => {
  for (const output of [
    '==== 1 failed, 2 passed in 0.1s ====',
    'test result: ok. 0 passed; 0 failed; 0 ignored\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored',
    '  3 passing (4ms)',
    'Ran 2 tests in 0.001s\n\nFAILED (failures=1)',
    'ok  \texample.com/x\t0.1s',
    'hello',
    '',
  ])
    assert.not.ok(signsIn(lines(output)).noTests, output);
});

test('watching, asking, and calls that a program does not understand', () => {
  for (const line of [
    '[12:00:00 AM] Found 0 errors. Watching for file changes.',
    ' PASS  Waiting for file changes...',
    '  ➜  Local:   http://localhost:5173/',
    'Server listening on port 3000',
    '[nodemon] watching path(s): *.*',
  ])
    assert.is(silenceAfter(`\u001b[32m${line}\u001b[0m`), 3000, line);
  for (const line of ['3 passed', 'test watches for nothing', 'Downloading https://example.org/x'])
    assert.is(silenceAfter(line), null, line);
  for (const output of [
    'EOFError: EOF when reading a line',
    'the input device is not a TTY',
    'Delete it? [y/N] ',
    'Password:',
  ])
    assert.ok(signsIn(lines(output)).asks, output);
  assert.not.ok(signsIn(['AssertionError: 1 != 2']).asks);
  assert.ok(signsIn(['pytest: error: unrecognized arguments: --nope']).misused);
  assert.ok(signsIn(['sh: 1: Syntax error: Unterminated quoted string']).misused);
});

test('what is not there, by the words of the shells and runners that miss it', () => {
  const missing = (line: string) => {
    const found = signsIn([line]).missing;
    return found ? `${found.kind} ${found.name}` : null;
  };
  assert.is(missing('sh: 1: ruff: not found'), 'program ruff');
  assert.is(missing('/bin/sh: line 1: ruff: command not found'), 'program ruff');
  assert.is(missing('bash: ./x.sh: Permission denied'), 'program ./x.sh');
  assert.is(missing('/usr/bin/python3: No module named pytest'), 'module pytest');
  assert.is(missing("ModuleNotFoundError: No module named 'app.auth'"), 'module app.auth');
  assert.is(missing('npm error Missing script: "lint"'), 'script lint');
  assert.is(missing('error Command "lint" not found.'), 'script lint');
  assert.is(missing("make: *** No rule to make target 'lint'.  Stop."), 'target lint');
  assert.is(missing('error: no such command: `nextest`'), 'target nextest');
  assert.is(
    missing('curl: (7) Failed to connect to localhost port 3000 after 0 ms: Could not connect to server'),
    'server localhost:3000',
  );
  assert.is(missing('Error: connect ECONNREFUSED 127.0.0.1:5432'), 'server 127.0.0.1:5432');
  assert.is(missing('all is well'), null);
});

test.run();
