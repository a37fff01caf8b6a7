import { rmSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { snapshot } from '../../workspace/support/snapshot.js';
import { arm, disarm } from './faultyFs.mjs';
import {
  checkNothingStaged,
  checkSettled,
  type Expected,
  expectedOf,
  folderFor,
  runVerb,
  type VerbName,
} from './scenario.js';

/**
 * Run a verb once for each of its operations, with a fault (`EIO@`, `EIO@+`) at that one; returns how the files stood
 * after the next command, `before` or `after`.
 */
export async function disturbEverywhere(verb: VerbName, kind: string): Promise<Set<string>> {
  const expected = await expectedOf(verb);
  const outcomes = new Set<string>();
  for (let at = 1; ; at++) {
    const outcome = await disturb(verb, expected, kind, at);
    if (outcome === null) {
      assert.ok(at > 60, `only ${at - 1} operations were disturbed`);
      return outcomes;
    }
    outcomes.add(outcome);
  }
}

/** Null when the verb ended before the operation. */
async function disturb(verb: VerbName, expected: Expected, kind: string, at: number): Promise<string | null> {
  const fault = kind.replace('@', `@${at}`);
  const workspace = await folderFor(verb);
  arm(fault);
  const result = await runVerb(workspace, verb);
  const trace = disarm();
  const context = `${verb} ${fault}: ${trace[at - 1]}`;
  if (trace.length < at) {
    assert.ok(result.ok, context);
    return null;
  }
  const died = kind.startsWith('crash');
  if (!died) {
    // What is reported is what is so.
    const now = snapshot(workspace.root);
    if (result.ok) assert.equal(now, expected.after, context);
    else {
      assert.is(result.problem.code, 'io', context);
      const later = result.problem.hint === 'the next doc-ops command finishes it';
      if (!later) assert.equal(now, expected.before, `${context} (${result.problem.message})`);
      if (!later && kind.endsWith('@')) checkNothingStaged(workspace, context);
    }
  }
  const outcome = await checkSettled(workspace, verb, expected, context, died || kind.endsWith('!'));
  if (result.ok) assert.is(outcome, 'after', context);
  rmSync(workspace.root, { recursive: true });
  return outcome;
}
