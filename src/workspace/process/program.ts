import fs from 'node:fs';
import { endGroup } from './group.js';

export interface ProgramOptions {
  readonly cwd: string;
  /** All of its environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Written to its standard input; nothing by default. */
  readonly input?: string | Uint8Array;
  /** Every piece of its output, as it comes. */
  onOutput?(piece: Buffer, stream: 'stdout' | 'stderr'): void;
  /** Bytes of standard output or standard error; more ends it. Default 16 MiB. */
  readonly maxOutput?: number;
  /** Milliseconds; no limit by default. */
  readonly timeout?: number;
  /** Milliseconds between asking it to end and ending it; default 5 seconds. */
  readonly killAfter?: number;
  /** Ends it when aborted. A Ctrl-C does not reach a process group of its own: what may take long is given this. */
  readonly signal?: AbortSignal;
  /**
   * By default it has no terminal, and a process group of its own that ends with it. `ask`: it stays at this terminal,
   * where it may ask for a passphrase. `whole`: its standard streams are the terminal, as an editor needs.
   */
  readonly terminal?: 'ask' | 'whole';
}

interface ProgramOutput {
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** How a program ended, or why it did not start. */
export type ProgramEnd =
  | (ProgramOutput & { readonly kind: 'ended'; readonly code: number })
  /** It was stopped by a signal of somebody else. */
  | (ProgramOutput & { readonly kind: 'signalled'; readonly signal: string })
  | (ProgramOutput & { readonly kind: 'timed-out' | 'too-much-output' | 'aborted' })
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'not-started'; readonly reason: string };

const defaultMaxOutput = 16 * 1024 * 1024;
const defaultKillAfter = 5000;

/**
 * Run a program to its end: no shell, explicit arguments and environment, bounded output and time. Never rejects, and
 * leaves nothing of its process group behind when it had to be ended.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramEnd> {
  const { execa } = await import('execa');
  const { terminal, maxOutput = defaultMaxOutput, killAfter = defaultKillAfter, input } = options;
  if (options.signal?.aborted) return { kind: 'aborted', stdout: Buffer.alloc(0), stderr: '' };
  const subprocess = execa(file, args, {
    cwd: options.cwd,
    env: options.env as Record<string, string>,
    extendEnv: false,
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: maxOutput,
    detached: terminal === undefined,
    cleanup: terminal !== 'whole',
    forceKillAfterDelay: killAfter,
    ...(terminal === 'whole' ? { stdio: 'inherit' } : input === undefined ? { stdin: 'ignore' } : { input }),
  });
  const group = terminal === undefined ? subprocess.pid : undefined;
  let reason: 'timed-out' | 'too-much-output' | 'aborted' | null = null;
  let ending: Promise<void> | undefined;
  const end = (why: NonNullable<typeof reason>) => {
    reason ??= why;
    if (group === undefined) subprocess.kill();
    else ending ??= endGroup(group, killAfter);
  };
  for (const name of ['stdout', 'stderr'] as const) {
    let size = 0;
    subprocess[name]?.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > maxOutput) end('too-much-output');
      else options.onOutput?.(piece, name);
    });
  }
  const abort = () => end('aborted');
  options.signal?.addEventListener('abort', abort, { once: true });
  const timer =
    options.timeout === undefined ? undefined : setTimeout(() => end('timed-out'), options.timeout);
  const result = await subprocess;
  clearTimeout(timer);
  options.signal?.removeEventListener('abort', abort);
  await ending;
  const output = { stdout: bytes(result.stdout), stderr: bytes(result.stderr).toString('utf8') };
  if (reason !== null) return { kind: reason, ...output };
  if (result.exitCode !== undefined) return { kind: 'ended', code: result.exitCode, ...output };
  if (result.signal !== undefined) return { kind: 'signalled', signal: result.signal, ...output };
  return result.code === 'ENOENT' && fs.existsSync(options.cwd)
    ? { kind: 'not-installed' }
    : { kind: 'not-started', reason: result.shortMessage ?? 'unknown' };
}

function bytes(output: unknown): Buffer {
  return output instanceof Uint8Array ? Buffer.from(output) : Buffer.alloc(0);
}
