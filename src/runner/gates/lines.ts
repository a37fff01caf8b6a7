import fs from 'node:fs';

/** A line is cut here; what follows up to its end is not looked at. */
export const longestLine = 64 * 1024;
const chunkBytes = 256 * 1024;

/** Lines of a file of any size, cut at 64 KiB, in bounded memory; none where the file is missing. */
export function* linesOf(path: string): Generator<string> {
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let line: Buffer[] = [];
    let length = 0;
    for (let read = fs.readSync(descriptor, buffer); read > 0; read = fs.readSync(descriptor, buffer)) {
      let start = 0;
      while (start < read) {
        const newline = buffer.indexOf(10, start);
        const end = newline < 0 || newline >= read ? read : newline;
        const room = Math.max(0, longestLine - length);
        if (room > 0 && end > start) {
          line.push(Buffer.from(buffer.subarray(start, Math.min(end, start + room))));
          length += Math.min(end - start, room);
        }
        if (end === read) break;
        yield textOf(line);
        line = [];
        length = 0;
        start = end + 1;
      }
    }
    if (length > 0) yield textOf(line);
  } finally {
    fs.closeSync(descriptor);
  }
}

function textOf(parts: readonly Buffer[]): string {
  const text = (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString('utf8') ?? '';
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** Colours and other escape sequences that test runners write. */
export function withoutEscapes(line: string): string {
  return line.includes('\u001b')
    ? line.replace(/\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007]*\u0007)/g, '')
    : line;
}
