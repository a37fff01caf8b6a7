import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Written to its standard input; nothing by default. */
  readonly input?: string | Uint8Array;
  /** Output beyond this ends the process; default 256 MiB. */
  readonly maximumBytes?: number;
}

export interface Ended {
  /** Null when it did not start or was ended by a signal. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

let started = 0;

/** How many processes this one has started, for tests that count them. */
export function processesStarted(): number {
  return started;
}

/**
 * Run git to its end: explicit arguments and environment, no shell, bounded output. Never rejects. Node's own spawn,
 * since every hook and index waits for it; other programs are started by `runProgram`.
 */
export function run(command: Command): Promise<Ended> {
  started += 1;
  return new Promise((resolve) => {
    const limit = command.maximumBytes ?? 256 * 1024 * 1024;
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    const child = spawn(command.command, command.args, {
      cwd: command.cwd,
      env: command.env as NodeJS.ProcessEnv,
      stdio: [command.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    child.on('error', (error) => resolve({ code: null, stdout: Buffer.alloc(0), stderr: error.message }));
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) child.kill('SIGKILL');
      else out.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (err.length < 64) err.push(chunk);
    });
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }),
    );
    if (command.input !== undefined) giveInput(child, command.input);
  });
}

/** A git that answers while it runs. */
export interface Coprocess {
  write(text: string): void;
  /** The next piece of its output; null when it ended or did not start. */
  read(): Promise<Buffer | null>;
  /** Close its input, upon which it ends. */
  end(): void;
}

/** Start a program to be asked through its standard input. Only an open question keeps this process alive. */
export function startCoprocess(command: Omit<Command, 'input' | 'maximumBytes'>): Coprocess {
  started += 1;
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    env: command.env as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const wakeReader = () => {
    wake?.();
    wake = undefined;
  };
  const finish = () => {
    ended = true;
    wakeReader();
  };
  child.on('error', finish);
  child.on('close', finish);
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    wakeReader();
  });
  // A program that ends without reading its input is noticed by its silence.
  child.stdin.on('error', () => {});
  const output = child.stdout as Socket;
  child.unref();
  (child.stdin as Socket).unref();
  output.unref();
  return {
    write: (text) => void child.stdin.write(text),
    async read() {
      while (chunks.length === 0 && !ended) {
        child.ref();
        output.ref();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        child.unref();
        output.unref();
      }
      return chunks.shift() ?? null;
    },
    end: () => void child.stdin.end(),
  };
}

function giveInput(child: ChildProcess, input: string | Uint8Array): void {
  // A program that ends without reading its input is judged by its exit code.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
}
