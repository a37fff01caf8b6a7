import { startOfLine } from '../frontMatter/lines.js';
import type { MapEntry } from '../frontMatter/node.js';
import { endOfEntry, keyIndent } from '../frontMatter/page.js';
import { readFrontMatter } from '../frontMatter/quick.js';
import { readFaithfully } from '../frontMatter/read.js';
import { splitFrontMatter } from '../frontMatter/split.js';
import { lineEnding, lineStarts } from '../text.js';

/** A key of front matter with the lines that belong to it. */
export interface KeyBlock {
  /** Comments and blank lines right above. */
  readonly lead: string;
  /** The lines of key and value, and comments that are indented below them. */
  readonly text: string;
  /** `text` in three: up to the value, the value as written, and what is behind it. */
  readonly head: string;
  readonly written: string;
  readonly rest: string;
  readonly entry: MapEntry;
  /** The front matter, into which the offsets of `entry` point. */
  readonly source: string;
}

/** Front matter in parts; opening fence, `lead`s and `text`s, `end` and closing fence in order give it back. */
export interface KeyBlocks {
  readonly open: string;
  readonly blocks: ReadonlyMap<string, KeyBlock>;
  /** Comments and blank lines below the last key. */
  readonly end: string;
  readonly close: string;
}

/** Split front matter, fences included, at its keys. Null where it cannot be read or is not one key a line. */
export function splitBlocks(source: string): KeyBlocks | null {
  const split = splitFrontMatter(source);
  const { root, problems } = readFrontMatter(source, lineStarts(source), readFaithfully);
  if (split.kind !== 'found' || !root || root.flow || problems.length > 0) return null;
  const page = { text: source, split, root, eol: lineEnding(source) };
  if (keyIndent(page) !== '') return null;
  const blocks = new Map<string, KeyBlock>();
  let at = split.yamlStart;
  for (const entry of root.entries) {
    const { key, value } = entry;
    const start = startOfLine(source, key.start);
    const end = Math.min(endOfEntry(page, entry), split.yamlEnd);
    blocks.set(key.value, {
      lead: source.slice(at, start),
      text: source.slice(start, end),
      head: source.slice(start, value.start),
      written: source.slice(value.start, value.end),
      rest: source.slice(value.end, end),
      entry,
      source,
    });
    at = end;
  }
  return {
    open: source.slice(0, split.yamlStart),
    blocks,
    end: source.slice(at, split.yamlEnd),
    close: source.slice(split.yamlEnd),
  };
}
