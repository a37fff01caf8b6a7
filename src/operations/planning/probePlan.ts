import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { LedgerEvent, LedgerLine } from '../../model/ledger/event.js';
import { seal } from '../../model/ledger/seal.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import type { Probe, ProbedTasc } from '../../model/plan/probe.js';
import { type Problem, type Result, success } from '../../model/result.js';
import type { Emit, RunnerEvent } from '../../runner/events.js';
import { execute } from '../../runner/execute.js';
import type { Execution } from '../../runner/execution.js';
import { startGuardian } from '../../runner/guardian.js';
import { labelProbe } from '../../runner/probe/labelProbe.js';
import { readSigns, silenceAfter } from '../../runner/probe/outputSigns.js';
import { RunRecord, runVariable, sweep } from '../../runner/runRecord.js';
import { ioFailure } from '../../workspace/files/ioFailure.js';
import { makeOwnFolder } from '../../workspace/files/stateFolders.js';
import { prefixOf } from '../../workspace/git/repository.js';
import { makeThrowAwayTree, type ThrowAwayTree } from '../../workspace/git/worktrees/throwAwayTree.js';
import { sweepTrees } from '../../workspace/git/worktrees/treeRecord.js';
import { inputsReader } from '../../workspace/ledger/inputs.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import { LedgerWriter } from '../../workspace/ledger/writeLedger.js';
import { commandEnvironment } from '../../workspace/process/commandEnvironment.js';
import type { Workspace } from '../../workspace/workspace.js';
import { graceMilliseconds, reportLine, runLine } from '../plans/runLines.js';

export interface ProbeOptions {
  /** In the order of the plan. */
  readonly selected: readonly string[];
  /** In place of each tasc's own. */
  readonly timeoutSeconds: number | undefined;
  /** Untracked files and folders that the checks need, root-relative. */
  readonly link: readonly string[];
  readonly stop: AbortSignal;
  readonly version: string;
  readonly emit: Emit;
}

/** What probing a plan came to. */
export interface ProbeReport {
  /** The commit whose tree it was. */
  readonly commit: string;
  /** In the order of the plan. */
  readonly tascs: readonly ProbedTasc[];
  readonly interrupted: boolean;
  /** Ignored folders that were linked into the tree, from the top of the repository. */
  readonly linked: readonly string[];
  /** Ignored files and folders that were not in it. */
  readonly absent: readonly string[];
  /** Root-relative; null where nothing was recorded. */
  readonly ledger: string | null;
  /** For `recordProbe`, where the plan has no document yet. */
  readonly events: readonly LedgerEvent[];
}

/**
 * Run every check of a plan that was consented to once on the last commit, in a throw-away tree that is gone
 * afterwards, one by one, dependencies or not; tell what that says about each. A plan with an id gets baselines with
 * labels in its ledger.
 */
export async function probePlan(
  workspace: Workspace,
  plan: ValidPlan,
  options: ProbeOptions,
): Promise<Result<ProbeReport>> {
  try {
    const swept = await sweep(workspace, graceMilliseconds);
    if (swept > 0) options.emit({ kind: 'swept', groups: swept });
    if (workspace.repository) await sweepTrees(workspace.repository);
    const tree = await makeThrowAwayTree(workspace, options.link);
    if (!tree.ok) return tree;
    try {
      return await probeIn(workspace, tree.value, plan, options);
    } finally {
      tree.value.remove();
    }
  } catch (error) {
    return ioFailure(error, 'the plan could not be probed');
  }
}

/** Write the probes of a plan that got its document after them. Its tascs must be as they were probed. */
export function recordProbe(
  workspace: Workspace,
  plan: ValidPlan,
  report: ProbeReport,
): Result<string | null> {
  try {
    const writer = new LedgerWriter(workspace, plan.id);
    for (const event of report.events)
      writer.append(event.event === 'run' ? { ...event, ...identityOf(plan), file: writer.name } : event);
    writer.close();
    return success(writer.path);
  } catch (error) {
    return ioFailure(error, `the probes of ${plan.id} could not be recorded`);
  }
}

function identityOf({ id, path, definition }: ValidPlan) {
  return { plan: id, path, definition };
}

async function probeIn(
  workspace: Workspace,
  tree: ThrowAwayTree,
  plan: ValidPlan,
  options: ProbeOptions,
): Promise<Result<ProbeReport>> {
  const recorder = new Recorder(workspace, plan.id === '' ? null : plan.id);
  const record = new RunRecord(workspace);
  const guardian = startGuardian(record);
  const broken = new AbortController();
  const probes = new ProbeLabels(tree, plan, options, () => broken.abort());
  const selected = probes.runnable(workspace);
  const now = () => workspace.environment.now();
  try {
    const started = now().toISOString();
    const { commit } = tree;
    recorder.append(
      runLine(plan, {
        file: recorder.file,
        selected,
        commit,
        dirty: false,
        doc_ops: options.version,
        started,
      }),
    );
    const inputs = inputsReader(tree.workspace, plan.tascs);
    const { outcomes } = await execute({
      plan,
      ...options,
      selected,
      baseline: true,
      // The tree is made again as it was behind each.
      jobs: 1,
      keepGoing: true,
      force: true,
      stop: AbortSignal.any([options.stop, broken.signal]),
      emit: probes.emit,
      graceMilliseconds,
      root: tree.workspace.root,
      env: { ...commandEnvironment(tree.workspace), [runVariable]: record.token },
      outputFolder: dirname(makeOwnFolder(workspace, '.state/output/tmp')),
      guardian,
      now,
      append: (event) => recorder.append(event),
      inputsNow: (tasc) => inputs.now(tasc),
      inputsLatest: (tasc) => inputs.now(tasc),
      freshness: () => ({ state: 'missing' }),
      approvals: () => ({ kind: 'waiting', message: '' }),
      probing: probes,
    });
    const interrupted = options.stop.aborted;
    recorder.append(reportLine(plan, outcomes, { proven: null, interrupted, finished: now().toISOString() }));
    if (probes.problem) return { ok: false, problem: probes.problem };
    return success({
      commit,
      tascs: options.selected.map((id) => probes.of(id)),
      interrupted,
      linked: tree.linked,
      absent: tree.absent,
      ledger: recorder.path,
      events: recorder.events,
    });
  } finally {
    recorder.close();
    guardian.close();
  }
}

/** Puts lines into the plan's ledger, or keeps them where the plan has none yet. */
class Recorder {
  readonly events: LedgerEvent[] = [];
  readonly #writer: LedgerWriter | null;
  #prev: string | null = null;

  constructor(workspace: Workspace, plan: string | null) {
    this.#writer = plan === null ? null : new LedgerWriter(workspace, plan);
  }

  get file(): string {
    return this.#writer?.name ?? '';
  }

  get path(): string | null {
    return this.#writer?.path ?? null;
  }

  append(event: LedgerEvent): LedgerLine {
    this.events.push(event);
    if (this.#writer) return this.#writer.append(event);
    const { line } = seal(event, { prev: this.#prev }, sha256);
    this.#prev = line.proof_hash;
    return line;
  }

  close(): void {
    this.#writer?.close();
  }
}

/** Labels the checks as they end, and makes the tree behind each as it was. */
class ProbeLabels implements NonNullable<Execution['probing']> {
  readonly silenceAfter = silenceAfter;
  readonly #labels = new Map<string, Extract<RunnerEvent, { kind: 'probed' }>>();
  readonly #prefix: string;
  /** Why the tree is not as it was. */
  problem: Problem | null = null;

  constructor(
    readonly tree: ThrowAwayTree,
    readonly plan: ValidPlan,
    readonly options: ProbeOptions,
    /** Called when the tree cannot be made again as it was. */
    readonly giveUp: () => void,
  ) {
    this.#prefix = prefixOf(tree.workspace);
  }

  readonly emit: Emit = (event) => {
    if (event.kind === 'probed') this.#labels.set(event.tasc, event);
    this.options.emit(event);
  };

  readonly label: NonNullable<Execution['probing']>['label'] = async (tasc, ran): Promise<Probe | null> => {
    const { root } = this.tree.workspace;
    const signs = readSigns(ran);
    const changes = await this.tree.changes();
    const restored = await this.tree.restore();
    for (const done of [changes, restored]) if (!done.ok) this.problem ??= done.problem;
    if (this.problem) {
      this.giveUp();
      return null;
    }
    return labelProbe({
      tasc,
      tascs: this.plan.tascs,
      end: ran,
      passed: ran.passed,
      gates: ran.gates,
      signs,
      timeout: this.options.timeoutSeconds ?? tasc.proof.timeoutSeconds,
      changed: changes.ok ? changes.value.map((path) => this.#inRoot(path)) : [],
      isThere: (path) => fs.existsSync(join(root, path)),
    });
  };

  /**
   * The selected tascs that have a command and that may run here: one that names the real tree by its path would leave
   * the throw-away one.
   */
  runnable({ root, repository }: Workspace): string[] {
    return this.options.selected.filter((id) => {
      const tasc = this.plan.byId.get(id);
      if (!tasc || tasc.proof.check.type === 'manual') return false;
      const texts = [tasc.testingInstructions, ...Object.values(tasc.env)];
      if (!texts.some((text) => namesFolder(text, root) || namesFolder(text, repository?.workTree ?? root)))
        return true;
      const reason = 'it names this folder by its absolute path, and would leave the throw-away tree';
      this.emit({ kind: 'probed', tasc: id, label: 'cannot-run', reason, exitCode: null, milliseconds: 0 });
      return false;
    });
  }

  of(id: string): ProbedTasc {
    const tasc = this.plan.byId.get(id);
    const probed = this.#labels.get(id);
    const isManual = tasc?.proof.check.type === 'manual';
    return {
      tasc: id,
      title: tasc?.title ?? '',
      command: tasc?.testingInstructions ?? '',
      label: probed?.label ?? (isManual ? 'manual' : 'not-run'),
      reason: probed?.reason ?? '',
      exitCode: probed?.exitCode ?? null,
      milliseconds: probed?.milliseconds ?? 0,
    };
  }

  /** A path from the top of the tree as one from the root. */
  #inRoot(path: string): string {
    return path.startsWith(this.#prefix) ? path.slice(this.#prefix.length) : path;
  }
}

function namesFolder(text: string, folder: string): boolean {
  const at = text.indexOf(folder);
  return at >= 0 && !/[\w-]/.test(text.charAt(at + folder.length));
}
