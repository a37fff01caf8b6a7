import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { OutputRecord } from '../model/ledger/event.js';
import { endGroup, isAlive } from '../workspace/process/group.js';
import { announce, type Guardian } from './guardian.js';
import { OutputKeeper } from './outputKeeper.js';

export interface CommandRun {
  /** Handed to `sh -c` as it is. */
  readonly command: string;
  /** Absolute; null where the folder is not inside the root. */
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMilliseconds: number;
  /** Between asking a group to end and making it. */
  readonly graceMilliseconds: number;
  readonly guardian: Guardian;
  /** Ends it when aborted. */
  readonly stop: AbortSignal;
  /** Where its output is written while it runs: `<prefix>.out`, `<prefix>.err`. */
  readonly outputPrefix: string;
  /** The last line, whenever something was printed. */
  onLine?(line: string): void;
  /** Milliseconds that it may stay silent behind this last line before it ends as if its time were over; null: any. */
  silenceAfter?(line: string): number | null;
  onOutput?(chunk: Buffer): void;
}

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly ended: 'timeout' | 'interrupted' | 'not_started' | null;
  readonly stdout: OutputRecord;
  readonly stderr: OutputRecord;
  readonly stdoutPath: string;
  readonly stderrPath: string;
}

/** First the guardian knows the group, then the command executes. */
const announced = `${announce}; exec /bin/sh -c "$1"`;

/** Run a command in a process group of its own to its end, and leave nothing of the group behind. */
export async function runCommand(run: CommandRun): Promise<CommandEnd> {
  const out = new OutputKeeper(`${run.outputPrefix}.out`);
  const err = new OutputKeeper(`${run.outputPrefix}.err`);
  if (run.cwd === null) return ended(out, err, { exitCode: null, signal: null, ended: 'not_started' });
  const child = spawn('/bin/sh', ['-c', announced, 'sh', run.command], {
    cwd: run.cwd,
    env: run.env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', run.guardian.line],
  });
  const group = child.pid;
  if (group === undefined) {
    await new Promise<void>((resolve) => child.once('error', () => resolve()));
    return ended(out, err, { exitCode: null, signal: null, ended: 'not_started' });
  }
  let why: CommandEnd['ended'] = null;
  let ending: Promise<void> | null = null;
  const end = (reason: 'timeout' | 'interrupted') => {
    if (ending) return;
    why = reason;
    ending = endGroup(group, run.graceMilliseconds);
  };
  let silence: NodeJS.Timeout | undefined;
  const listen = (line: string) => {
    clearTimeout(silence);
    const milliseconds = run.silenceAfter?.(line) ?? null;
    if (milliseconds !== null) silence = setTimeout(() => end('timeout'), milliseconds);
  };
  for (const [stream, keeper] of [
    [child.stdout, out],
    [child.stderr, err],
  ] as const) {
    (stream as Readable).on('data', (chunk: Buffer) => {
      keeper.write(chunk);
      run.onOutput?.(chunk);
      if (run.onLine && keeper.lastLine !== '') run.onLine(keeper.lastLine);
      if (run.silenceAfter) listen(keeper.lastLine);
    });
  }
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  run.guardian.started(group);
  const timer = setTimeout(() => end('timeout'), run.timeoutMilliseconds);
  const interrupt = () => end('interrupted');
  if (run.stop.aborted) interrupt();
  else run.stop.addEventListener('abort', interrupt, { once: true });
  const { code, signal } = await exited;
  clearTimeout(timer);
  clearTimeout(silence);
  run.stop.removeEventListener('abort', interrupt);
  // What it started and left behind goes with it; and only then do the pipes close.
  if (ending) await ending;
  else if (isAlive(group)) await endGroup(group, run.graceMilliseconds);
  await closed;
  run.guardian.forget(group);
  return ended(out, err, { exitCode: code, signal, ended: why });
}

function ended(
  out: OutputKeeper,
  err: OutputKeeper,
  how: Pick<CommandEnd, 'exitCode' | 'signal' | 'ended'>,
): CommandEnd {
  return { ...how, stdout: out.end(), stderr: err.end(), stdoutPath: out.path, stderrPath: err.path };
}
