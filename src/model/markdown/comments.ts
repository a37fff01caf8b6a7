import { isBlank } from './blocks/lineStarts.js';

/** HTML comments in a piece of text, found in linear time whatever it holds. */
const open = '<!--';
const close = '-->';

/** Where a text starts behind the comments and the white space at its start. */
export function skipComments(text: string): number {
  let from = 0;
  for (;;) {
    while (isBlank(text.charCodeAt(from))) from++;
    const closed = text.startsWith(open, from) ? text.indexOf(close, from + open.length) : -1;
    if (closed < 0) return from;
    from = closed + close.length;
  }
}

/** Where the comments and the white space at the end of a text start. */
export function trailingComments(text: string): number {
  let end = text.length;
  for (;;) {
    while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
    const closing = end - close.length;
    if (closing < open.length || !text.startsWith(close, closing)) return end;
    const opened = text.lastIndexOf(open, closing - open.length);
    if (opened < 0 || text.indexOf(close, opened + open.length) !== closing) return end;
    end = opened;
  }
}

/** A text without its HTML comments. */
export function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (let opened = text.indexOf(open); opened >= 0; opened = text.indexOf(open, at)) {
    const closed = text.indexOf(close, opened + open.length);
    if (closed < 0) break;
    kept += text.slice(at, opened);
    at = closed + close.length;
  }
  return kept + text.slice(at);
}
