import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { decisionsOn } from '../../model/ledger/approvals.js';
import { neededResults, tascFreshness } from '../../model/ledger/freshness.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import { type Result, success } from '../../model/result.js';
import type { Emit, RunReport } from '../../runner/events.js';
import { execute } from '../../runner/execute.js';
import type { Execution } from '../../runner/execution.js';
import { startGuardian } from '../../runner/guardian.js';
import { RunRecord, runVariable, sweep } from '../../runner/runRecord.js';
import { ioFailure } from '../../workspace/files/ioFailure.js';
import { makeOwnFolder } from '../../workspace/files/stateFolders.js';
import { headOf } from '../../workspace/ledger/headOf.js';
import { filesOf, inputsReader } from '../../workspace/ledger/inputs.js';
import { keepInputs } from '../../workspace/ledger/keptInputs.js';
import { readLedger } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import { LedgerWriter } from '../../workspace/ledger/writeLedger.js';
import { commandEnvironment } from '../../workspace/process/commandEnvironment.js';
import type { Workspace } from '../../workspace/workspace.js';
import { planHashes } from './planState.js';
import { graceMilliseconds, reportLine, runLine } from './runLines.js';

export interface RunOptions {
  readonly selected: readonly string[];
  readonly baseline: boolean;
  readonly jobs: number | undefined;
  readonly keepGoing: boolean;
  readonly force: boolean;
  readonly timeoutSeconds: number | undefined;
  readonly stop: AbortSignal;
  readonly version: string;
  readonly emit: Emit;
}

/** Run a plan that was consented to, writing its ledger as it goes. */
export async function runPlan(
  workspace: Workspace,
  plan: ValidPlan,
  options: RunOptions,
): Promise<Result<RunReport>> {
  try {
    return success(await runRecorded(workspace, plan, options));
  } catch (error) {
    return ioFailure(error, `the run of ${plan.id} could not be recorded`);
  }
}

async function runRecorded(workspace: Workspace, plan: ValidPlan, options: RunOptions): Promise<RunReport> {
  const swept = await sweep(workspace, graceMilliseconds);
  if (swept > 0) options.emit({ kind: 'swept', groups: swept });
  const ledger = readLedger(workspace, plan.id);
  const inputs = inputsReader(workspace, plan.tascs);
  const writer = new LedgerWriter(workspace, plan.id);
  const record = new RunRecord(workspace);
  const guardian = startGuardian(record);
  const now = () => workspace.environment.now();
  try {
    const [first] = options.selected.flatMap((id) => plan.byId.get(id) ?? []);
    // The files are looked at while git tells of the commit; the first tasc waits for both.
    const [{ commit, dirty }] = await Promise.all([headOf(workspace), first && inputs.latest(first)]);
    writer.append(
      runLine(plan, {
        file: writer.name,
        selected: options.selected,
        commit,
        dirty,
        doc_ops: options.version,
        started: now().toISOString(),
      }),
    );
    const execution: Execution = {
      plan,
      ...options,
      jobs: options.jobs ?? workspace.config.run.jobs ?? availableParallelism(),
      graceMilliseconds,
      root: workspace.root,
      env: { ...commandEnvironment(workspace), [runVariable]: record.token },
      outputFolder: dirname(makeOwnFolder(workspace, '.state/output/tmp')),
      guardian,
      now,
      append: (event) => writer.append(event),
      async inputsNow(tasc) {
        const now = await inputs.now(tasc);
        if (now.digest !== null) keepInputs(workspace, now.digest, filesOf(now));
        return now;
      },
      inputsLatest: (tasc) => inputs.latest(tasc),
      freshness: (tasc, digest, states) => tascFreshness(plan, ledger, tasc.id, digest, states, sha256),
      approvals(tasc, states) {
        const results = neededResults(plan, tasc.id, states, sha256) ?? {};
        const definition = plan.definitions.get(tasc.id) ?? '';
        const decided = decisionsOn(ledger, tasc.id, definition, results);
        const needed = tasc.proof.check.type === 'manual' ? tasc.proof.check.criteria.requiredApprovals : 1;
        const name = `${plan.id}/${tasc.id}`;
        if (decided.rejection) return { kind: 'rejected', message: `rejected: ${decided.rejection.why}` };
        if (decided.approvals.length >= needed) return { kind: 'approved', approvals: decided.approvals };
        if (!decided.requested)
          writer.append({
            event: 'approval_requested',
            tasc: tasc.id,
            definition,
            dependencies: results,
            at: now().toISOString(),
          });
        const count = needed > 1 ? ` (${decided.approvals.length} of ${needed})` : '';
        return { kind: 'waiting', message: `doc-ops approve ${name}${count}` };
      },
    };
    const { outcomes, states } = await execute(execution);
    const whole = options.baseline ? null : planHashes(plan, states);
    const verified = whole !== null;
    const interrupted = options.stop.aborted;
    const finished = now().toISOString();
    writer.append(reportLine(plan, outcomes, { proven: whole, interrupted, finished }));
    const report: RunReport = {
      plan: plan.id,
      verified,
      interrupted,
      outcomes: Object.fromEntries(outcomes),
      overall: whole?.overall ?? null,
      result: whole?.result ?? null,
      ledger: writer.path,
    };
    options.emit({ kind: 'report', report });
    return report;
  } finally {
    writer.close();
    guardian.close();
  }
}
