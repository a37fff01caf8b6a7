import fs from 'node:fs';
import { longestLine, withoutEscapes } from './lines.js';

/** How many tests ran. Skipped ones did not. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What was read: `pytest`, `tap`, … */
  readonly from: string;
}

/** What one line, or a summary of several, adds. */
type Counts = Omit<TestCounts, 'from'>;

/** Reads a test runner's closing lines, fed with every line of the output. */
interface Reader {
  readonly name: string;
  line(line: string): void;
  /** Null where this runner was not heard of. */
  result(): Counts | null;
}

const number = (text: string | undefined) => Number(text ?? 0);

/** Sums `3 passed`, `1 failed` and the like of a line. */
function words(line: string, kinds: Readonly<Record<keyof Counts, RegExp>>): Counts {
  const sum = (pattern: RegExp) =>
    [...line.matchAll(pattern)].reduce((total, match) => total + number(match[1]), 0);
  return { passed: sum(kinds.passed), failed: sum(kinds.failed), skipped: sum(kinds.skipped) };
}

function add(a: Counts | null, b: Counts): Counts {
  return {
    passed: (a?.passed ?? 0) + b.passed,
    failed: (a?.failed ?? 0) + b.failed,
    skipped: (a?.skipped ?? 0) + b.skipped,
  };
}

/** A reader that sums up lines of one form. */
function summing(name: string, read: (line: string) => Counts | null): Reader {
  let total: Counts | null = null;
  return {
    name,
    line(line) {
      const found = read(line);
      if (found) total = add(total, found);
    },
    result: () => total,
  };
}

const pytestWords = {
  passed: /(\d+) (?:passed|xpassed)\b/g,
  failed: /(\d+) (?:failed|errors?)\b/g,
  skipped: /(\d+) (?:skipped|xfailed|deselected)\b/g,
};

/** `=== 3 passed, 1 skipped in 0.12s ===`, or without the signs with -q. */
function pytest(): Reader {
  return summing('pytest', (line) => {
    if (
      !/^(?:=+ )?(?:no tests ran|(?:\d+ [a-z]+(?:, )?)+)(?:,? \d+ warnings?)? in [\d.:]+(?:s| ?\()/.test(line)
    )
      return null;
    return words(line, pytestWords);
  });
}

/** `Ran 4 tests in 0.001s`, then `OK (skipped=1)` or `FAILED (failures=1, errors=1)`. */
function unittest(): Reader {
  let ran: number | null = null;
  let total: Counts | null = null;
  return {
    name: 'unittest',
    line(line) {
      const found = /^Ran (\d+) tests? in [\d.]+s/.exec(line);
      if (found) ran = number(found[1]);
      const verdict = ran === null ? null : /^(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$/.exec(line);
      if (!verdict || ran === null) return;
      const count = (name: string) =>
        number(new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(verdict[1] ?? '')?.[1]);
      const failed = count('failures') + count('errors') + count('unexpected successes');
      const skipped = count('skipped') + count('expected failures');
      total = add(total, { passed: Math.max(0, ran - failed - skipped), failed, skipped });
      ran = null;
    },
    result: () => total ?? (ran === null ? null : { passed: ran, failed: 0, skipped: 0 }),
  };
}

/**
 * node:test ends in `ℹ tests 3`, `ℹ pass 2` … (spec) or `# tests 3` … (tap). A file without any test is counted as one
 * that passed, under the file's name.
 */
function nodeTest(): Reader {
  const counts = new Map<string, number>();
  let files = 0;
  return {
    name: 'node:test',
    line(line) {
      const found = /^(?:ℹ|#) (tests|suites|pass|fail|cancelled|skipped|todo) (\d+)$/.exec(line);
      if (found) counts.set(found[1] ?? '', (counts.get(found[1] ?? '') ?? 0) + number(found[2]));
      else if (/^(?:✔ \S.*\.[cm]?[jt]sx? \([\d.]+ms\)|ok \d+ - \S.*\.[cm]?[jt]sx?)$/.test(line)) files += 1;
    },
    result() {
      if (!counts.has('tests') || !counts.has('pass')) return null;
      const get = (name: string) => counts.get(name) ?? 0;
      return {
        passed: Math.max(0, get('pass') - files),
        failed: get('fail') + get('cancelled'),
        skipped: get('skipped') + get('todo'),
      };
    },
  };
}

/** uvu: `  Total:     3`, `  Passed:    3`, `  Skipped:   0`. */
function uvu(): Reader {
  const counts = new Map<string, number>();
  return {
    name: 'uvu',
    line(line) {
      const found = /^\s*(Total|Passed|Skipped):\s+(\d+)\s*$/.exec(line);
      if (found) counts.set(found[1] ?? '', (counts.get(found[1] ?? '') ?? 0) + number(found[2]));
    },
    result() {
      const total = counts.get('Total');
      const passed = counts.get('Passed');
      if (total === undefined || passed === undefined) return null;
      // uvu's total leaves the skipped ones out.
      return { passed, failed: Math.max(0, total - passed), skipped: counts.get('Skipped') ?? 0 };
    },
  };
}

const jestWords = {
  passed: /(\d+) passed/g,
  failed: /(\d+) failed/g,
  skipped: /(\d+) (?:skipped|todo|pending)/g,
};

const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** jest: `Tests:       1 failed, 2 passed, 3 total`. */
function jest(): Reader {
  return summing('jest', (line) => {
    if (/^No tests found, exiting with code \d+$/.test(line)) return noCounts;
    return /^Tests:\s+.*\d+ total$/.test(line) ? words(line, jestWords) : null;
  });
}

/** vitest: `      Tests  2 failed | 3 passed (5)`. */
function vitest(): Reader {
  return summing('vitest', (line) => {
    if (/^\s*Tests\s+no tests$|^No test files found, exiting with code \d+$/.test(line)) return noCounts;
    return /^\s*Tests\s+(?:\d+ [a-z]+(?: \| )?)+\s*\(\d+\)$/.test(line) ? words(line, jestWords) : null;
  });
}

/** go test -v: `--- PASS: TestX (0.00s)`; without -v only `ok  	pkg	0.1s` a package. */
function goTest(): Reader {
  let tests: Counts | null = null;
  let packages: Counts | null = null;
  return {
    name: 'go test',
    line(line) {
      const verdict = /^\s*--- (PASS|FAIL|SKIP): /.exec(line)?.[1];
      if (verdict) tests = add(tests, goCounts(verdict.toLowerCase()));
      const known = /^(ok|FAIL|\?) *\t\S+\t/.exec(line);
      if (!known) return;
      if (known[1] === 'ok' && !/\[no tests to run\]/.test(line)) packages = add(packages, goCounts('pass'));
      else if (known[1] === 'FAIL') packages = add(packages, goCounts('fail'));
      else packages = add(packages, { passed: 0, failed: 0, skipped: 0 });
    },
    result: () => (packages ? (tests ?? packages) : null),
  };
}

/** go test -json: an object a line. */
function goJson(): Reader {
  return summing('go test -json', (line) => {
    if (!line.startsWith('{"') || !line.includes('"Action"')) return null;
    try {
      const event = JSON.parse(line) as { Action?: string; Test?: string };
      const counted = event.Test !== undefined && ['pass', 'fail', 'skip'].includes(event.Action ?? '');
      return counted ? goCounts(event.Action ?? '') : { passed: 0, failed: 0, skipped: 0 };
    } catch {
      // A line that only looks like one.
      return null;
    }
  });
}

function goCounts(verdict: string): Counts {
  return {
    passed: verdict === 'pass' ? 1 : 0,
    failed: verdict === 'fail' ? 1 : 0,
    skipped: verdict === 'skip' ? 1 : 0,
  };
}

/** TAP: a plan `1..N` and top-level `ok` and `not ok` lines. */
function tap(): Reader {
  let planned = false;
  let total: Counts | null = null;
  return {
    name: 'tap',
    line(line) {
      if (/^TAP version \d+/.test(line) || /^1\.\.\d+/.test(line)) planned = true;
      const found = /^(not )?ok\b(.*)$/.exec(line);
      if (!found) return;
      const directive = /#\s*(skip|todo)/i.test(found[2] ?? '');
      total = add(total, {
        passed: !found[1] && !directive ? 1 : 0,
        failed: found[1] && !directive ? 1 : 0,
        skipped: directive ? 1 : 0,
      });
    },
    result: () => (planned ? (total ?? { passed: 0, failed: 0, skipped: 0 }) : null),
  };
}

/**
 * What an output tells of the tests that ran; null where no known runner closed in it. The readers are in the order
 * in which they are believed.
 */
export function countTests(lines: Iterable<string>): TestCounts | null {
  const readers = [pytest(), unittest(), nodeTest(), uvu(), jest(), vitest(), goJson(), goTest(), tap()];
  for (const line of lines) {
    const plain = withoutEscapes(line.length > longestLine ? line.slice(0, longestLine) : line).trimEnd();
    if (plain !== '') for (const reader of readers) reader.line(plain);
  }
  for (const reader of readers) {
    const found = reader.result();
    if (found) return { ...found, from: reader.name };
  }
  return null;
}

/** More than this is not a report of a test run. */
const largestReport = 256 * 1024 * 1024;

/** What a JUnit XML report tells of the tests that ran; null where the file is not one. Nothing in it is expanded. */
export function countJunit(path: string): TestCounts | null {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > largestReport) return null;
  const text = fs.readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<testsuites?\b/.test(text)) return null;
  const count = (tag: RegExp) => text.match(tag)?.length ?? 0;
  // node:test counts a file without any test as one that passed, under the file's name.
  const files = count(/<testcase name="[^"]*\.[cm]?[jt]sx?" time="[\d.]+" classname="test"[^>]*\/>/g);
  const cases = count(/<testcase\b/g) - files;
  const failed = count(/<(?:failure|error)\b/g);
  const skipped = count(/<skipped\b/g);
  return { passed: Math.max(0, cases - failed - skipped), failed, skipped, from: 'junit' };
}
