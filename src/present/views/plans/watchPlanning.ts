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
    const line = `${asked} · ${seconds} s${tokens} ${tail === '' ? '' : terminal.dim(tail.slice(-Math.max(0, terminal.columns - asked.length - 40)))}`;
    write(`\r\u001b[K${line}`);
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
      else {
        const first = visible(progress.faults[0] ?? '');
        write(
          `${mode === 'live' ? '\r\u001b[K' : ''}${terminal.yellow(`attempt ${progress.attempt}: ${first}`)}\n`,
        );
      }
    },
    end() {
      if (timer === undefined) return;
      clearInterval(timer);
      write('\r\u001b[K');
    },
  };
}
