import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { GateRecord } from '../../model/ledger/event.js';
import type { Check, Criteria, PartCheck } from '../../model/plan/tasc.js';
import { realPathInside } from '../../workspace/files/safePath.js';
import { linesOf } from './lines.js';
import { matchPatterns } from './patterns.js';
import { countSarifResults } from './sarif.js';
import { countJunit, countTests, type TestCounts } from './testCounts.js';

/** A run of a command, over. */
export interface Ran {
  /** Absolute real path of the root; files are looked for inside of it only. */
  readonly root: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly ended: 'timeout' | 'interrupted' | 'not_started' | null;
  /** Files with what it printed; missing where it printed nothing. */
  readonly stdoutPath: string;
  readonly stderrPath: string;
}

export interface Verdict {
  readonly passed: boolean;
  readonly gates: readonly GateRecord[];
  /** SHA-256 of every file that the check names and that is there, by path. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Judge a run by its check: a gate for every criterion. Evidence holds numbers, paths and digests, never output. */
export async function judge(check: Check, ran: Ran): Promise<Verdict> {
  const outputs: Record<string, string> = {};
  if (check.type !== 'composite') {
    const gates = await judgePart(check, ran, outputs);
    return { passed: gates.every(({ passed }) => passed), gates, outputs };
  }
  const gates: GateRecord[] = [];
  const verdicts: boolean[] = [];
  for (const [index, part] of check.parts.entries()) {
    const found = await judgePart(part, ran, outputs);
    verdicts.push(found.every(({ passed }) => passed));
    gates.push(...found.map((gate) => ({ ...gate, name: `${index + 1}. ${gate.name}` })));
  }
  const passed = check.mode === 'all' ? verdicts.every(Boolean) : verdicts.some(Boolean);
  const count = verdicts.filter(Boolean).length;
  gates.push(
    gate('composite', passed, `${count} of ${verdicts.length} checks passed, ${check.mode} needed`, {
      passed: count,
      of: verdicts.length,
    }),
  );
  return { passed, gates, outputs };
}

async function judgePart(
  { type, criteria }: PartCheck | Exclude<Check, { type: 'composite' }>,
  ran: Ran,
  outputs: Record<string, string>,
): Promise<GateRecord[]> {
  const gates: GateRecord[] = [];
  const sarif = type === 'lint' ? sarifResults(criteria, ran) : null;
  // A linter that reports findings exits with 1: where it counts them, the count decides.
  if (sarif === null || ran.ended !== null || ran.signal !== null) gates.push(exitGate(criteria, ran));
  if (type === 'lint' && sarif !== null) {
    const message = `${sarif} ${sarif === 1 ? 'issue' : 'issues'}, ${criteria.maxIssues} allowed`;
    gates.push(
      gate('issues', sarif <= criteria.maxIssues, message, { issues: sarif, allowed: criteria.maxIssues }),
    );
  }
  if (type === 'test') gates.push(testGate(criteria, ran));
  for (const path of criteria.expectedOutputFiles) gates.push(fileGate(ran.root, { path }, outputs));
  for (const file of criteria.files) gates.push(fileGate(ran.root, file, outputs));
  gates.push(...(await patternGates(criteria, ran)));
  return gates;
}

function gate(
  name: string,
  passed: boolean,
  message: string,
  evidence: GateRecord['evidence'] = {},
): GateRecord {
  return { name, passed, message, evidence };
}

function exitGate({ expectedExitCodes }: Criteria, { exitCode, signal, ended }: Ran): GateRecord {
  const wanted = expectedExitCodes.join(' or ');
  if (ended === 'timeout') return gate('exit_code', false, 'it took too long and was ended', { ended });
  if (ended === 'interrupted') return gate('exit_code', false, 'it was interrupted', { ended });
  if (ended === 'not_started') return gate('exit_code', false, 'it could not be started', { ended });
  if (exitCode === null) return gate('exit_code', false, `it was ended by ${signal}`, { signal });
  const passed = expectedExitCodes.includes(exitCode);
  return gate(
    'exit_code',
    passed,
    passed ? `exit code ${exitCode}` : `exit code ${exitCode}, expected ${wanted}`,
    {
      exit_code: exitCode,
      expected: expectedExitCodes,
    },
  );
}

function testGate(criteria: Criteria, ran: Ran): GateRecord {
  const counts = testCounts(criteria, ran);
  if (!counts) {
    return gate(
      'tests',
      false,
      'no test runner’s closing lines were found in the output; print TAP or write JUnit XML to a file in expected_output_files',
    );
  }
  const { passed, failed, skipped, from } = counts;
  const evidence = { passed, failed, skipped, from };
  const ranTests = passed + failed;
  if (ranTests === 0)
    return gate('tests', false, `no test ran (${skipped} skipped): that proves nothing`, evidence);
  if (failed > 0) return gate('tests', false, `${failed} of ${ranTests} tests failed`, evidence);
  if (ranTests < criteria.minTests)
    return gate('tests', false, `${ranTests} tests ran, ${criteria.minTests} are expected`, evidence);
  return gate('tests', true, `${passed} tests passed`, evidence);
}

function testCounts(criteria: Criteria, ran: Ran): TestCounts | null {
  let total: TestCounts | null = null;
  for (const path of criteria.expectedOutputFiles) {
    const inside = realPathInside(ran.root, path);
    const found = inside === null ? null : countJunit(inside);
    if (found) total = total ? sum(total, found) : found;
  }
  return total ?? countJunit(ran.stdoutPath) ?? countTests(bothOutputs(ran));
}

function sum(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    from: a.from,
  };
}

function* bothOutputs({ stdoutPath, stderrPath }: Ran): Generator<string> {
  yield* linesOf(stdoutPath);
  yield* linesOf(stderrPath);
}

function sarifResults(criteria: Criteria, ran: Ran): number | null {
  for (const path of criteria.expectedOutputFiles) {
    const inside = realPathInside(ran.root, path);
    const found = inside === null ? null : countSarifResults(inside);
    if (found !== null) return found;
  }
  return countSarifResults(ran.stdoutPath);
}

function fileGate(
  root: string,
  { path, contains, sha256 }: { path: string; contains?: string; sha256?: string },
  outputs: Record<string, string>,
): GateRecord {
  const name = `file ${path}`;
  const real = realPathInside(root, path);
  if (real === null) return gate(name, false, `${path} is not there, or is outside the repository`, { path });
  if (!fs.statSync(real).isFile()) return gate(name, false, `${path} is not a file`, { path });
  const found = readThrough(real, contains);
  outputs[path] = found.sha256;
  const evidence = { path, sha256: found.sha256, bytes: found.bytes };
  if (sha256 !== undefined && sha256 !== found.sha256)
    return gate(name, false, `${path} has another SHA-256 than expected`, { ...evidence, expected: sha256 });
  if (contains !== undefined && !found.contains)
    return gate(name, false, `${path} does not contain the expected text`, evidence);
  return gate(name, true, `${path} is there`, evidence);
}

/** Digest of a file of any size, and whether it holds a text, in bounded memory. */
function readThrough(path: string, contains: string | undefined) {
  const wanted = Buffer.from(contains ?? '');
  const hash = createHash('sha256');
  const descriptor = fs.openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    let tail = Buffer.alloc(0);
    let bytes = 0;
    let found = wanted.length === 0;
    for (let read = fs.readSync(descriptor, buffer); read > 0; read = fs.readSync(descriptor, buffer)) {
      const chunk = buffer.subarray(0, read);
      hash.update(chunk);
      bytes += read;
      if (found) continue;
      const joined = Buffer.concat([tail, chunk]);
      found = joined.includes(wanted);
      tail = Buffer.from(joined.subarray(Math.max(0, joined.length - wanted.length + 1)));
    }
    return { sha256: hash.digest('hex'), bytes, contains: found };
  } finally {
    fs.closeSync(descriptor);
  }
}

async function patternGates({ errorPatterns, outputPatterns }: Criteria, ran: Ran): Promise<GateRecord[]> {
  const all = [...errorPatterns, ...outputPatterns];
  if (all.length === 0) return [];
  const { matched, stuck } = await matchPatterns(all, [ran.stdoutPath, ran.stderrPath]);
  return all.map((pattern, index) => {
    const isError = index < errorPatterns.length;
    const number = isError ? index + 1 : index - errorPatterns.length + 1;
    const name = `${isError ? 'error' : 'output'}_pattern ${number}`;
    const evidence = { pattern };
    if (stuck.has(index))
      return gate(name, false, 'the pattern took too long and was given up: it backtracks', evidence);
    const found = matched.has(index);
    if (isError)
      return gate(name, !found, found ? 'a line matches an error pattern' : 'no line matches', evidence);
    return gate(name, found, found ? 'a line matches' : 'no line matches', evidence);
  });
}
