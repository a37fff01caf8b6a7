import { visible } from '../../../model/display.js';
import { probeText } from '../../../model/plan/probe.js';
import type { VerbEvent } from '../../../operations/verb.js';
import type { Terminal } from '../../terminal.js';
import type { Watching, WatchOptions } from '../../view.js';
import { probeMark, probeStyle } from '../plans/probeMark.js';

/** Shows a run as it happens. */
export function watchRun({ mode, terminal, write }: WatchOptions): Watching {
  if (mode === 'json')
    return {
      event: (event) => {
        if (event.kind !== 'printed') write(`${JSON.stringify(event)}\n`);
      },
      end: () => undefined,
    };
  return mode === 'live' ? live(terminal, write) : printLines(terminal, write);
}

function printLines(terminal: Terminal, write: (text: string) => void): Watching {
  const probed = new Set<string>();
  return {
    event(event) {
      if (event.kind === 'probed') probed.add(event.tasc);
      const line = describe(event, terminal, probed);
      if (line !== null) write(`${line}\n`);
    },
    end: () => undefined,
  };
}

/** What stays on the screen of an event; null for what only passes by. */
function describe(event: VerbEvent, terminal: Terminal, probed: ReadonlySet<string>): string | null {
  switch (event.kind) {
    case 'probed': {
      const style = probeStyle(event.label, terminal);
      const time = terminal.dim(duration(event.milliseconds));
      return `${style(probeMark(event.label))} ${visible(event.tasc)} ${time} ${style(visible(probeText(event.label, event.reason)))}`;
    }
    case 'finished': {
      if (probed.has(event.tasc)) return null;
      const mark = event.passed ? terminal.green('✓') : terminal.red('✗');
      const time = terminal.dim(duration(event.milliseconds));
      const proof = terminal.dim(event.proof.slice(0, 16));
      const why = event.passed ? '' : `  ${visible(event.why)}`;
      return `${mark} ${visible(event.tasc)} ${time} ${proof}${why}`;
    }
    case 'retried':
      return terminal.yellow(`↻ ${visible(event.tasc)}: attempt ${event.attempt} of ${event.of}`);
    case 'waiting':
      return terminal.yellow(`◌ ${visible(event.tasc)} waits: ${visible(event.message)}`);
    case 'blocked':
      return terminal.dim(`· ${visible(event.tasc)} needs ${visible(event.by)}`);
    case 'planned': {
      const proven = event.tascs.filter((one) => one.proven);
      return proven.length > 0
        ? terminal.dim(`= proven and fresh: ${proven.map(({ tasc }) => visible(tasc)).join(', ')}`)
        : null;
    }
    case 'swept':
      return terminal.yellow(
        `ended what a killed run had left: ${event.groups} process group${event.groups === 1 ? '' : 's'}`,
      );
    case 'started':
    case 'printed':
    case 'output':
    case 'gate':
    case 'report':
    case 'pass':
    case 'planning':
      return null;
  }
}

interface Running {
  readonly since: number;
  line: string;
}

/** Finished tascs scroll up; below them a line for each that runs, and a bar. */
function live(terminal: Terminal, write: (text: string) => void): Watching {
  const running = new Map<string, Running>();
  const probed = new Set<string>();
  let total = 0;
  let done = 0;
  let drawn = 0;
  const erase = () => (drawn > 0 ? `\u001b[${drawn}A\u001b[J` : '');
  const width = Number.isFinite(terminal.columns) ? terminal.columns : 80;
  const draw = (above: string) => {
    const rows = [...running].map(([id, { since, line }]) =>
      fit(`${visible(id)} ${duration(performance.now() - since)}  ${visible(line)}`, width - 2),
    );
    const shown = rows.slice(0, 12).map((row) => `${terminal.cyan('▸')} ${row}`);
    const text = [...shown, bar(done, total, terminal)].join('\n');
    write(`${erase()}${above}${text}\n`);
    drawn = shown.length + 1;
  };
  const timer = setInterval(() => draw(''), 100);
  timer.unref();
  return {
    event(event) {
      if (event.kind === 'planned') {
        total = event.tascs.length;
        done = event.tascs.filter((one) => one.proven).length;
      }
      if (event.kind === 'probed') probed.add(event.tasc);
      if (event.kind === 'started') running.set(event.tasc, { since: performance.now(), line: '' });
      const now = event.kind === 'output' ? running.get(event.tasc) : undefined;
      if (now && event.kind === 'output') now.line = event.line;
      if (event.kind === 'finished') {
        running.delete(event.tasc);
        done += 1;
      }
      const line = describe(event, terminal, probed);
      if (line !== null) draw(`${line}\n`);
    },
    end() {
      clearInterval(timer);
      write(erase());
      drawn = 0;
    },
  };
}

function bar(done: number, total: number, terminal: Terminal): string {
  const cells = 24;
  const full = total === 0 ? cells : Math.min(cells, Math.round((done / total) * cells));
  return `${terminal.green('━'.repeat(full))}${terminal.dim('━'.repeat(cells - full))} ${done}/${total}`;
}

/** Cut to a number of columns; good enough for a line that is drawn ten times a second. */
function fit(text: string, columns: number): string {
  const characters = [...text];
  return characters.length > columns ? `${characters.slice(0, Math.max(1, columns - 1)).join('')}…` : text;
}

/** `340 ms`, `2.1 s`, `3 min 4 s` */
function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
