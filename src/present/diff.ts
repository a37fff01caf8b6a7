import { visible } from '../model/display.js';
import type { FileOperation } from '../model/fileOperation.js';
import type { Terminal } from './terminal.js';

/** The difference that changes make, as git would print it. */
export async function describeChanges(
  changes: readonly FileOperation[],
  terminal: Terminal,
): Promise<string> {
  const { structuredPatch } = await import('diff');
  let result = '';
  for (const { path, to = path, before, after } of changes) {
    result += terminal.bold(`--- ${before === null ? '/dev/null' : `a/${path}`}`);
    result += `\n${terminal.bold(`+++ ${after === null ? '/dev/null' : `b/${to}`}`)}\n`;
    const { hunks } = structuredPatch(path, to, before ?? '', after ?? '', '', '', { context: 3 });
    for (const hunk of hunks) {
      result += `${terminal.cyan(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`)}\n`;
      for (const line of hunk.lines) {
        const shown = line.startsWith('\\')
          ? line
          : (line[0] ?? '') + visible(line.slice(1).replace(/\r$/, ''));
        const paint = line.startsWith('+')
          ? terminal.green
          : line.startsWith('-')
            ? terminal.red
            : (text: string) => text;
        result += `${paint(shown)}\n`;
      }
    }
  }
  return result;
}
