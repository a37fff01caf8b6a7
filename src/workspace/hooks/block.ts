/** A marked block of lines in a file that others write too: put in once, taken out without a trace. */

export const blockStart = '# >>> doc-ops >>>';
export const blockEnd = '# <<< doc-ops <<<';

/** The file with the block: right after the shebang line, so that a later `exit` or `exec` does not hide it. */
export function withBlock(text: string, lines: readonly string[]): string {
  const block = `${[blockStart, ...lines, blockEnd].join('\n')}\n`;
  const old = findBlock(text);
  if (old) return text.slice(0, old.start) + block + text.slice(old.end);
  const shebang = /^#![^\n]*\n/.exec(text)?.[0].length ?? 0;
  return text.slice(0, shebang) + block + text.slice(shebang);
}

/** The file with the block at its end, where order does not matter. */
export function withBlockAtEnd(text: string, lines: readonly string[]): string {
  const old = findBlock(text);
  const block = `${[blockStart, ...lines, blockEnd].join('\n')}\n`;
  if (old) return text.slice(0, old.start) + block + text.slice(old.end);
  // The line ending that was missing belongs to the block, so that it leaves with it.
  return text === '' || text.endsWith('\n') ? text + block : `${text}\n${block.slice(0, -1)}`;
}

/** The file as it was before the block. */
export function withoutBlock(text: string): string {
  const old = findBlock(text);
  if (!old) return text;
  const start =
    old.end === text.length && !text.endsWith('\n') && text[old.start - 1] === '\n'
      ? old.start - 1
      : old.start;
  return text.slice(0, start) + text.slice(old.end);
}

/** The lines of the block; null where there is none. */
export function blockLines(text: string): string[] | null {
  const found = findBlock(text);
  return found ? text.slice(found.start, found.end).trimEnd().split('\n').slice(1, -1) : null;
}

function findBlock(text: string): { start: number; end: number } | null {
  const start = text.startsWith(blockStart) ? 0 : text.indexOf(`\n${blockStart}`) + 1;
  if (start === 0 && !text.startsWith(blockStart)) return null;
  const close = text.indexOf(`\n${blockEnd}`, start);
  if (close < 0) return null;
  const end = close + 1 + blockEnd.length;
  return { start, end: text[end] === '\n' ? end + 1 : end };
}
