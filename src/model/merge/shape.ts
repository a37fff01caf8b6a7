import { lineEnding } from '../text.js';
import { type Merged, pick } from './conflict.js';

/** What a text is like apart from its lines. */
interface Shape {
  readonly mark: '' | '\uFEFF';
  readonly eol: '\n' | '\r\n' | null;
  readonly ended: boolean;
}

export interface Shaped {
  /** Base, ours and theirs, all of one shape. */
  readonly texts: readonly [base: string, ours: string, theirs: string];
  readonly eol: '\n' | '\r\n';
  /** Give the merged text the shape that the side which changed it wanted. */
  readonly finish: (merged: Merged) => Merged;
}

/**
 * Give three texts one shape. Line endings, the last line ending and the byte order mark are merged as settings of
 * their own, so that a side that only changed them touches no line.
 */
export function inOneShape(base: string, ours: string, theirs: string): Shaped {
  const [inBase, inOurs, inTheirs] = [shapeOf(base), shapeOf(ours), shapeOf(theirs)];
  const known = [inBase, inOurs, inTheirs].flatMap(({ eol }) => eol ?? []);
  const same = known.every((eol) => eol === known[0]);
  const eol = choose(inBase.eol ?? inOurs.eol, inOurs.eol, inTheirs.eol) ?? known[0] ?? '\n';
  const plain = (text: string, shape: Shape) => {
    const bare = text.slice(shape.mark.length);
    const lines = same ? bare : bare.replace(/\r?\n/g, eol);
    return shape.ended ? lines : lines + eol;
  };
  const ended = choose(inBase.ended, inOurs.ended, inTheirs.ended);
  const mark = choose(inBase.mark, inOurs.mark, inTheirs.mark);
  return {
    texts: [plain(base, inBase), plain(ours, inOurs), plain(theirs, inTheirs)],
    eol,
    finish: ({ text, conflicts }) => ({
      text: mark + (ended || !text.endsWith(eol) ? text : text.slice(0, -eol.length)),
      conflicts,
    }),
  };
}

function choose<T>(base: T, ours: T, theirs: T): T {
  return pick(base, ours, theirs) ?? ours;
}

function shapeOf(text: string): Shape {
  return {
    mark: text.startsWith('\uFEFF') ? '\uFEFF' : '',
    eol: text.includes('\n') ? lineEnding(text) : null,
    ended: text === '' || text.endsWith('\n'),
  };
}
