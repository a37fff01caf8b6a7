import { lineEnding } from '../text.js';
import { type Merged, pick } from './conflict.js';

/** What a text is like apart from its lines. */
interface Shape {
  readonly mark: '' | '\uFEFF';
  readonly eol: '\n' | '\r\n' | null;
  readonly ended: boolean;
}

/**
 * Merge three texts whose line endings, last line ending or byte order mark may differ: those are merged as settings
 * of their own, so that a side that only changed them touches no line. Where two sides are equal the third is the
 * result, byte for byte.
 */
export function mergeShaped(
  base: string,
  ours: string,
  theirs: string,
  merge: (base: string, ours: string, theirs: string, eol: '\n' | '\r\n') => Merged,
): Merged {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const [inBase, inOurs, inTheirs] = [shapeOf(base), shapeOf(ours), shapeOf(theirs)];
  const known = [inBase, inOurs, inTheirs].flatMap(({ eol }) => eol ?? []);
  const same = known.every((eol) => eol === known[0]);
  const eol = choose(inBase.eol ?? inOurs.eol, inOurs.eol, inTheirs.eol) ?? known[0] ?? '\n';
  const plain = (text: string, shape: Shape) => {
    const bare = text.slice(shape.mark.length);
    const lines = same ? bare : bare.replace(/\r?\n/g, eol);
    return shape.ended ? lines : lines + eol;
  };
  const texts = [plain(base, inBase), plain(ours, inOurs), plain(theirs, inTheirs)] as const;
  const again = pick(...texts);
  const merged = again === undefined ? merge(...texts, eol) : { text: again, conflicts: 0 };
  const ended = choose(inBase.ended, inOurs.ended, inTheirs.ended);
  const text = ended || !merged.text.endsWith(eol) ? merged.text : merged.text.slice(0, -eol.length);
  return { text: choose(inBase.mark, inOurs.mark, inTheirs.mark) + text, conflicts: merged.conflicts };
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
