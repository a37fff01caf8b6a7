import type { GateRecord } from '../../model/ledger/event.js';
import { whyEndless } from '../../model/plan/endlessCommand.js';
import type { Probe } from '../../model/plan/probe.js';
import type { Tasc } from '../../model/plan/tasc.js';
import type { CommandEnd } from '../runCommand.js';
import { pathsDeclared, pathsMade, pathsNamed } from './commandPaths.js';
import type { MissingThing, OutputSigns } from './outputSigns.js';

/** A check that ran once on an untouched tree, with everything that its label depends on. */
export interface ProbedRun {
  readonly tasc: Tasc;
  /** All tascs of its plan. */
  readonly tascs: readonly Tasc[];
  readonly end: Pick<CommandEnd, 'exitCode' | 'signal' | 'ended'>;
  readonly passed: boolean;
  readonly gates: readonly GateRecord[];
  readonly signs: OutputSigns;
  /** Seconds that it was given. */
  readonly timeout: number;
  /** What it changed in the tree, root-relative. */
  readonly changed: readonly string[];
  /** Whether a root-relative path is in the untouched tree. */
  isThere(path: string): boolean;
}

/** The label of a check; null where it was interrupted. */
export function labelProbe(run: ProbedRun): Probe | null {
  const { end, tasc } = run;
  if (end.ended === 'interrupted') return null;
  if (end.ended === 'not_started')
    return { label: 'cannot-run', reason: `its folder \`${tasc.cwd}\` is not there` };
  if (end.ended === 'timeout') return labelEndless(run);
  const ended = run.passed ? labelGreen(run) : labelRed(run);
  return changesTree(run, ended) ?? ended;
}

function labelEndless({ tasc, signs, timeout }: ProbedRun): Probe {
  if (signs.watches || runsOn(tasc.testingInstructions))
    return { label: 'watch-mode', reason: 'it watches or serves until somebody stops it' };
  if (signs.asks) return { label: 'waits-for-input', reason: 'nobody answers when a check runs' };
  return { label: 'too-slow', reason: `it had not ended after ${timeout} seconds` };
}

/** Whether one of the commands that are joined here is made to run on. */
function runsOn(instructions: string): boolean {
  return instructions.split(/&&|\|\||[|;&\n]/).some((one) => whyEndless(plainCommand(one)) !== null);
}

/** A command without assignments and what only starts it. */
function plainCommand(command: string): string {
  return command.trim().replace(/^(?:(?:[A-Za-z_]\w*=\S*|env|exec|npx|time)\s+(?:--?[\w-]+\s+)*)*/, '');
}

function labelGreen({ signs, tasc }: ProbedRun): Probe {
  if (signs.noTests) return { label: 'no-tests', reason: 'it passes although no test ran' };
  const { dependencies } = tasc;
  const before = dependencies.length > 0 ? ', also without what it depends on' : '';
  return {
    label: 'green',
    reason: `it passes before the work${before}: it proves nothing about the change`,
  };
}

function labelRed(run: ProbedRun): Probe {
  const { end, signs, gates } = run;
  // Before files that are missing: without its program it never runs.
  const { missing } = signs;
  const uninstalled =
    (missing?.kind === 'program' && !missing.name.includes('/')) || missing?.kind === 'module'
      ? labelMissing(run, missing)
      : null;
  if (uninstalled) return uninstalled;
  const needed = neededFrom(run);
  if (needed) return needed;
  const [absent] = pathsNamed(run.tasc).filter((path) => !run.isThere(path));
  if (absent !== undefined) return { label: 'red', reason: `\`${absent}\` is not there yet` };
  const unavailable = missing ? labelMissing(run, missing) : null;
  if (unavailable) return unavailable;
  if (end.exitCode === 127)
    return { label: 'cannot-run', reason: 'a program that it names is not installed' };
  if (end.exitCode === 126) return { label: 'cannot-run', reason: 'a file that it names cannot be executed' };
  if (signs.asks) return { label: 'waits-for-input', reason: 'nobody answers when a check runs' };
  if (signs.misused) return { label: 'cannot-run', reason: 'a program does not understand how it is called' };
  if (signs.noTests || (end.exitCode === 5 && /\bpytest\b/.test(run.tasc.testingInstructions)))
    return { label: 'no-tests', reason: 'no test matches what it names' };
  const uncounted = gates.find(({ name, passed, evidence }) => name === 'tests' && !passed && !evidence.from);
  if (uncounted && end.exitCode === 0)
    return { label: 'no-tests', reason: 'its output tells of no test that ran' };
  return { label: 'red', reason: gates.find(({ passed }) => !passed)?.message ?? '' };
}

/** A file that the command names and that comes with another tasc. */
function neededFrom(run: ProbedRun): Probe | null {
  const before = dependenciesOf(run.tasc, run.tascs);
  for (const path of pathsNamed(run.tasc)) {
    if (run.isThere(path)) continue;
    for (const other of run.tascs) {
      if (other.id === run.tasc.id) continue;
      const isBefore = before.has(other.id);
      if (!pathsMade(other).includes(path) && !(isBefore && pathsNamed(other).includes(path))) continue;
      const unsaid = isBefore ? '' : ', which is not among its dependencies';
      return { label: 'needs-another', reason: `\`${path}\` comes with \`${other.id}\`${unsaid}` };
    }
  }
  return null;
}

/** Ids of everything that a tasc depends on. */
function dependenciesOf(tasc: Tasc, tascs: readonly Tasc[]): Set<string> {
  const found = new Set<string>();
  const left = [...tasc.dependencies];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    left.push(...(tascs.find((one) => one.id === id)?.dependencies ?? []));
  }
  return found;
}

/** Python modules that are tools: of any other the work itself may be what is missing. */
const tools =
  /^(?:pytest|unittest|mypy|ruff|flake8|black|isort|pylint|pyright|coverage|tox|nox|bandit|behave|build|nose2?|pytype|pyflakes|hypothesis|twine)$/;

function labelMissing({ tasc }: ProbedRun, { kind, name }: MissingThing): Probe | null {
  const command = tasc.testingInstructions;
  // Only what the command itself says may be repeated: output can hold secrets.
  const shown = name !== '' && command.includes(name) ? ` \`${name}\`` : '';
  const cannot = (reason: string): Probe => ({ label: 'cannot-run', reason });
  switch (kind) {
    case 'program':
      return cannot(
        shown === '' ? 'a program that it needs is not installed' : `${shown.trim()} is not installed`,
      );
    case 'module':
      if (!tools.test(name.split('.')[0] ?? '') || !new RegExp(`-m\\s+${name}\\b`).test(command)) return null;
      return cannot(`the Python module \`${name}\` is not installed`);
    case 'script':
      return cannot(`package.json has no script${shown}`);
    case 'target':
      return cannot(`the target or command${shown} is missing`);
    case 'server':
      return cannot(
        `nothing answers${shown === '' ? ' on this machine' : ` on${shown}`}: a check starts what it needs`,
      );
  }
}

/** Said in place of red and green: such a check may break what it checks. */
function changesTree({ tasc, changed, passed }: ProbedRun, ended: Probe): Probe | null {
  if (ended.label !== 'red' && ended.label !== 'green') return null;
  const made = new Set(pathsDeclared(tasc));
  const others = changed.filter((path) => !made.has(path));
  if (others.length === 0) return null;
  const named = others.slice(0, 3).map((path) => (path === 'HEAD' ? 'what is checked out' : `\`${path}\``));
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  return {
    label: 'changed-tree',
    reason: `${passed ? 'it passes' : 'it fails'}, and changes ${named.join(', ')}${more}`,
  };
}
