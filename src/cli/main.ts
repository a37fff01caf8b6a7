import { isatty } from 'node:tty';
import { closest } from '../model/closest.js';
import { showOperation } from '../model/fileOperation.js';
import { failure, type Problem } from '../model/result.js';
import { openContext } from '../operations/openContext.js';
import type { VerbName } from '../operations/registry.js';
import type { Context, InputOf, Outcome, Parameters } from '../operations/verb.js';
import { crash } from '../present/crash.js';
import { layOut } from '../present/layout.js';
import { describeProblem } from '../present/problem.js';
import { atTerminal, clearScreen, describeTerminal, type Terminal } from '../present/terminal.js';
import { type LoadedVerb, loadVerb } from '../present/views.js';
import { type GlobalOptions, parseArguments } from './command.js';
import { exitCodeOf } from './exitCode.js';
import { findVerb } from './findVerb.js';

/** The definitions of all verbs, as JSON. */
declare const DOC_OPS_VERBS: string;

/** The program: arguments in, one verb run, results out, an exit code. Output and exit code are set here only. */
export async function main(
  program: 'doc-ops' | 'kanban-ops',
  version: string,
  openTui: (options: { readonly root?: string }) => Promise<number>,
): Promise<void> {
  process.on('uncaughtException', crash);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) closes the pipe; that is not a failure.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  const args = process.argv.slice(2);
  const terminal = terminalOf(process.stdout);
  if (args[0] === '__complete') {
    const { answer } = await import('./completion/answer.js');
    return write(await answer(JSON.parse(DOC_OPS_VERBS), args.slice(1)));
  }
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) return write(`${version}\n`);
  const found = findVerb(program, args[0] === 'help' ? [...args.slice(1), '--help'] : args);
  if (found.kind === 'unknown') {
    const suggestion = closest(found.word, found.known);
    return report(
      failure('usage', `unknown verb '${found.word}'`, {
        ...(suggestion ? { suggestion: `${program} ${suggestion}` } : { allowed: found.known }),
        hint: `${program} --help lists the verbs`,
      }).problem,
      args.includes('--json'),
    );
  }
  if (found.kind === 'none') {
    if (args.some((arg) => arg === '--help' || arg === '-h' || arg === 'help')) {
      const { generalHelp } = await import('./help.js');
      return write(await generalHelp(program, version, terminal));
    }
    return runVerb(
      program,
      version,
      program === 'kanban-ops' ? 'board show' : 'overview',
      '',
      found.args,
      terminal,
    );
  }
  const isTui = found.name === 'tui' && atTerminal(process.stdin, process.stdout, process.env);
  return runVerb(
    program,
    version,
    found.name,
    found.shown,
    found.args,
    terminal,
    isTui ? openTui : undefined,
  );
}

async function runVerb(
  program: string,
  version: string,
  name: VerbName,
  shown: string,
  args: readonly string[],
  terminal: Terminal,
  openTui?: (options: { readonly root?: string }) => Promise<number>,
): Promise<void> {
  const loaded = await loadVerb(name);
  const parsed = parseArguments(loaded.verb, program, shown, args);
  if (parsed.kind === 'help') return write(parsed.text);
  if (parsed.kind === 'wrong') return report(parsed.problem, args.includes('--json'));
  if (openTui && !parsed.options.json && !parsed.options.plain) {
    const { root } = parsed.options;
    process.exit(await openTui(root === undefined ? {} : { root }));
  }
  const context = await openContext({
    needs: loaded.verb.needs,
    root: parsed.options.root,
    dryRun: parsed.options.dryRun,
    person: parsed.options.input && interactive() ? (await import('./person.js')).personAtTerminal() : null,
    readInput: readStandardInput,
  });
  if (!context.ok) return report(context.problem, parsed.options.json);
  const watching = loaded.view.watch ? watch(loaded.view.watch, parsed, terminal) : null;
  const passing = parsed.input.watch === true ? showPasses(loaded, parsed.options, terminal) : null;
  const result = await loaded.verb.run({ ...context.value, ...watching?.context, ...passing }, parsed.input);
  watching?.end();
  if (!result.ok) return report(result.problem, parsed.options.json);
  process.exitCode = exitCodeOfOutcome(result.value);
  if (passing) return;
  // Events were printed as they came, the report as the last one.
  if (parsed.input.events === true && watching) return;
  const format = parsed.input.format;
  if (typeof format === 'string' && loaded.view.formats?.[format] && !parsed.options.json)
    write(await loaded.view.formats[format](result.value, version));
  else
    await show(
      loaded,
      result.value,
      { ...parsed.options, json: parsed.options.json || format === 'json' },
      terminal,
    );
}

function exitCodeOfOutcome({ failed, exit }: Outcome<unknown>): number {
  if (exit === 'interrupted') return 130;
  return failed ? 1 : exit === 'waiting' ? 3 : 0;
}

/** Show every pass of a verb that repeats: on a terminal in place of the one before. */
function showPasses(
  loaded: LoadedVerb,
  options: GlobalOptions,
  terminal: Terminal,
): Pick<Context, 'stop' | 'emit'> {
  const redraws = process.stdout.isTTY === true && !options.json && !options.plain;
  let shown = Promise.resolve();
  return {
    stop: interruption(),
    emit(event) {
      if (event.kind !== 'pass') return;
      shown = shown.then(async () => {
        if (redraws) write(clearScreen);
        await show(loaded, event.outcome, options, terminal);
        if (redraws) write(`${terminal.dim('\nwatching; Ctrl-C ends')}\n`);
      });
    },
  };
}

/** Aborted by Ctrl-C and by a closing terminal. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

/** Show a run as it goes, and let Ctrl-C and a closing terminal end it in good order. */
function watch(
  start: NonNullable<LoadedVerb['view']['watch']>,
  parsed: { readonly input: InputOf<Parameters>; readonly options: GlobalOptions },
  terminal: Terminal,
) {
  const stop = interruption();
  const streams = parsed.input.events === true;
  const quiet = !streams && (parsed.options.json || parsed.options.plain);
  const isLive = process.stderr.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';
  const shown = quiet
    ? null
    : start({
        mode: streams ? 'json' : isLive ? 'live' : 'lines',
        terminal: streams ? terminal : terminalOf(process.stderr),
        write: (text) => void (streams ? process.stdout : process.stderr).write(text),
      });
  return {
    context: { stop, ...(shown ? { emit: shown.event } : {}) },
    end: () => shown?.end(),
  };
}

async function show(
  { view }: LoadedVerb,
  outcome: Outcome<unknown>,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.json) {
    write(
      `{"schemaVersion":1,"ok":${!outcome.failed},"data":${outcome.json ?? JSON.stringify(outcome.data) ?? 'null'},${JSON.stringify({ findings: outcome.findings ?? [], ...(outcome.changes ? { changes: outcome.changes.map(showOperation) } : {}) }).slice(1)}\n`,
    );
    return;
  }
  for (const note of outcome.notes ?? []) process.stderr.write(`${note}\n`);
  if (options.dryRun && outcome.changes) {
    const { describeChanges } = await import('../present/diff.js');
    return write((await describeChanges(outcome.changes ?? [], terminal)) || 'nothing would change\n');
  }
  if (options.plain)
    return write(
      view
        .plain(outcome)
        .map((row) => `${row.map(cell).join('\t')}\n`)
        .join(''),
    );
  write(await layOut(view.pretty(outcome, terminal), terminal));
}

/** By the stream: a pipe that another program made non-blocking has nothing yet when it is read at once. */
async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A value on one line and in one column. */
function cell(value: string): string {
  return value.replace(/[\t\r\n]+/g, ' ');
}

function report(problem: Problem, json: boolean): void {
  if (json) write(`${JSON.stringify({ schemaVersion: 1, ok: false, data: null, findings: [], problem })}\n`);
  else process.stderr.write(describeProblem(problem, terminalOf(process.stderr)));
  process.exitCode = exitCodeOf(problem.code);
}

function write(text: string): void {
  process.stdout.write(text);
}

function terminalOf(stream: NodeJS.WriteStream): Terminal {
  return describeTerminal({ isTTY: stream.isTTY === true, columns: stream.columns, env: process.env });
}

/** Asks the descriptors: a stream for the input that nobody reads takes milliseconds to make. */
function interactive(): boolean {
  return !process.env.CI && isatty(0) && isatty(2);
}
