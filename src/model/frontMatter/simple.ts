import type { ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from './node.js';
import { isBlank, isRestOfLine, scanPlainKey, scanQuoted, scanValue, skipBlank } from './simpleScalar.js';

/**
 * Reads the YAML that front matter is made of: block mappings and block lists of scalars on one line,
 * and flow lists of them. Null for anything else (block scalars, values over several lines, flow mappings, anchors,
 * tags, tabs in the indentation, whatever is wrong), which the faithful reader decides. What it does read, it reads
 * as the faithful reader does: values and offsets alike.
 */
export function readSimpleYaml(text: string, start: number, end: number): MapNode | null {
  const lines = new Lines(text, start, end);
  const root: MapNode | null = lines.done
    ? { kind: 'map', flow: false, entries: [], start, end: start }
    : readMap(lines, lines.indent, lines.first, 0);
  return root && lines.done && !lines.odd ? root : null;
}

/** Deeper nesting is rare: the faithful reader decides. */
const deepest = 16;
/** YAML allows 1024 characters to a key on one line with its `:`. */
const longestKey = 1000;

/** A cursor over the lines that hold something. */
class Lines {
  /** No line is left, or the line needs the faithful reader (`odd`). */
  done = false;
  odd = false;
  /** Spaces before `first`, the first character of the line that is not a space; `last` is where its line ending is. */
  indent = 0;
  first = 0;
  last = 0;
  readonly text: string;
  readonly #end: number;
  #next: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.#end = end;
    this.#next = start;
    this.advance();
  }

  /** Go to the next line that is not blank or a comment. */
  advance(): void {
    const { text } = this;
    while (this.#next < this.#end) {
      const start = this.#next;
      const newline = text.indexOf('\n', start);
      const stop = newline < 0 || newline > this.#end ? this.#end : newline;
      this.#next = stop + 1;
      const last = stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
      let first = start;
      while (first < last && text.charCodeAt(first) === 32) first += 1;
      const code = text.charCodeAt(first);
      if (first === last || code === 35) continue;
      // A tab may be indentation; `---` and `...` at the start of a line are marks of YAML documents.
      this.odd = code === 9 || (first === start && isMarker(text, first));
      if (this.odd) break;
      this.indent = first - start;
      this.first = first;
      this.last = last;
      return;
    }
    this.done = true;
  }

  /** Whether a list item starts here. */
  isItem(at: number): boolean {
    return this.text.charCodeAt(at) === 45 && (at + 1 >= this.last || isBlank(this.text.charCodeAt(at + 1)));
  }
}

function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 45 && text.startsWith('---', at)) || (code === 46 && text.startsWith('...', at));
}

/** The mapping whose first key is at `at` on the present line, in column `indent`. */
function readMap(lines: Lines, indent: number, at: number, depth: number): MapNode | null {
  const entries: MapEntry[] = [];
  let next = at;
  do {
    const entry = readEntry(lines, indent, next, depth);
    if (!entry) return null;
    entries.push(entry);
    next = lines.first;
    // A list in the column of its mapping ends its key's value; another list here would not have a key.
  } while (!lines.done && lines.indent === indent && !lines.isItem(next));
  if (!lines.done && lines.indent > indent) return null;
  return { kind: 'map', flow: false, entries, start: at, end: endOf(entries) };
}

function endOf(entries: readonly MapEntry[]): number {
  const last = entries[entries.length - 1];
  return last ? last.value.end : 0;
}

function readEntry(lines: Lines, indent: number, at: number, depth: number): MapEntry | null {
  const { text, last } = lines;
  const key = readKey(lines, at);
  if (!key) return null;
  const colonEnd = skipBlank(text, key.end, last) + 1;
  const value = readAfterMark(lines, indent, colonEnd, depth, true);
  return value && { key, value, colonEnd };
}

/** A key, with a `:` that white space or the end of the line follows. */
function readKey(lines: Lines, at: number): ScalarNode | null {
  const { text, last } = lines;
  const code = text.charCodeAt(at);
  if (code !== 34 && code !== 39) {
    const key = scanPlainKey(text, at, last);
    // `<<` would merge another mapping in.
    return key && key.end - at < longestKey && key.value !== '<<' ? key : null;
  }
  const key = scanQuoted(text, at, last);
  if (!key || key.end - at > longestKey) return null;
  const colon = skipBlank(text, key.end, last);
  if (colon >= last || text.charCodeAt(colon) !== 58) return null;
  return colon + 1 === last || isBlank(text.charCodeAt(colon + 1)) ? key : null;
}

/** The value behind a `:` or `-` in column `indent`: on the line, on the lines below, or empty. Leaves its lines. */
function readAfterMark(
  lines: Lines,
  indent: number,
  markEnd: number,
  depth: number,
  ofKey: boolean,
): YamlNode | null {
  const { text, last } = lines;
  const empty: ScalarNode = { kind: 'scalar', style: 'empty', value: '', start: markEnd, end: markEnd };
  if (!isRestOfLine(text, markEnd, last)) {
    const value = scanValue(text, skipBlank(text, markEnd, last), last);
    lines.advance();
    // A line further in would continue the value; the caller checks that.
    return value;
  }
  lines.advance();
  if (lines.done || lines.indent < indent || depth >= deepest) return depth >= deepest ? null : empty;
  if (lines.indent === indent && !(ofKey && lines.isItem(lines.first))) return empty;
  if (lines.isItem(lines.first)) return readList(lines, lines.indent, lines.first, depth + 1);
  return readMap(lines, lines.indent, lines.first, depth + 1);
}

/** The list whose first `-` is at `at`, in column `indent`. */
function readList(lines: Lines, indent: number, at: number, depth: number): ListNode | null {
  const items: YamlNode[] = [];
  const marks: number[] = [];
  let end = at;
  do {
    marks.push(lines.first);
    const item = readItem(lines, indent, depth);
    if (!item) return null;
    items.push(item);
    end = item.end;
  } while (!lines.done && lines.indent === indent && lines.isItem(lines.first));
  if (!lines.done && lines.indent > indent) return null;
  return { kind: 'list', flow: false, items, marks, start: at, end };
}

function readItem(lines: Lines, indent: number, depth: number): YamlNode | null {
  const { text, first, last } = lines;
  const content = skipBlank(text, first + 1, last);
  if (!isRestOfLine(text, first + 1, last)) {
    // `- - x` and a tab behind the dash are left to the faithful reader.
    if (lines.isItem(content) || text.slice(first + 1, content).includes('\t')) return null;
    if (readKey(lines, content)) {
      return depth >= deepest ? null : readMap(lines, indent + content - first, content, depth + 1);
    }
  }
  return readAfterMark(lines, indent, first + 1, depth, false);
}
