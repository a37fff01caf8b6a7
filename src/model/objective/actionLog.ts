import { atxHeading } from '../markdown/blocks/lineStarts.js';
import { liveLines } from '../markdown/liveLines.js';
import { lineEnding, lineStarts } from '../text.js';

const item = /^( {0,3}[-*+])[ \t]/;

/**
 * An objective's text with one more entry at the end of its section *Action Log*, which is made where it is missing.
 * Nothing else changes.
 */
export function withLogEntry(text: string, entry: string): string {
  const end = lineEnding(text);
  const section = findSection(text);
  const line = entry.replace(/\s+/g, ' ').trim();
  if (!section) {
    const gap = text === '' || /\n\r?\n$/.test(text) ? '' : text.endsWith('\n') ? end : end + end;
    return `${text}${gap}## Action Log${end}${end}- ${line}${end}`;
  }
  const written = text.slice(section.start, section.end);
  const stop = section.start + written.trimEnd().length;
  const marks = written.split(/\r?\n/).flatMap((one) => item.exec(one)?.[1] ?? []);
  const mark = marks.at(-1);
  const before = mark === undefined ? end + end : end;
  const after = stop === text.length ? end : '';
  return `${text.slice(0, stop)}${before}${mark ?? '-'} ${line}${after}${text.slice(stop)}`;
}

/** From behind the heading *Action Log* to the next heading of its depth or above. */
function findSection(text: string): { readonly start: number; readonly end: number } | null {
  let found: { start: number; depth: number } | null = null;
  for (const line of liveLines(text, 0, lineStarts(text))) {
    const indent = /^ {0,3}(?=#)/.exec(line.text)?.[0].length;
    const heading = indent === undefined ? null : atxHeading(line.text, indent, line.text.length);
    if (!heading) continue;
    if (found && heading.depth <= found.depth) return { start: found.start, end: line.start };
    const isLog = line.text.slice(heading.start, heading.end).toLowerCase() === 'action log';
    if (!found && isLog) found = { start: line.end, depth: heading.depth };
  }
  return found && { start: found.start, end: text.length };
}
