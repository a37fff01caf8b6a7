/**
 * A marked block of lines in a file that others write too. It notes in itself what taking it out must restore, so
 * that the file alone is enough. Texts are byte strings (latin1): a hook may be in any encoding.
 */

const startMark = '# >>> doc-ops >>>';
const endMark = '# <<< doc-ops <<<';
const madeNote = '# doc-ops made this file.';
const newlineNote = '# The line above had no line ending.';

/** Where a block goes, and what a file that is made for it starts with. */
export interface BlockPlace {
  readonly at: 'after the shebang' | 'at the end';
  readonly newFile: string;
}

export type BlockState = 'absent' | 'whole' | 'damaged';

/**
 * The file with the block; an older block is replaced where it is. In a script it goes right after the shebang
 * line, so that a later `exit` or `exec` does not hide it. `null` is a file that does not exist.
 */
export function withBlock(text: string | null, lines: readonly string[], place: BlockPlace): string {
  if (text === null) return place.newFile + write(lines, [madeNote]);
  const old = findBlock(text);
  if (old) return text.slice(0, old.start) + write(lines, old.notes) + text.slice(old.end);
  const head = place.at === 'at the end' ? text : (/^#![^\n]*\n?/.exec(text)?.[0] ?? '');
  const unended = head !== '' && !head.endsWith('\n');
  return `${head}${unended ? '\n' : ''}${write(lines, unended ? [newlineNote] : [])}${text.slice(head.length)}`;
}

/** The file as it was before the block; null where the file was made for the block and holds nothing else. */
export function withoutBlock(text: string, place: BlockPlace): string | null {
  const old = findBlock(text);
  if (!old) return text;
  const after = text.slice(old.end);
  const before = text.slice(0, old.start);
  // A line that somebody added below still needs the line ending that was missing.
  const rest = old.notes.includes(newlineNote) && after === '' ? before.replace(/\n$/, '') : before + after;
  return old.notes.includes(madeNote) && rest === place.newFile ? null : rest;
}

/** Whether the block is there; damaged when one of its marks is missing, so that its extent cannot be known. */
export function blockState(text: string): BlockState {
  const starts = text.match(markLine(startMark, 'gm'))?.length ?? 0;
  const ends = text.match(markLine(endMark, 'gm'))?.length ?? 0;
  if (starts === 0 && ends === 0) return 'absent';
  return starts === 1 && ends === 1 && findBlock(text) ? 'whole' : 'damaged';
}

/** What is outside of the block. */
export function outsideBlock(text: string): string {
  const found = findBlock(text);
  return found ? text.slice(0, found.start) + text.slice(found.end) : text;
}

function write(lines: readonly string[], notes: readonly string[]): string {
  return `${[startMark, ...notes, ...lines.map(toByteString), endMark].join('\n')}\n`;
}

function findBlock(text: string): { start: number; end: number; notes: string[] } | null {
  const start = markLine(startMark, 'm').exec(text);
  if (!start) return null;
  const inside = start.index + start[0].length;
  const end = markLine(endMark, 'm').exec(text.slice(inside));
  if (!end) return null;
  const lines = text.slice(inside, inside + end.index).split(/\r?\n/);
  return {
    start: start.index,
    end: inside + end.index + end[0].length,
    notes: [madeNote, newlineNote].filter((note) => lines.includes(note)),
  };
}

function markLine(mark: string, flags: string): RegExp {
  return new RegExp(`^${mark}[ \\t]*(?:\\r?\\n|\\r?$(?![\\s\\S]))`, flags);
}

/** UTF-8 bytes, one a character. */
export function toByteString(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
