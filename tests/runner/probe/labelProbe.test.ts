import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { GateRecord } from '../../../src/model/ledger/event.js';
import { readTascs } from '../../../src/model/plan/readTascs.js';
import { pathsDeclared, pathsMade, pathsNamed } from '../../../src/runner/probe/commandPaths.js';
import { labelProbe, type ProbedRun } from '../../../src/runner/probe/labelProbe.js';
import { signsIn } from '../../../src/runner/probe/outputSigns.js';

const tascsOf = (...tascs: Record<string, unknown>[]) =>
  readTascs(tascs.map((one, index) => ({ id: `t${index + 1}`, title: 't', ...one }))).tascs;
const exited = (code: number): ProbedRun['end'] => ({ exitCode: code, signal: null, ended: null });
const exitGate: GateRecord = {
  name: 'exit_code',
  passed: false,
  message: 'exit code 1, expected 0',
  evidence: {},
};

/** The label of a plan's last tasc, as `label: reason`. */
function label(
  tascs: readonly Record<string, unknown>[],
  how: Partial<ProbedRun> & { readonly output?: string; readonly there?: readonly string[] } = {},
): string | null {
  const all = tascsOf(...tascs);
  const tasc = all.at(-1);
  assert.ok(tasc);
  const { output = '', there = [], ...run } = how;
  const found = labelProbe({
    tasc,
    tascs: all,
    end: exited(1),
    passed: false,
    gates: [exitGate],
    signs: signsIn(output.split('\n')),
    timeout: 300,
    changed: [],
    isThere: (path) => there.includes(path),
    ...run,
  });
  return found && `${found.label}: ${found.reason}`;
}
const run = (command: string, more: Record<string, unknown> = {}) => ({
  testing_instructions: command,
  ...more,
});

test('red and green', () => {
  assert.is(label([run('grep -q x a.txt')], { there: ['a.txt'] }), 'red: exit code 1, expected 0');
  assert.is(label([run('pytest tests/test_new.py::test_a')]), 'red: `tests/test_new.py` is not there yet');
  assert.match(label([run('npm test')], { passed: true, end: exited(0) }) ?? '', /^green: it passes before/);
  assert.match(
    label([run('true'), run('npm test', { dependencies: ['t1'] })], { passed: true, end: exited(0) }) ?? '',
    /also without what it depends on/,
  );
});

test('an interrupted check has no label; one that does not end has its reason', () => {
  const timeout = { exitCode: null, signal: 'SIGTERM', ended: 'timeout' } as const;
  assert.is(label([run('x')], { end: { ...timeout, ended: 'interrupted' } }), null);
  assert.is(
    label([run('sleep 9')], { end: timeout, timeout: 5 }),
    'too-slow: it had not ended after 5 seconds',
  );
  for (const command of [
    'npx vitest --watch',
    'tsc -w',
    'npm run dev',
    'tail -f x.log',
    'python3 -m http.server',
  ])
    assert.match(label([run(command)], { end: timeout }) ?? '', /^watch-mode/, command);
  assert.match(label([run('npx jest')], { end: timeout, output: 'Watch Usage' }) ?? '', /^watch-mode/);
  assert.match(label([run('./ask')], { end: timeout, output: 'Continue? [y/N]' }) ?? '', /^waits-for-input/);
  assert.match(
    label([run('x', { cwd: 'no' })], { end: { ...timeout, ended: 'not_started' } }) ?? '',
    /^cannot-run: its folder `no`/,
  );
});

test('what is not installed cannot run, also where the tests are not written yet', () => {
  assert.is(
    label([run('ruff check src/new.py')], { end: exited(127), output: 'sh: 1: ruff: not found' }),
    'cannot-run: `ruff` is not installed',
  );
  assert.is(
    label([run('python3 -m pytest tests/test_new.py')], {
      output: '/usr/bin/python3: No module named pytest',
    }),
    'cannot-run: the Python module `pytest` is not installed',
  );
  assert.is(
    label([run('npm run check')], { end: exited(127), output: 'sh: 1: secret-tool: not found' }),
    'cannot-run: a program that it needs is not installed',
    'only names of the command are repeated',
  );
  assert.match(label([run('run-it')], { end: exited(127) }) ?? '', /^cannot-run: a program/);
  assert.match(label([run('./src')], { end: exited(126), there: ['src'] }) ?? '', /^cannot-run: a file/);
  assert.is(
    label([run('npm run lint')], { output: 'npm error Missing script: "lint"' }),
    'cannot-run: package.json has no script `lint`',
  );
  assert.match(
    label([run('curl -f http://localhost:80/x')], {
      end: exited(7),
      output: 'curl: (7) Failed to connect to localhost port 80',
    }) ?? '',
    /^cannot-run: nothing answers on `localhost:80`/,
  );
});

test('a module of the work itself, and a script that it will add, are red', () => {
  assert.match(
    label([run('python3 -c "import app.auth"')], {
      output: "ModuleNotFoundError: No module named 'app.auth'",
    }) ?? '',
    /^red/,
  );
  assert.is(
    label([run('./bin/tool --help')], { end: exited(127), output: 'sh: 1: ./bin/tool: not found' }),
    'red: `bin/tool` is not there yet',
  );
});

test('tests that are not collected, whatever the exit code', () => {
  assert.match(
    label([run('pytest -k nothing')], { end: exited(5), output: 'no tests ran in 0.01s' }) ?? '',
    /^no-tests: no test matches/,
  );
  assert.match(
    label([run('go test ./...')], { passed: true, end: exited(0), output: '?   \tx\t[no test files]' }) ?? '',
    /^no-tests: it passes although/,
  );
  const uncounted: GateRecord = { name: 'tests', passed: false, message: 'no closing lines', evidence: {} };
  assert.match(
    label([run('./suite')], { end: exited(0), gates: [uncounted], there: ['suite'] }) ?? '',
    /^no-tests/,
  );
});

test('what another tasc makes is told apart from what is missing', () => {
  const build = run('npm run build', {
    proof_required: { criteria: { expected_output_files: ['dist/cli.js'] } },
  });
  assert.is(
    label([build, run('node dist/cli.js', { dependencies: ['t1'] })]),
    'needs-another: `dist/cli.js` comes with `t1`',
  );
  assert.match(label([build, run('node dist/cli.js')]) ?? '', /which is not among its dependencies$/);
  assert.match(
    label([
      run('test -f src/x.py'),
      run('true', { dependencies: ['t1'] }),
      run('mypy src/x.py', { dependencies: ['t2'] }),
    ]) ?? '',
    /^needs-another: `src\/x.py` comes with `t1`/,
  );
  assert.match(
    label([run('test -f src/x.py'), run('mypy src/x.py')]) ?? '',
    /^red/,
    'not one of its dependencies',
  );
});

test('a check that changes files is told, unless it says that it makes them', () => {
  assert.is(
    label([run('npm run fix')], { changed: ['a', 'b', 'c', 'd'] }),
    'changed-tree: it fails, and changes `a`, `b`, `c` and 1 more',
  );
  const made = run('npm test > out.xml', {
    proof_required: { criteria: { expected_output_files: ['out.xml'] } },
  });
  assert.match(label([made], { changed: ['out.xml'], there: ['out.xml'] }) ?? '', /^red/);
  assert.match(
    label([run('git commit -am x')], { passed: true, end: exited(0), changed: ['HEAD'] }) ?? '',
    /^changed-tree: it passes, and changes what is checked out/,
  );
});

test('paths of a command are its words that look like paths, from its folder', () => {
  const named = (command: string, cwd = '.') => pathsNamed({ testingInstructions: command, cwd });
  assert.equal(named('pytest \'tests/test_a.py::test_x[1]\' -k "a and b" src/app.py:12'), [
    'tests/test_a.py',
    'src/app.py',
  ]);
  assert.equal(named('cd web && npx vitest src/a.test.ts'), ['web/src/a.test.ts']);
  assert.equal(named('node ../x.js', 'a/b'), ['a/x.js']);
  assert.equal(named('curl https://example.org/a.json /etc/passwd --out=x.txt ../../up.txt'), ['x.txt']);
  assert.equal(named('python -m src.auth 3.14 $FILE *.ts'), []);
  const [tasc] = tascsOf(
    run('tool -o out/a.txt > b.txt', { proof_required: { proof_type: 'file', criteria: { files: ['c'] } } }),
  );
  assert.ok(tasc);
  assert.equal(pathsDeclared(tasc), ['c']);
  assert.equal(pathsMade(tasc), ['c', 'out/a.txt', 'b.txt']);
});

test.run();
