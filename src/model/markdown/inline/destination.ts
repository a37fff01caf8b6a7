import { isBlank } from '../blocks/lineStarts.js';
import type { Range } from '../shape.js';

/** `doubt`: a parser must decide. `no`: the text is not a destination. */
export type NoDestination = 'doubt' | 'no';

/** Maximum nesting of parentheses in destinations. */
const deepest = 32;

/** The link destination at `at`; `next` is the offset behind it. Escapes and entities are in doubt. */
export function readDestination(
  text: string,
  at: number,
  end: number,
): (Range & { readonly next: number }) | NoDestination {
  if (text.charCodeAt(at) === 60 && at < end) return readBracketed(text, at, end);
  let depth = 0;
  let stop = at;
  for (; stop < end; stop++) {
    const code = text.charCodeAt(stop);
    if (code <= 32 || code === 127) break;
    if (code === 92 || code === 38) return 'doubt';
    if (code === 40 && ++depth > deepest) return 'no';
    if (code === 41 && depth-- === 0) {
      depth = 0;
      break;
    }
  }
  return stop === at || depth > 0 ? 'no' : { start: at, end: stop, next: stop };
}

function readBracketed(text: string, at: number, end: number): (Range & { next: number }) | NoDestination {
  for (let stop = at + 1; stop < end; stop++) {
    const code = text.charCodeAt(stop);
    if (code === 62) return { start: at + 1, end: stop, next: stop + 1 };
    if (code === 60 || code === 10 || code === 13) return 'no';
    if (code === 92 || code === 38) return 'doubt';
  }
  return 'no';
}

/** The part in parentheses behind a link's text; the opening one is at `at`. Line ends are in doubt. */
export function readResource(
  text: string,
  at: number,
  end: number,
): (Range & { readonly next: number }) | NoDestination {
  let next = skipBlanks(text, at + 1, end);
  let place: Range = { start: at + 1, end: at + 1 };
  if (text.charCodeAt(next) !== 41 || next >= end) {
    if (next < end && isLineEnd(text.charCodeAt(next))) return 'doubt';
    const found = readDestination(text, next, end);
    if (typeof found === 'string') return found;
    if (found.start < found.end) place = found;
    next = skipBlanks(text, found.next, end);
    if (next < end && isLineEnd(text.charCodeAt(next))) return 'doubt';
    if (next > found.next && text.charCodeAt(next) !== 41) {
      const stop = endOfTitle(text, next, end);
      if (typeof stop === 'string') return stop;
      next = skipBlanks(text, stop, end);
      if (next < end && isLineEnd(text.charCodeAt(next))) return 'doubt';
    }
  }
  if (next >= end || text.charCodeAt(next) !== 41) return 'no';
  return { start: place.start, end: place.end, next: next + 1 };
}

function endOfTitle(text: string, at: number, end: number): number | NoDestination {
  const open = text.charCodeAt(at);
  if (at >= end || (open !== 34 && open !== 39 && open !== 40)) return 'no';
  const close = open === 40 ? 41 : open;
  for (let stop = at + 1; stop < end; stop++) {
    const code = text.charCodeAt(stop);
    if (code === close) return stop + 1;
    if (isLineEnd(code)) return 'doubt';
    if (code === 92) stop++;
    else if (code === open) return 'no';
  }
  return 'no';
}

function skipBlanks(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isBlank(text.charCodeAt(next))) next++;
  return next;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
