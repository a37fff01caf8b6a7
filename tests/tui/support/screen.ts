import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { repositoryRoot } from '../../support/folder.js';
import { testEnvironment } from '../../support/process.js';
import { type Cell, createEmulator, type Emulator, type Modes } from './emulator.js';
import { keyBytes } from './keys.js';

export interface ScreenOptions {
  readonly cwd: string;
  /** Arguments of the built program, or of `command`. */
  readonly args?: readonly string[];
  /** Another program than the built one, with its first arguments. */
  readonly command?: readonly [string, ...string[]];
  readonly columns?: number;
  readonly rows?: number;
  /** Added to the environment of tests. */
  readonly env?: Readonly<Record<string, string>>;
  readonly widths?: 'graphemes' | 'old';
  /** When it is for the program, as `2026-03-01T09:00:00Z`: dates in kept screens do not change from day to day. */
  readonly now?: string;
}

/** Text that the screen has to hold, or a check that says false or throws as long as it does not hold. */
export type Condition = string | RegExp | ((screen: Screen) => unknown);

export interface Waiting {
  /** Milliseconds after which it fails. Default 30 seconds: it is only a way out. */
  readonly timeout?: number;
  /** Milliseconds without a byte after which the screen counts as settled. Default 50. */
  readonly quiet?: number;
}

export interface Exit {
  readonly code: number;
  readonly signal: number;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * The living processes of the session that a process leads. A shell's jobs are groups of their own, so its group is
 * not enough. Without `/proc` only the leader is known; the others lose their terminal with it.
 */
export function sessionOf(leader: number): number[] {
  if (process.platform !== 'linux') return isAlive(leader) ? [leader] : [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // pid (name) state ppid group session …
      const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(session) === leader && state !== 'Z' ? [Number(name)] : [];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function clock(now: string | undefined): Record<string, string> {
  if (now === undefined) return {};
  const script = join(repositoryRoot, 'tests/tui/support/fixedDate.cjs');
  return { NODE_OPTIONS: `--require=${JSON.stringify(script)}`, DOC_OPS_TEST_NOW: now };
}

const open = new Set<Screen>();
process.on('exit', () => {
  for (const screen of open) screen.abandon();
});

/** A program in a pseudo-terminal, and the screen that a person would see. */
export class Screen {
  /** Ends with the program, when all that it wrote is on the screen. */
  readonly exit: Promise<Exit>;
  /** Bytes that the program has written so far. */
  bytes = 0;
  /** When the last of them came (`performance.now()`). */
  lastByteAt = performance.now();
  exited: Exit | null = null;
  readonly #pty: IPty;
  readonly #emulator: Emulator;
  readonly #chunks: Buffer[] = [];
  readonly #wakers = new Set<() => void>();
  #parsing = 0;
  #lastInputAt = 0;
  #columns: number;
  #rows: number;

  constructor(options: ScreenOptions) {
    this.#columns = options.columns ?? 80;
    this.#rows = options.rows ?? 24;
    const [file, ...first] = options.command ?? [
      process.execPath,
      join(repositoryRoot, 'dist', 'doc-ops.cjs'),
    ];
    this.#emulator = createEmulator(this.#columns, this.#rows, options.widths ?? 'graphemes');
    this.#pty = spawn(file, [...first, ...(options.args ?? [])], {
      name: options.env?.TERM ?? 'xterm-256color',
      cols: this.#columns,
      rows: this.#rows,
      cwd: options.cwd,
      env: testEnvironment({ TERM: 'xterm-256color', ...clock(options.now), ...options.env }),
      encoding: null,
    });
    open.add(this);
    this.#emulator.onAnswer((text) => this.#send(text));
    // Without an encoding the bytes come as they are, whatever the type says.
    this.#pty.onData((data) => this.#take(data as unknown as Buffer));
    this.exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        const settle = () => {
          if (this.#parsing > 0) {
            this.#wakers.add(settle);
            return;
          }
          this.exited = { code: exitCode, signal: signal ?? 0 };
          open.delete(this);
          resolve(this.exited);
          this.#wake();
        };
        settle();
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get columns(): number {
    return this.#columns;
  }

  #take(data: Buffer): void {
    this.bytes += data.length;
    this.lastByteAt = performance.now();
    this.#chunks.push(data);
    this.#parsing += 1;
    void this.#emulator.write(data).then(() => {
      this.#parsing -= 1;
      this.#wake();
    });
  }

  #wake(): void {
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const waker of wakers) waker();
  }

  /** Ends when something was parsed, the program ended, or the time is over. */
  #activity(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wakers.add(done);
    });
  }

  #send(text: string): void {
    this.#lastInputAt = performance.now();
    if (!this.exited) this.#pty.write(text);
  }

  /**
   * Press keys, by name (`up`, `ctrl+p`, `escape`) or as one character. They arrive together, as from somebody who
   * types fast; only after an escape, which begins other keys, the program gets the time to answer.
   */
  async press(...keys: string[]): Promise<void> {
    for (const [at, key] of keys.entries()) {
      const before = this.bytes;
      this.#send(keyBytes(key, this.#emulator.modes().applicationCursorKeys));
      if (key !== 'escape' || at === keys.length - 1) continue;
      const end = performance.now() + 250;
      while (this.bytes === before && performance.now() < end)
        await this.#activity(end - performance.now() + 1);
    }
  }

  /** Send text in one piece, as a terminal does that knows no bracketed paste. */
  type(text: string): void {
    this.#send(text);
  }

  /** Paste text, in brackets if the program has asked for them. */
  paste(text: string): void {
    this.#send(this.modes().bracketedPaste ? `\u001b[200~${text}\u001b[201~` : text);
  }

  /** Wait until the screen holds this and nothing more comes. What the check returned is returned. */
  async until<C extends Condition>(
    condition: C,
    { timeout = 30_000, quiet = 50 }: Waiting = {},
  ): Promise<C extends (screen: Screen) => infer R ? R : true> {
    const end = performance.now() + timeout;
    for (;;) {
      const found = this.#check(condition);
      const still = performance.now() - Math.max(this.lastByteAt, this.#lastInputAt);
      const settled = this.#parsing === 0 && !this.#emulator.inUpdate() && (this.exited || still >= quiet);
      if (found.holds && settled) return found.value as never;
      const late = performance.now() >= end;
      if (late || (this.exited && this.#parsing === 0)) {
        const why = found.error instanceof Error ? `: ${found.error.message}` : '';
        const what = typeof condition === 'function' ? 'what was waited for' : String(condition);
        const when = late
          ? `did not come in ${timeout} ms`
          : `did not come before the program ended (${JSON.stringify(this.exited)})`;
        throw new Error(
          `${what} ${found.holds ? 'came, but the screen did not settle' : when}${why}\n${this.picture()}`,
        );
      }
      await this.#activity(
        Math.min(found.holds ? Math.max(1, quiet - still) : 100, end - performance.now() + 1),
      );
    }
  }

  #check(condition: Condition): { holds: boolean; value: unknown; error?: unknown } {
    if (typeof condition === 'string') return { holds: this.text().includes(condition), value: true };
    if (condition instanceof RegExp) return { holds: this.text().search(condition) >= 0, value: true };
    try {
      const value = condition(this);
      return { holds: value !== false && value !== null, value };
    } catch (error) {
      return { holds: false, value: undefined, error };
    }
  }

  /** The screen's rows, without spaces at their ends. */
  rows(): string[] {
    return this.#emulator.rows();
  }

  /** The rows as one text. */
  text(): string {
    return this.rows().join('\n');
  }

  /** Every cell with its colours; a wide character is one cell of width 2. */
  cells(): Cell[][] {
    return this.#emulator.cells();
  }

  modes(): Modes {
    return this.#emulator.modes();
  }

  cursor(): { column: number; row: number } {
    return this.#emulator.cursor();
  }

  title(): string {
    return this.#emulator.title();
  }

  /** A place in what the program writes, for `output` and `bytesSince`. */
  mark(): number {
    return this.bytes;
  }

  bytesSince(mark: number): number {
    return this.bytes - mark;
  }

  /** What the program wrote, escape sequences and all, from a mark on. */
  output(mark = 0): string {
    const parts: Buffer[] = [];
    let start = this.bytes;
    for (let at = this.#chunks.length - 1; at >= 0 && start > mark; at--) {
      const chunk = this.#chunks[at] as Buffer;
      start -= chunk.length;
      parts.unshift(start < mark ? chunk.subarray(mark - start) : chunk);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#lastInputAt = performance.now();
    this.#emulator.resize(columns, rows);
    if (!this.exited) this.#pty.resize(columns, rows);
  }

  /** Send the program a signal. */
  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    if (!this.exited) process.kill(this.pid, signal);
  }

  /** As `exit`, but fails, with the screen, when the program does not end. */
  async ends(timeout = 30_000): Promise<Exit> {
    const end = performance.now() + timeout;
    while (!this.exited) {
      const left = end - performance.now();
      if (left <= 0) throw new Error(`the program did not end in ${timeout} ms\n${this.picture()}`);
      await this.#activity(left);
    }
    return this.exited;
  }

  /** Take the terminal away, as when its window is closed. */
  hangUp(): void {
    (this.#pty as IPty & { destroy(): void }).destroy();
  }

  /** What a person would see, with a frame, the cursor's place and the last bytes. */
  picture(): string {
    const { column, row } = this.cursor();
    const ended = this.exited ? `, ended ${JSON.stringify(this.exited)}` : '';
    const tail = JSON.stringify(this.output(Math.max(0, this.bytes - 160)));
    return [
      `┌${'─'.repeat(this.#columns)}┐`,
      ...this.cells().map((cells) => `│${cells.map(({ text }) => text).join('')}│`),
      `└${'─'.repeat(this.#columns)}┘`,
      `${this.#columns}×${this.#rows}, cursor at column ${column}, row ${row}, ${this.bytes} bytes${ended}`,
      `last bytes: ${tail}`,
    ].join('\n');
  }

  /** End whatever still runs here. */
  async close(): Promise<void> {
    this.abandon();
    await this.exit;
    // A killed process is gone a moment later.
    while (sessionOf(this.pid).length > 0) {
      this.abandon();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    this.#emulator.dispose();
  }

  /** Kill without waiting, for the end of the process. */
  abandon(): void {
    for (const pid of sessionOf(this.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        // Already gone.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }
}

export function openScreen(options: ScreenOptions): Screen {
  return new Screen(options);
}

/** Run a body with a screen that is closed afterwards in any case; when the body fails, the screen is printed. */
export async function withScreen<T>(
  options: ScreenOptions,
  body: (screen: Screen) => Promise<T>,
): Promise<T> {
  const screen = openScreen(options);
  try {
    return await body(screen);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('cursor at column')))
      console.error(screen.picture());
    throw error;
  } finally {
    await screen.close();
  }
}

/** An interactive bash, for what only a shell can show: job control, and how a program leaves its terminal. */
export function shell(options: Omit<ScreenOptions, 'command' | 'args'>): ScreenOptions {
  return {
    ...options,
    command: ['bash', '--norc', '--noprofile', '-i'],
    env: {
      PS1: '$ ',
      HISTFILE: '/dev/null',
      PATH: `${join(repositoryRoot, 'scripts')}:${process.env.PATH ?? ''}`,
      ...options.env,
    },
  };
}
