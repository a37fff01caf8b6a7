import { join } from 'node:path';
import type { ValidationEvent } from '../model/ledger/event.js';
import type { Freshness } from '../model/ledger/freshness.js';
import type { Validation } from '../model/ledger/results.js';
import type { Tasc } from '../model/plan/tasc.js';
import { realPathInside } from '../workspace/files/safePath.js';
import type { Inputs } from '../workspace/ledger/inputs.js';
import { type CarriedOut, type Execution, provenNeeds } from './execution.js';
import { judge } from './gates/judge.js';
import { OutputKeeper } from './outputKeeper.js';
import { runCommand } from './runCommand.js';

/**
 * Run the command of a tasc, again where it fails and may be tried again, unless it is proven already. `release` is
 * called when its last command has ended and only the judging is left.
 */
export async function runTasc(
  run: Execution,
  tasc: Tasc,
  states: ReadonlyMap<string, Freshness>,
  release: () => void,
): Promise<CarriedOut> {
  const before = await run.inputsLatest(tasc);
  const known = run.freshness(tasc, before.digest, states);
  if (known.state === 'fresh' && !run.force && !run.baseline) return { outcome: 'skipped', state: known };
  const { allowRetry, maxRetries } = tasc.proof;
  const attempts = run.baseline || !allowRetry ? 1 : 1 + maxRetries;
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1) run.emit({ kind: 'retried', tasc: tasc.id, attempt, of: attempts });
    const line = await attemptTasc(
      run,
      tasc,
      states,
      attempt,
      attempt === 1 ? before : await run.inputsLatest(tasc),
      attempt >= attempts ? release : () => undefined,
    );
    if (line.validated)
      return { outcome: 'proven', ...(run.baseline ? {} : { state: { state: 'fresh', proof: line } }) };
    if (attempt >= attempts || run.stop.aborted)
      return { outcome: line.ended === 'interrupted' ? 'not_run' : 'failed' };
  }
}

async function attemptTasc(
  run: Execution,
  tasc: Tasc,
  states: ReadonlyMap<string, Freshness>,
  attempt: number,
  before: Inputs,
  release: () => void,
): Promise<Validation> {
  const { root, emit, baseline } = run;
  emit({ kind: 'started', tasc: tasc.id, attempt });
  const started = run.now();
  const clock = performance.now();
  const end = await runCommand({
    command: tasc.testingInstructions,
    cwd: realPathInside(root, tasc.cwd),
    env: { ...run.env, ...tasc.env },
    timeoutMilliseconds: (run.timeoutSeconds ?? tasc.proof.timeoutSeconds) * 1000,
    graceMilliseconds: run.graceMilliseconds,
    guardian: run.guardian,
    stop: run.stop,
    outputPrefix: join(run.outputFolder, 'tmp', `${process.pid}-${tasc.id}`),
    onLine: (line) => emit({ kind: 'output', tasc: tasc.id, line }),
    onOutput: (chunk) => emit({ kind: 'printed', tasc: tasc.id, chunk }),
    ...(run.probing ? { silenceAfter: run.probing.silenceAfter } : {}),
  });
  const milliseconds = Math.round(performance.now() - clock);
  release();
  const verdict = await judge(tasc.proof.check, { root, ...end });
  const after = await run.inputsNow(tasc);
  const passed = verdict.passed && end.ended === null;
  const probe = await run.probing?.label(tasc, { ...end, passed, gates: verdict.gates });
  const event: ValidationEvent = {
    event: baseline ? 'baseline' : 'validation',
    tasc: tasc.id,
    definition: run.plan.definitions.get(tasc.id) ?? '',
    validated: passed,
    command: tasc.testingInstructions,
    cwd: tasc.cwd,
    exit_code: end.exitCode,
    signal: end.signal,
    ended: end.ended,
    attempt,
    started: started.toISOString(),
    duration_ms: milliseconds,
    stdout: end.stdout,
    stderr: end.stderr,
    gates: verdict.gates,
    inputs: after.digest,
    changed_inputs: after.digest !== before.digest,
    outputs: verdict.outputs,
    dependencies: provenNeeds(tasc, states),
    ...(probe ? { probe } : {}),
  };
  OutputKeeper.store(end.stdout, end.stdoutPath, run.outputFolder);
  OutputKeeper.store(end.stderr, end.stderrPath, run.outputFolder);
  const line = run.append(event) as Validation;
  for (const gate of verdict.gates) emit({ kind: 'gate', tasc: tasc.id, gate });
  const why = verdict.gates.find((gate) => !gate.passed)?.message ?? '';
  const { ended } = end;
  if (probe) emit({ kind: 'probed', tasc: tasc.id, milliseconds, exitCode: end.exitCode, ...probe });
  emit({
    kind: 'finished',
    tasc: tasc.id,
    passed,
    attempt,
    milliseconds,
    proof: line.proof_hash,
    why,
    ended,
  });
  return line;
}
