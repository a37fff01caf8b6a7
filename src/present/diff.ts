import type { Change } from '../model/change.js';
import { visible } from '../model/display.js';
import type { Terminal } from './terminal.js';

/** The difference that changes make, as git would print it. */
export async function describeChanges(changes: readonly Change[], terminal: Terminal): Promise<string> {
  const { structuredPatch } = await import('diff');
  let result = '';
  for (const change of changes) {
    const before = change.kind === 'create' ? '' : change.before;
    const after = change.kind === 'delete' ? '' : change.after;
    const to = change.kind === 'rename' ? change.to : change.path;
    result += terminal.bold(`--- ${change.kind === 'create' ? '/dev/null' : `a/${change.path}`}`);
    result += `\n${terminal.bold(`+++ ${change.kind === 'delete' ? '/dev/null' : `b/${to}`}`)}\n`;
    for (const hunk of structuredPatch(change.path, to, before, after, '', '', { context: 3 }).hunks) {
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
