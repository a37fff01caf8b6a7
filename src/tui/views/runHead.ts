import { safe, truncate } from '../../present/screen/cells.js';
import type { Line, Piece, Style } from '../../present/screen/line.js';
import { planTitle } from '../state/run/runTransitions.js';
import { isDone, type TascStatus, tascStatusOf } from '../state/run/tascStatus.js';
import { documentById } from '../state/selectors.js';
import type { State } from '../state/state.js';

const barCells = 12;

/** The plan with how far it is, and what it waits for. */
export function headLines(state: State): Line[] {
  const { run, size } = state;
  const shown = run.shown;
  const done = shown ? shown.tascs.filter((tasc) => isDone(tascStatusOf(state, tasc))).length : 0;
  const total = shown?.tascs.length ?? 0;
  // Full only when all of it is done.
  const filled = total > 0 ? Math.floor((done / total) * barCells) : 0;
  const bar = total > 0 ? `${'█'.repeat(filled)}${'░'.repeat(barCells - filled)} ${done}/${total}` : '';
  const isRunning = run.running?.plan === run.plan;
  const first: Line = [
    { text: ` ${run.plan ?? ''} `, style: { bold: true, color: 'cyan' } },
    { text: `${truncate(safe(planTitle(state)), Math.max(10, size.columns - 60))}  `, style: { bold: true } },
    { text: bar, style: { color: done === total && total > 0 ? 'green' : 'blue' } },
    summary(state, isRunning),
  ];
  return [first, statusLine(state, isRunning)];
}

function summary({ run }: State, isRunning: boolean): Piece {
  const { running, shown } = run;
  if (running && isRunning) {
    const text = running.stopping ? ' stopping…' : running.baseline ? ' baseline runs' : ' running';
    return { text, style: { color: 'blue', bold: true } };
  }
  if (!shown || shown.tascs.length === 0) return { text: ' nothing to run', style: { dim: true } };
  if (shown.problems.length > 0) return { text: ' ✗ not believed', style: { color: 'red', bold: true } };
  if (shown.overall)
    return { text: ` ✓ proven ${shown.overall.slice(0, 16)}`, style: { color: 'green', bold: true } };
  return { text: ' not proven', style: { dim: true } };
}

/** What the plan waits for, or what went wrong, and the key for it. */
function statusLine(state: State, isRunning: boolean): Line {
  const { run, data } = state;
  const shown = run.shown;
  const tascs = shown?.tascs ?? [];
  const ids = (wanted: (tasc: (typeof tascs)[number]) => boolean) => tascs.filter(wanted).map(({ id }) => id);
  const withStatus = (wanted: TascStatus) => ids((tasc) => tascStatusOf(state, tasc) === wanted);
  if (!shown) return [];
  const [problem] = shown.problems;
  if (problem)
    return tascs.length > 0
      ? headLine('✗ its ledger cannot be believed', 'red', `v says all of it: ${safe(problem)}`)
      : headLine('✗ it cannot run', 'red', 'e opens the editor, p chooses another plan');
  if (isRunning) return [{ text: ' S stops it; what is proven stays proven', style: { dim: true } }];
  const failed = withStatus('failed');
  if (failed.length > 0)
    return headLine(
      `✗ ${namesOf(failed)} failed`,
      'red',
      `r runs ${failed.length > 1 ? 'them' : 'it'} again with what is left`,
    );
  const rejected = ids(({ waiting }) => waiting?.rejected != null);
  if (rejected.length > 0)
    return headLine(
      `✗ ${namesOf(rejected)} ${rejected.length > 1 ? 'were' : 'was'} rejected`,
      'red',
      'a approves after all',
    );
  const waiting = ids((tasc) => tasc.waiting !== null && !tasc.approved);
  const begun = tascs.find((tasc) => tasc.id === waiting[0])?.waiting;
  if (waiting.length === 1 && begun && begun.approvals > 0)
    return headLine(
      `? ${namesOf(waiting)} waits for another person: ${begun.approvals} of ${begun.needed} have approved`,
      'magenta',
      'a approves, R rejects',
    );
  if (waiting.length > 0)
    return headLine(
      `? ${namesOf(waiting)} ${waiting.length > 1 ? 'wait' : 'waits'} for a person`,
      'magenta',
      'a approves, R rejects',
    );
  const approved = ids((tasc) => tasc.approved);
  if (approved.length > 0)
    return headLine(
      `✓ ${namesOf(approved)} ${approved.length > 1 ? 'are' : 'is'} approved`,
      'magenta',
      'r continues',
    );
  if (shown.overall) {
    const isClosed = run.plan !== null && documentById(data, run.plan)?.closed === true;
    return headLine('✓ every tasc is proven', 'green', isClosed ? '' : 's sets the status');
  }
  const passing = withStatus('passes');
  const failing = withStatus('fails');
  if (passing.length > 0)
    return headLine(
      `◇ ${namesOf(passing)} passed before the work`,
      'magenta',
      'that proves nothing about it',
    );
  if (failing.length > 0)
    return headLine(`◇ ${namesOf(failing)} failed before the work, as it should`, 'blue', 'r runs the plan');
  const stale = withStatus('stale');
  if (stale.length > 0)
    return headLine(
      `~ ${namesOf(stale)} ${stale.length > 1 ? 'are' : 'is'} stale`,
      'magenta',
      `r runs ${stale.length > 1 ? 'them' : 'it'} again`,
    );
  return shown.consented
    ? headLine('you have consented to running it as it is', null, 'r runs it')
    : headLine('running it asks for your consent first', null, 'r shows all of it');
}

function headLine(text: string, color: Style['color'] | null, hint: string): Line {
  return [
    { text: ` ${safe(text)}`, style: color ? { color } : { dim: true } },
    { text: hint ? `   ${hint}` : '', style: { dim: true } },
  ];
}

/** The first of many names. */
function namesOf(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more` : ids.join(', ');
}
