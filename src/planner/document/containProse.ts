import { FenceTracker } from '../../model/markdown/blocks/fence.js';

/** A heading's deepest level, and the highest that prose may have below a section's own. */
const deepest = 6;
const highest = 3;

const heading = /^( {0,3})(#{1,6})(?=[ \t]|$)/;
const tascFence = /^( {0,3}(?:`{3,}|~{3,})[ \t]*ya?ml)[ \t]+tascs\b/i;
const codeSpan = /(`+)(?!`)[^\n]*?[^`]\1(?!`)/g;

/**
 * Markdown that somebody else wrote, as a part of a section: its headings go below the section's, HTML and comments are
 * shown instead of meant, a fence that is open is closed, and a block of tascs in it is none. Nothing that follows can be
 * swallowed by it.
 */
export function containProse(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, '')
    .trim()
    .split('\n');
  const whole = lines.join('\n');
  const fences = new FenceTracker(whole);
  const shift = Math.max(0, highest - highestHeading(lines));
  const contained: string[] = [];
  let openFence = '';
  let at = 0;
  for (const line of lines) {
    const wasOpen = fences.isOpen;
    const isCode = fences.readLine(at, at + line.length);
    at += line.length + 1;
    if (!isCode) contained.push(containLine(line, shift));
    else {
      if (!wasOpen) openFence = /[`~]{3,}/.exec(line)?.[0] ?? '';
      contained.push(wasOpen ? line : line.replace(tascFence, '$1'));
    }
  }
  if (fences.isOpen) contained.push(openFence);
  return contained.join('\n');
}

/** The same on one line, for an item of a list. */
export function containLine(line: string, shift = highest - 1): string {
  const headed = line.replace(heading, (_, indent: string, marks: string) => {
    return indent + '#'.repeat(Math.min(deepest, marks.length + shift));
  });
  // git's conflict markers make a document unreadable.
  if (/^(?:<{7,}|>{7,})/.test(headed)) return `\\${headed}`;
  // A line of signs below a paragraph would make a heading of it, a label in brackets a definition.
  if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(headed)) return headed.replace(/[=-]/, '\\$&');
  let contained = '';
  let from = 0;
  for (const { index, 0: code } of headed.matchAll(codeSpan)) {
    contained += shown(headed.slice(from, index)) + code;
    from = index + code.length;
  }
  return contained + shown(headed.slice(from));
}

function highestHeading(lines: readonly string[]): number {
  return Math.min(deepest, ...lines.map((line) => heading.exec(line)?.[2]?.length ?? deepest));
}

/** HTML as the text that was written; addresses in angle brackets stay. */
function shown(text: string): string {
  return text.replace(/(?<!\\)<(?=[A-Za-z/!?])(?!https?:\/\/[^\s<>]*>)/g, '\\<');
}
