import { type ProgramEnd, runProgram } from '../../../workspace/process/program.js';
import { stopped, timedOut } from '../deadline.js';
import { type ExecuteOptions, type ExecutorFailure, executorFailure } from '../executor.js';

export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As messages call it. */
  readonly shown: string;
  /** What to do where it is not installed. */
  readonly install: string;
}

/** A program that ended by itself. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Far more than an answer is. */
const largestOutput = 16 * 1024 * 1024;
/** Milliseconds in which a program may end in good order when it is stopped. */
const grace = 1000;

/** Run a program that answers a prompt on its standard input, in a process group of its own, to its end. */
export async function askProgram(
  call: ProgramCall,
  prompt: string,
  options: ExecuteOptions,
  onOutput?: (piece: Buffer) => void,
): Promise<Ended | ExecutorFailure> {
  const end = await runProgram(call.file, call.args, {
    cwd: call.cwd,
    env: call.env,
    input: prompt,
    maxOutput: largestOutput,
    timeout: options.timeout,
    killAfter: grace,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(onOutput ? { onOutput: (piece, stream) => void (stream === 'stdout' && onOutput(piece)) } : {}),
  });
  return endOf(end, call, options);
}

function endOf(end: ProgramEnd, call: ProgramCall, options: ExecuteOptions): Ended | ExecutorFailure {
  switch (end.kind) {
    case 'ended':
      return { code: end.code, stdout: end.stdout.toString('utf8'), stderr: end.stderr };
    case 'signalled':
      return executorFailure('failed', `${call.shown} was ended by ${end.signal}`);
    case 'aborted':
      return stopped();
    case 'timed-out':
      return timedOut(call.shown, options.timeout);
    case 'too-much-output':
      return executorFailure('bad-output', `${call.shown} printed more than 16 MiB, which is not an answer`);
    case 'not-installed':
      return executorFailure('not-installed', `${call.shown} is not installed`, { hint: call.install });
    case 'not-started':
      return executorFailure('not-installed', `${call.shown} could not be started`, { hint: call.install });
  }
}
