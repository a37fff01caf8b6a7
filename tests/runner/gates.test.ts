import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { proofSchema } from '../../src/model/plan/schema.js';
import { judge, type Ran } from '../../src/runner/gates/judge.js';
import { countTests } from '../../src/runner/gates/testCounts.js';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';

const root = realpathSync(temporaryFolder());
let runs = 0;

function check(type: string, criteria: Record<string, unknown> = {}) {
  return v.parse(proofSchema, { proof_type: type, criteria }).check;
}

function ran(stdout: string, more: Partial<Ran> & { stderr?: string } = {}): Ran {
  runs += 1;
  const stdoutPath = join(root, `out-${runs}`);
  const stderrPath = join(root, `err-${runs}`);
  writeFileSync(stdoutPath, stdout);
  writeFileSync(stderrPath, more.stderr ?? '');
  return { root, exitCode: 0, signal: null, ended: null, ...more, stdoutPath, stderrPath };
}

function execute(command: string): Ran {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' });
  return ran(stdout, { exitCode: status, stderr });
}

const counts = (text: string) => {
  const found = countTests(text.split('\n'));
  return found && `${found.from} ${found.passed}/${found.failed}/${found.skipped}`;
};

test('the closing lines of every runner are read', () => {
  const samples: readonly [string, string][] = [
    ['==== 3 passed, 1 skipped, 2 warnings in 0.12s ====', 'pytest 3/0/1'],
    ['==== 1 failed, 2 passed, 1 error in 61.02s (0:01:01) ====', 'pytest 2/2/0'],
    ['4 passed in 0.01s', 'pytest 4/0/0'],
    ['============ no tests ran in 0.01s ============', 'pytest 0/0/0'],
    ['Ran 4 tests in 0.001s\n\nOK (skipped=1)', 'unittest 3/0/1'],
    ['Ran 5 tests in 0.001s\n\nFAILED (failures=1, errors=1, expected failures=1)', 'unittest 2/2/1'],
    ['Ran 0 tests in 0.000s\n\nOK', 'unittest 0/0/0'],
    ['ℹ tests 3\nℹ suites 1\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0', 'node:test 2/1/0'],
    ['# tests 4\n# suites 0\n# pass 1\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0', 'node:test 1/2/1'],
    ['TAP version 13\nok 1 - a\n1..1\n# tests 1\n# pass 1\n# fail 0\n# skipped 0', 'node:test 1/0/0'],
    ['  Total:     3\n  Passed:    2\n  Skipped:   1\n', 'uvu 2/1/1'],
    ['Tests:       1 failed, 1 skipped, 2 passed, 4 total', 'jest 2/1/1'],
    [
      '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[31m2 failed\u001b[39m\u001b[22m | \u001b[32m3 passed\u001b[39m (5)',
      'vitest 3/2/0',
    ],
    [
      '--- PASS: TestA (0.00s)\n    --- PASS: TestA/b (0.00s)\n--- SKIP: TestC (0.00s)\nok  \tx/y\t0.1s',
      'go test 2/0/1',
    ],
    ['ok  \tx/y\t0.1s\nok  \tx/z\t(cached)\n?   \tx/w\t[no test files]', 'go test 2/0/0'],
    ['ok  \tx/y\t0.1s [no tests to run]', 'go test 0/0/0'],
    [
      '{"Action":"run","Test":"A"}\n{"Action":"pass","Test":"A"}\n{"Action":"fail","Test":"B"}\n{"Action":"fail"}',
      'go test -json 1/1/0',
    ],
    ['1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP no', 'tap 1/1/1'],
    ['1..0 # skipped', 'tap 0/0/0'],
  ];
  for (const [text, expected] of samples) assert.is(counts(text), expected, text);
  for (const text of ['', 'all good', 'ok', 'passed', '3 passed', 'Tests: fine'])
    assert.ok([null, 'go test 0/0/0'].includes(counts(text)), text);
});

/** What real runners printed: `<runner>-<case>.txt`, made from two to four tests each, or none. */
const closingLines = join(repositoryRoot, 'tests/runner/closingLines');
const runnerNames: Readonly<Record<string, string>> = {
  go: 'go test',
  'go-v': 'go test',
  'go-json': 'go test -json',
  jest: 'jest',
  'jest-colour': 'jest',
  'node20-dot': 'none',
  'node26-dot': 'none',
  'perl-tap': 'tap',
  pytest7: 'pytest',
  pytest9: 'pytest',
  'pytest9-q': 'pytest',
  'pytest9-colour': 'pytest',
  unittest: 'unittest',
  uvu: 'uvu',
  vitest: 'vitest',
  'vitest-colour': 'vitest',
};

test('what real runners printed is read: what passed, what failed, and that nothing ran', async () => {
  const seen: Record<string, number> = {};
  for (const file of readdirSync(closingLines)) {
    const [, runner = '', kind = ''] = /^(.*)-(\w+)\.txt$/.exec(file) ?? [];
    const text = readFileSync(join(closingLines, file), 'utf8');
    const verdict = await judge(check('test'), ran(text, { exitCode: 0 }));
    const { passed, evidence, message } = verdict.gates.find(({ name }) => name === 'tests') ?? {};
    const from = runner.includes('junit') ? 'junit' : (runnerNames[runner] ?? 'node:test');
    const context = `${file}: ${JSON.stringify(evidence)}`;
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (from === 'none') assert.match(message ?? '', /no test runner’s closing lines/, context);
    else assert.is(evidence?.from, from, context);
    switch (kind) {
      case 'ok':
        assert.is(passed, from !== 'none', context);
        break;
      case 'fail':
        assert.is(passed, false, context);
        assert.is(evidence?.failed, 1, context);
        // Without -v go tells of packages only.
        assert.is(evidence?.passed, runner === 'go' ? 0 : 1, context);
        break;
      case 'empty':
      case 'none':
      case 'nofiles':
      case 'notests':
        assert.is(passed, false, context);
        assert.equal([evidence?.passed, evidence?.failed], [0, 0], context);
        break;
      default:
        assert.is(file, 'go-allskipped.txt', 'of tests that were all skipped go tells only with -v');
        assert.is(passed, true);
    }
  }
  assert.ok(
    (seen.ok ?? 0) >= 15 && (seen.fail ?? 0) >= 18 && (seen.empty ?? 0) >= 14 && (seen.none ?? 0) >= 14,
  );
});

test('a test proof needs tests that ran, enough of them, and none that failed', async () => {
  const verdict = async (text: string, criteria = {}, more: Partial<Ran> = {}) =>
    (await judge(check('test', criteria), ran(text, more))).gates.map(
      ({ name, passed }) => `${name} ${passed}`,
    );
  assert.equal(await verdict('3 passed in 0.1s'), ['exit_code true', 'tests true']);
  assert.equal(await verdict('no tests ran in 0.1s', {}, { exitCode: 5 }), [
    'exit_code false',
    'tests false',
  ]);
  assert.equal(await verdict('2 skipped in 0.1s'), ['exit_code true', 'tests false']);
  assert.equal(await verdict('3 passed in 0.1s', { min_tests: 4 }), ['exit_code true', 'tests false']);
  assert.equal(await verdict('done'), ['exit_code true', 'tests false']);
  assert.equal(await verdict('1 failed, 3 passed in 0.1s', { expected_exit_codes: [1] }, { exitCode: 1 }), [
    'exit_code true',
    'tests false',
  ]);
});

test('the real unittest and node:test are read, and a suite without tests fails', async () => {
  writeFileSync(
    join(root, 'test_it.py'),
    'import unittest\nclass T(unittest.TestCase):\n  def test_a(self): pass\n',
  );
  writeFileSync(join(root, 'it.test.mjs'), "import test from 'node:test';\ntest('a', () => {});\n");
  mkdirSync(join(root, 'none'), { recursive: true });
  const commands: readonly [string, boolean][] = [
    [`${process.execPath} --test it.test.mjs`, true],
    [`${process.execPath} --test --test-reporter=tap it.test.mjs`, true],
  ];
  const python = spawnSync('python3', ['--version']).status === 0;
  if (!python) console.log('SKIPPED: python3 is not installed, unittest was not run');
  const all = python
    ? [
        ...commands,
        ['python3 -m unittest -q test_it', true] as const,
        ['python3 -m unittest discover -s none; true', false] as const,
      ]
    : commands;
  for (const [command, passed] of all) {
    const verdict = await judge(check('test'), execute(command));
    assert.is(verdict.passed, passed, `${command}: ${JSON.stringify(verdict.gates)}`);
  }
});

test('JUnit XML is read from a file or standard output, SARIF likewise', async () => {
  const xml =
    '<?xml version="1.0"?>\n<testsuites><testsuite name="a" tests="3"><testcase name="x"/><testcase name="y"><failure>no</failure></testcase><testcase name="z"><skipped/></testcase></testsuite></testsuites>';
  writeFileSync(join(root, 'junit.xml'), xml);
  const fromFile = await judge(check('test', { expected_output_files: ['junit.xml'] }), ran(''));
  assert.equal(fromFile.gates[1]?.evidence, { passed: 1, failed: 1, skipped: 1, from: 'junit' });
  const fromOutput = await judge(check('test'), ran(xml));
  assert.is(fromOutput.gates[1]?.message, '1 of 2 tests failed');
  const log = (count: number) =>
    JSON.stringify({
      version: '2.1.0',
      runs: [{ results: Array.from({ length: count }, () => ({ level: 'note' })) }],
    });
  for (const [count, allowed, passed] of [
    [0, 0, true],
    [1, 0, false],
    [2, 2, true],
  ] as const) {
    const verdict = await judge(
      check('lint', { max_issues: allowed }),
      ran(log(count), { exitCode: count ? 1 : 0 }),
    );
    assert.is(verdict.passed, passed);
    assert.is(verdict.gates[0]?.name, 'issues');
  }
  assert.is((await judge(check('lint'), ran('x.py:1: bad', { exitCode: 1 }))).passed, false);
  assert.is((await judge(check('lint'), ran(''))).passed, true);
});

test('every row of the table of validation patterns', async () => {
  writeFileSync(join(root, 'file.txt'), 'expected\n');
  writeFileSync(join(root, 'expected.txt'), 'expected\n');
  writeFileSync(join(root, 'data.json'), '{"key": 3}');
  writeFileSync(join(root, 'good.ts'), 'export const n: number = 1;\n');
  writeFileSync(join(root, 'bad.ts'), "export const n: number = 'one';\n");
  const tsc = `${process.execPath} ${join(repositoryRoot, 'node_modules/typescript/bin/tsc')} --noEmit --ignoreConfig`;
  const rows: readonly [string, string, string, string][] = [
    ['script', 'test -f file.txt', 'test -f missing.txt', 'File exists'],
    ['script', 'python3 -c "import json"', 'python3 -c "import no_such_module"', 'Module imports'],
    ['test', 'python3 -m unittest test_it', 'python3 -m unittest no_such_test', 'Tests pass'],
    [
      'lint',
      `${process.execPath} --check it.test.mjs`,
      `${process.execPath} --check data.json.mjs`,
      'Lint passes',
    ],
    ['script', `${tsc} good.ts`, `${tsc} bad.ts`, 'Type check'],
    ['script', 'cat file.txt | diff - expected.txt', 'echo other | diff - expected.txt', 'Output matches'],
    [
      'script',
      `python3 -c "import json; assert json.load(open('data.json'))['key'] == 3"`,
      `python3 -c "import json; assert json.load(open('data.json'))['key'] == 4"`,
      'JSON field check',
    ],
  ];
  const python = spawnSync('python3', ['--version']).status === 0;
  for (const [type, good, bad, name] of rows) {
    if (!python && good.includes('python3')) {
      console.log(`SKIPPED: python3 is not installed: ${name}`);
      continue;
    }
    assert.is((await judge(check(type), execute(good))).passed, true, name);
    assert.is((await judge(check(type), execute(bad))).passed, false, name);
  }
});

test('files are looked for inside the root only, with text and digest', async () => {
  writeFileSync(join(root, 'a.txt'), 'hello world');
  symlinkSync('/etc/passwd', join(root, 'leak'));
  const passed = async (file: Record<string, unknown>) =>
    (await judge(check('file', { files: [file] }), ran(''))).passed;
  assert.is(await passed({ path: 'a.txt', contains: 'lo wo' }), true);
  assert.is(await passed({ path: 'a.txt', contains: 'nothing' }), false);
  assert.is(await passed({ path: 'leak', contains: 'root' }), false);
  assert.is(await passed({ path: '.' }), false);
  const digest = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
  assert.is(await passed({ path: 'a.txt', sha256: digest }), true);
  assert.is(await passed({ path: 'a.txt', sha256: digest.replace('b', 'c') }), false);
  const { outputs } = await judge(check('script', { expected_output_files: ['a.txt', 'gone'] }), ran(''));
  assert.equal(outputs, { 'a.txt': digest });
});

test('patterns work with any type; one that backtracks for ever fails alone', async () => {
  const verdict = await judge(
    check('script', {
      error_patterns: ['Traceback', '^(a+)+$'],
      output_patterns: ['^done \\d+$', 'never', '^(a|aa)+b$'],
    }),
    ran(`${'a'.repeat(60_000)}!\ndone 7\r\n`, { stderr: 'fine' }),
  );
  assert.equal(
    verdict.gates.map(
      ({ name, passed, message }) => `${name} ${passed}${message.includes('too long') ? ' stuck' : ''}`,
    ),
    [
      'exit_code true',
      'error_pattern 1 true',
      'error_pattern 2 false stuck',
      'output_pattern 1 true',
      'output_pattern 2 false',
      'output_pattern 3 false stuck',
    ],
  );
});

test('a composite needs all of its parts, or any', async () => {
  const parts = [
    { proof_type: 'test' },
    { proof_type: 'file', criteria: { files: ['a.txt'] } },
    { criteria: { expected_exit_codes: [3] } },
  ];
  const output = ran('2 passed in 0.1s');
  const all = await judge(check('composite', { all: parts }), output);
  const any = await judge(check('composite', { any: parts }), output);
  assert.equal([all.passed, any.passed], [false, true]);
  assert.equal(
    all.gates.map(({ name, passed }) => `${name} ${passed}`),
    [
      '1. exit_code true',
      '1. tests true',
      '2. exit_code true',
      '2. file a.txt true',
      '3. exit_code false',
      'composite false',
    ],
  );
});

test('what a command prints is in no gate', async () => {
  const secret = 'hunter2-very-secret';
  for (const type of ['script', 'test', 'lint'])
    for (const exitCode of [0, 1]) {
      const verdict = await judge(
        check(type, { output_patterns: ['hunter\\d'], error_patterns: ['secret'] }),
        ran(`${secret}\n1 passed in 0.1s ${secret}\n`, { exitCode, stderr: secret }),
      );
      assert.not.ok(JSON.stringify(verdict).includes(secret));
    }
});

test('binary output, NUL and a line of ten megabytes are judged like any other', async () => {
  const stdout = `${'\0\u0001'.repeat(1000)}\n${'x'.repeat(10_000_000)}\n3 passed in 0.1s\n`;
  const verdict = await judge(check('test', { output_patterns: ['^x+$', '3 passed'] }), ran(stdout));
  assert.is(verdict.passed, true, JSON.stringify(verdict.gates));
});

test.run();
