import { assignsSecret } from './assigned.js';
import { holdsRandom } from './entropy.js';
import { secretShapes } from './shapes.js';

/** A text in which every line that may hold a secret is replaced; lines keep their numbers. */
export interface Cleaned {
  readonly text: string;
  /** 1-based numbers of the replaced lines. */
  readonly lines: readonly number[];
}

/** What is put in place of a line. */
export const replacement = '[line left out: it may hold a secret]';

/** A longer line is generated or data. In characters. */
const longestLine = 2000;

const blockStart = /-----BEGIN [A-Z0-9 ]+-----|^PuTTY-User-Key-File-\d/;
const blockEnd = /-----END [A-Z0-9 ]+-----|^Private-MAC:/;
/** A line of a key's block: encoded bytes, a header, or quoted and joined in code. */
const blockLine = /^[\s"'`|>#*+,;\\/A-Za-z0-9=:.-]*$/;

/** Replace the lines that may hold a secret: keys, tokens, passwords, connection strings. */
export function withoutSecrets(text: string): Cleaned {
  const replaced: number[] = [];
  let inBlock = false;
  const lines = text.split('\n').map((line, index) => {
    const starts = blockStart.test(line);
    if (starts) inBlock = !blockEnd.test(line);
    else if (inBlock && (blockEnd.test(line) || !blockLine.test(line))) {
      const ends = blockEnd.test(line);
      inBlock = false;
      if (!ends && !isSecretLine(line)) return line;
    } else if (!inBlock && !isSecretLine(line)) return line;
    replaced.push(index + 1);
    return `${replacement}${line.endsWith('\r') ? '\r' : ''}`;
  });
  return replaced.length === 0 ? { text, lines: replaced } : { text: lines.join('\n'), lines: replaced };
}

/** Whether a line alone looks as if it held a secret. */
export function isSecretLine(line: string): boolean {
  if (line.length < 6 || line === replacement) return false;
  // No person writes such a line, and what it holds cannot be judged in short.
  if (line.length > longestLine) return true;
  return secretShapes.some((shape) => shape.test(line)) || assignsSecret(line) || holdsRandom(line);
}
