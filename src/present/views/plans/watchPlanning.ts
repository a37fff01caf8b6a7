import { visible } from '../../../model/display.js';
import type { Watching, WatchOptions } from '../../view.js';

/** Milliseconds between two drawings. */
const interval = 200;

/** Shows how a planner is asked: elapsed time, tokens, and the end of the answer as it streams. */
export function watchPlanning({ mode, terminal, write }: WatchOptions): Watching {
  const started = Date.now();
  let asked = '';
  let received = '';
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    const tokens = received === '' ? '' : ` · about ${Math.ceil(received.length / 4)} tokens`;
    const tail = visible(received.slice(-200).replace(/\s+/g, ' '));
    const line = `${asked} · ${seconds} s${tokens}`;
    const room = terminal.columns - line.length - 2;
    write(
      `\r\u001b[K${line.slice(0, terminal.columns - 1)}${room > 0 ? ` ${terminal.dim(tail.slice(-room))}` : ''}`,
    );
  };
  const stop = () => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    write('\r\u001b[K');
  };
  return {
    event(event) {
      if (mode === 'json') {
        if (event.kind === 'planning') write(`${JSON.stringify(event)}\n`);
        return;
      }
      if (event.kind !== 'planning') return;
      const { progress } = event;
      if (progress.kind === 'asking') {
        received = '';
        const model = progress.model === null ? '' : ` ${visible(progress.model)}`;
        asked = `asking ${visible(progress.executor)}${model}, ${progress.promptTokens} tokens${progress.attempt > 1 ? `, attempt ${progress.attempt}` : ''}`;
        if (mode === 'lines') write(`${asked}\n`);
        else timer ??= setInterval(draw, interval);
      } else if (progress.kind === 'answer') received += progress.piece;
      else if (progress.kind === 'answered') stop();
      else {
        const first = visible(progress.faults[0] ?? '');
        write(`${terminal.yellow(`attempt ${progress.attempt}: ${first}`)}\n`);
      }
    },
    end: stop,
  };
}
