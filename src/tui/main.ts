import { EventEmitter } from 'node:events';
import { render } from 'ink';
import { createElement } from 'react';
import { crash } from '../present/crash.js';
import { wantsColor } from '../present/terminal.js';
import { App, type FrameSink } from './app.js';
import { analystBeside } from './effects/analyst.js';
import { Effects } from './effects/effects.js';
import { offeredVerbs } from './effects/verbCalls.js';
import { watchBeside } from './effects/watcher.js';
import type { Event } from './state/event.js';
import { startState } from './state/start.js';
import { Store } from './store.js';
import { FrameWriter } from './terminal/frame.js';
import { keyReader } from './terminal/keys.js';
import { TerminalSession } from './terminal/session.js';

/** Signals that end the application, and how a shell reports them. */
const ending = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

/**
 * Run the terminal UI until the person leaves it. Gives the exit code. `layoutReady`: Ink's layout engine, which loads
 * while the documents are read.
 */
export async function start(
  options: { readonly root?: string | undefined },
  layoutReady: Promise<unknown>,
): Promise<number> {
  const { stdin, stdout } = process;
  const session = new TerminalSession(stdin);
  const writer = new FrameWriter(stdout);
  const sink: FrameSink = { frame: '', number: 0 };
  const sizeNow = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const color = wantsColor({ isTTY: true, columns: stdout.columns, env: process.env });
  let paint: () => void = () => {};
  const painted = new Promise<void>((resolve) => {
    paint = resolve;
  });
  let finish: (code: number) => void = () => {};
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const redraw = () => {
    writer.reset();
    if (session.isOurs) writer.write(sink.frame);
  };
  const effects: Effects = new Effects({
    dispatch: (event) => dispatch(event),
    quit: () => finish(0),
    async withTerminal(action) {
      session.giveBack();
      try {
        return await action();
      } finally {
        session.take();
        store.dispatch({ kind: 'resize', size: sizeNow() });
        redraw();
      }
    },
    suspend,
    redraw,
    painted: () => painted,
    columns: () => sizeNow().columns,
    color,
    armingTime: 400,
    analyst: analystBeside(__dirname, options.root),
    watch: watchBeside(__dirname),
    root: options.root,
  });
  const store = new Store(startState(sizeNow(), color), (effect) => effects.perform(effect));
  const dispatch = (event: Event) => store.dispatch(event);

  function suspend(): void {
    // While an editor has the terminal, it is the editor's to take back.
    const isOurs = session.isOurs;
    session.giveBack();
    process.once('SIGCONT', () => {
      if (!isOurs) return;
      session.take();
      store.dispatch({ kind: 'resize', size: sizeNow() });
      redraw();
    });
    process.kill(process.pid, 'SIGSTOP');
  }
  const onExit = () => session.giveBack();
  // Of a window that shrinks and grows again at once Node tells nothing, since its size is as it was; the terminal has
  // moved the lines all the same. The signal always comes.
  const onResize = () => {
    writer.reset();
    dispatch({ kind: 'resize', size: sizeNow() });
  };
  const onSignal = (signal: keyof typeof ending) => {
    // Ctrl-C in an editor that has the terminal is meant for the editor.
    if (signal === 'SIGINT' && !session.isOurs) return;
    void effects.end().then(() => finish(ending[signal]));
  };
  const onCrash = (error: unknown) => {
    session.giveBack();
    crash(error);
  };
  process.on('exit', onExit);
  process.prependListener('uncaughtException', onCrash);
  process.on('SIGTSTP', suspend);
  for (const signal of Object.keys(ending) as (keyof typeof ending)[]) process.on(signal, onSignal);
  process.on('SIGWINCH', onResize);
  const read = keyReader((key) => dispatch({ kind: 'key', key }));
  const onData = (chunk: Buffer) => read(chunk);
  stdin.on('data', onData);
  stdin.on('end', () => finish(129));
  void effects.start();
  session.take();
  await layoutReady;
  const app = render(createElement(App, { store, sink }), {
    stdout: inkOutput(() => {
      if (session.isOurs) writer.write(sink.frame);
      paint();
    }),
    stdin: Object.assign(new EventEmitter(), { isTTY: false }) as unknown as NodeJS.ReadStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  void offeredVerbs().then((verbs) => store.dispatch({ kind: 'verbs', verbs }));
  const code = await finished;
  await effects.end();
  stdin.off('data', onData);
  process.off('SIGWINCH', onResize);
  app.unmount();
  session.giveBack();
  process.off('exit', onExit);
  process.off('uncaughtException', onCrash);
  return code;
}

/** What Ink writes to: a column of one line, whose content is only the number of the frame. */
function inkOutput(onFrame: () => void): NodeJS.WriteStream {
  const output = Object.assign(new EventEmitter(), {
    columns: 12,
    rows: 1,
    isTTY: true,
    writable: true,
    write(text: string, done?: () => void) {
      if (text !== '') onFrame();
      done?.();
      return true;
    },
  });
  return output as unknown as NodeJS.WriteStream;
}
