import { emitKeypressEvents, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';

/** A key as the key map names it: `a`, `A`, `up`, `enter`, `ctrl+p`, `shift+tab`; `text` is what it types. */
export interface Key {
  readonly name: string;
  /** Printable text, `''` for other keys. */
  readonly text: string;
  /** Pasted text: it is never a command. */
  readonly pasted?: boolean;
}

/** How long an escape may be the beginning of another key, in milliseconds. */
const escapeDelay = 25;
const names: Readonly<Record<string, string>> = {
  return: 'enter',
  linefeed: 'enter',
  backspace: 'backspace',
};

interface Keypress {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
  readonly sequence?: string;
}

/** Turn the bytes of a terminal into keys. Gives the function that takes the bytes. */
export function keyReader(onKey: (key: Key) => void): (chunk: Buffer) => void {
  const stream = new PassThrough();
  emitKeypressEvents(stream, { escapeCodeTimeout: escapeDelay } as unknown as Interface);
  let pasted: string | null = null;
  stream.on('keypress', (text: string | undefined, key: Keypress) => {
    if (key.name === 'paste-start') pasted = '';
    else if (key.name === 'paste-end') {
      const whole = pasted ?? '';
      pasted = null;
      if (whole) onKey({ name: 'paste', text: whole.replace(/\s+/g, ' '), pasted: true });
    } else if (pasted !== null) pasted += key.sequence ?? text ?? '';
    else {
      const named = nameOf(text, key);
      if (named) onKey(named);
    }
  });
  return (chunk) => void stream.write(chunk);
}

function nameOf(text: string | undefined, key: Keypress): Key | null {
  const printable = text !== undefined && !key.ctrl && !key.meta && !/\p{Cc}/u.test(text) ? text : '';
  if (printable && printable !== ' ') return { name: printable, text: printable };
  if (printable === ' ') return { name: 'space', text: ' ' };
  if (!key.name) return null;
  const base = names[key.name] ?? key.name;
  const prefix = `${key.ctrl ? 'ctrl+' : ''}${key.meta && base !== 'escape' ? 'alt+' : ''}${key.shift ? 'shift+' : ''}`;
  return { name: prefix + base, text: '' };
}
