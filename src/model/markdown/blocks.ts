import { readInline } from './inline.js';
import type { Pieces } from './shape.js';

const listMarker = /^(?:([-*+])|(\d{1,9})[.)])( +|$)/;
const thematicBreak = /^(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$/;
const fenceOpen = /^(`{3,}|~{3,})(.*)$/;
const headingLine = /^(#{1,6})(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$/;

/** A paragraph being collected: pieces of lines, without the markers and indents in front of them. */
interface Paragraph {
  /** Offsets of each line's content. */
  readonly lines: { start: number; end: number }[];
  readonly inList: boolean;
}

/**
 * Read the blocks of a body line by line. Null as soon as something is met whose reading depends on more than is
 * looked at here: tabs, raw HTML blocks, reference definitions, odd indents, nested quotes. Linear in the text.
 */
export function readBlocks(text: string, bodyStart: number): Pieces | null {
  return new BlockReader(text).read(bodyStart);
}

class BlockReader {
  readonly #text: string;
  readonly #pieces: Pieces = { headings: [], html: [], destinations: [], tasks: [], plain: [] };
  #paragraph: Paragraph | null = null;
  /** Columns at which the content of the open list items starts. */
  #items: number[] = [];
  #fence: { mark: string; indent: number } | null = null;
  #afterBlank = true;
  /** Whether a quote is open, whose next line may continue it lazily. */
  #quoted = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(bodyStart: number): Pieces | null {
    const text = this.#text;
    let at = bodyStart;
    while (at < text.length) {
      let end = text.indexOf('\n', at);
      const next = end < 0 ? text.length : end + 1;
      if (end < 0) end = text.length;
      if (end > at && text.charCodeAt(end - 1) === 13) end--;
      if (
        text.indexOf('\r', at) < end &&
        text.indexOf('\r', at) >= 0 &&
        text.lastIndexOf('\r', end - 1) >= at
      )
        return null;
      const skip = this.#line(at, end);
      if (skip === -1) return null;
      at = skip > 0 ? skip : next;
    }
    return this.#closeParagraph() ? this.#pieces : null;
  }

  /** Read one line. 0 goes on, -1 gives up, a higher number is the offset of the next line to read. */
  #line(start: number, end: number): number {
    const text = this.#text;
    let at = start;
    while (at < end && text.charCodeAt(at) === 32) at++;
    if (at < end && text.charCodeAt(at) === 9) return -1;
    const indent = at - start;
    if (this.#fence) return this.#inFence(at, end, indent);
    const tab = text.indexOf('\t', at);
    if (tab >= 0 && tab < end) return -1;
    if (at === end) {
      if (!this.#closeParagraph()) return -1;
      this.#afterBlank = true;
      this.#quoted = false;
      return 0;
    }
    const depth = this.#items.filter((column) => indent >= column).length;
    if (depth < this.#items.length) {
      // Less indented than the open item: a paragraph may go on lazily, anything else closes items.
      if (!this.#paragraph || this.#startsBlock(at, end, indent - (this.#items[depth - 1] ?? 0))) {
        if (!this.#closeParagraph()) return -1;
        this.#items.length = depth;
      }
    }
    const base = this.#items.length === depth ? (this.#items[depth - 1] ?? 0) : 0;
    return this.#content(at, end, indent - base, indent);
  }

  #content(at: number, end: number, relative: number, indent: number): number {
    const text = this.#text;
    if (relative >= 4 && this.#items.every((column) => indent >= column)) {
      if (this.#paragraph) return this.#addLine(at, end);
      if (this.#quoted) return -1;
      // Indented code needs no blank line above after a heading or a fence; a list makes it doubtful.
      if (this.#items.length > 0) return -1;
      return 0;
    }
    const code = text.charCodeAt(at);
    if (code === 62) return this.#quote(at, end, relative);
    if (this.#quoted) {
      if (!this.#startsBlock(at, end, relative) || !this.#closeParagraph()) return -1;
      this.#quoted = false;
    }
    if (code === 35) {
      const heading = headingLine.exec(text.slice(at, end));
      if (heading) return this.#heading(heading, at, end);
    }
    if (code === 96 || code === 126) {
      const fence = fenceOpen.exec(text.slice(at, end));
      if (fence && !(code === 96 && fence[2]?.includes('`'))) {
        if (!this.#closeParagraph()) return -1;
        this.#fence = { mark: fence[1] ?? '', indent };
        this.#afterBlank = false;
        return 0;
      }
    }
    if (code === 60) return this.#html(at, end, relative);
    if ((code === 61 || code === 45) && this.#paragraph && /^(?:=+|-+)[ ]*$/.test(text.slice(at, end)))
      return this.#setext(code, end, relative, indent);
    const line =
      code === 45 || code === 42 || code === 95 || code === 43 || (code >= 48 && code <= 57)
        ? text.slice(at, end)
        : '';
    if (line && thematicBreak.test(line.trimEnd())) {
      if (!this.#closeParagraph()) return -1;
      this.#afterBlank = false;
      return 0;
    }
    if (line) {
      const marker = listMarker.exec(line);
      if (marker) return this.#item(marker, at, end, indent, relative);
    }
    if (code === 91 && /^\[(?:[^\]\\]|\\.)*\]:/.test(text.slice(at, end)) && !this.#paragraph) return -1;
    return this.#addLine(at, end);
  }

  #inFence(at: number, end: number, indent: number): number {
    const fence = this.#fence;
    if (!fence) return 0;
    const inside = this.#items.at(-1) ?? 0;
    if (at < end && indent < inside) return -1;
    const { mark } = fence;
    const line = this.#text.slice(at, end).trimEnd();
    if (indent - inside < 4 && line.length >= mark.length && line === (mark[0] ?? '').repeat(line.length)) {
      this.#fence = null;
      this.#afterBlank = false;
    }
    return 0;
  }

  #heading(heading: RegExpExecArray, at: number, end: number): number {
    if (!this.#closeParagraph()) return -1;
    const level = (heading[1] ?? '').length as 1 | 2 | 3 | 4 | 5 | 6;
    const raw = heading[2] ?? '';
    const from = raw === '' ? end : this.#text.indexOf(raw, at + level);
    const shown = /^#+$/.test(raw) ? null : headingText(raw);
    if (shown === null) return -1;
    const stop = at + this.#text.slice(at, end).trimEnd().length;
    this.#pieces.headings.push({ depth: level, text: shown, start: at, end: stop });
    this.#afterBlank = false;
    return readInline(this.#text, [{ start: from, end: from + raw.length }], this.#pieces) ? 0 : -1;
  }

  #setext(code: number, end: number, relative: number, indent: number): number {
    const paragraph = this.#paragraph;
    const [only, more] = paragraph?.lines ?? [];
    if (
      !paragraph ||
      !only ||
      more ||
      relative > 3 ||
      paragraph.inList ||
      this.#items.length > 0 ||
      indent > 3
    )
      return -1;
    const raw = this.#text.slice(only.start, only.end).trimEnd();
    const shown = headingText(raw);
    if (shown === null) return -1;
    this.#paragraph = null;
    this.#pieces.headings.push({
      depth: code === 61 ? 1 : 2,
      text: shown,
      start: only.start,
      end: this.#text.slice(0, end).trimEnd().length,
    });
    this.#afterBlank = false;
    return readInline(this.#text, [{ start: only.start, end: only.start + raw.length }], this.#pieces)
      ? 0
      : -1;
  }

  #item(marker: RegExpExecArray, at: number, end: number, indent: number, relative: number): number {
    const [all, , number, space = ''] = marker;
    if (this.#paragraph && this.#items.length === 0 && number !== undefined && number !== '1') return -1;
    if (relative > 3 || space.length > 4) return -1;
    const content = at + all.length;
    if (content >= end) return -1;
    if (!this.#closeParagraph()) return -1;
    // A new item replaces its siblings.
    while (this.#items.length > 0 && indent < (this.#items.at(-1) ?? 0)) this.#items.pop();
    this.#items.push(indent + all.length);
    this.#afterBlank = false;
    const rest = this.#text.slice(content, end);
    if (
      /^(?:[-*+]|\d{1,9}[.)])(?: |$)/.test(rest) ||
      /^[>#<`~]/.test(rest) ||
      thematicBreak.test(rest.trimEnd())
    ) {
      return this.#nestedStart(content, end, rest);
    }
    if (/^\[[ xX]\] *$/.test(rest)) return -1;
    const box = /^\[([ xX])\] +(?=\S)/.exec(rest);
    if (box) this.#pieces.tasks.push({ checked: box[1] !== ' ', mark: content + 1 });
    if (rest.startsWith('[') && /^\[(?:[^\]\\]|\\.)*\]:/.test(rest)) return -1;
    return this.#addLine(box ? content + box[0].length : content, end);
  }

  /** What may start a block right behind a list marker: inline code and comments do not. */
  #nestedStart(content: number, end: number, rest: string): number {
    if (rest.startsWith('`') && !/^`{3,}[^`]*$/.test(rest)) return this.#addLine(content, end);
    if (/^#(?![# ])/.test(rest) && !/^#+(?: |$)/.test(rest)) return this.#addLine(content, end);
    return -1;
  }

  #quote(at: number, end: number, relative: number): number {
    if (relative > 3 || this.#items.length > 0) return -1;
    if (!this.#quoted && !this.#closeParagraph()) return -1;
    let inner = at + 1;
    if (this.#text.charCodeAt(inner) === 32) inner++;
    const rest = this.#text.slice(inner, end);
    if (rest.trim() === '') {
      this.#quoted = true;
      return this.#closeParagraph() ? 0 : -1;
    }
    if (/^(?: {1,}|[>#<`~=]|[-*+_] ?|\d+[.)])/.test(rest) && !/^(?:\*\*?[^\s*]|_[^\s_]|`[^`])/.test(rest))
      return -1;
    if (rest.startsWith('\t') || /^\[(?:[^\]\\]|\\.)*\]:/.test(rest)) return -1;
    this.#quoted = true;
    return this.#addLine(inner, end);
  }

  /** A comment that stands alone is the one kind of HTML block that is read here. */
  #html(at: number, end: number, relative: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', at)) {
      if (relative > 3 || !this.#closeParagraph()) return -1;
      if (this.#items.length > 0) return this.#commentInItem(at, end);
      const close = text.indexOf('-->', at + 4);
      if (close < 0) return -1;
      let stop = text.indexOf('\n', close);
      if (stop < 0) stop = text.length;
      this.#pieces.html.push({ start: at, end: text.slice(0, stop).endsWith('\r') ? stop - 1 : stop });
      this.#afterBlank = false;
      return stop + 1;
    }
    // An autolink is text; any other tag at the start of a line may open an HTML block.
    if (/^<(?:https?|mailto):[^<>\s]*>/.test(text.slice(at, end))) return this.#addLine(at, end);
    if (/^<[A-Za-z/!?]/.test(text.slice(at, at + 2))) return -1;
    return this.#addLine(at, end);
  }

  #commentInItem(at: number, end: number): number {
    const close = this.#text.indexOf('-->', at + 4);
    if (close < 0 || close >= end) return -1;
    this.#pieces.html.push({ start: at, end });
    return 0;
  }

  /** Whether a line would end a paragraph that it might otherwise continue. */
  #startsBlock(at: number, end: number, relative: number): boolean {
    if (relative > 3) return false;
    const line = this.#text.slice(at, end);
    return (
      /^(?:>|#{1,6}(?: |$)|`{3,}[^`]*$|~{3,}|<)/.test(line) ||
      thematicBreak.test(line.trimEnd()) ||
      /^(?:[-*+]|\d{1,9}[.)])(?: |$)/.test(line) ||
      this.#afterBlank
    );
  }

  #addLine(at: number, end: number): number {
    if (this.#paragraph) this.#paragraph.lines.push({ start: at, end });
    else this.#paragraph = { lines: [{ start: at, end }], inList: this.#items.length > 0 };
    this.#afterBlank = false;
    return 0;
  }

  #closeParagraph(): boolean {
    const paragraph = this.#paragraph;
    this.#paragraph = null;
    if (!paragraph) return true;
    const { lines } = paragraph;
    const second = lines[1];
    if (second && isTableRule(this.#text.slice(second.start, second.end))) return this.#table(lines);
    if (lines.length > 2 && lines.some(({ start, end }) => isTableRule(this.#text.slice(start, end))))
      return false;
    return readInline(this.#text, lines, this.#pieces);
  }

  /** Each cell is text of its own; an escaped pipe makes its reading doubtful. */
  #table(lines: readonly { start: number; end: number }[]): boolean {
    const [head, rule] = lines;
    if (!head || !rule) return false;
    const columns = cellsOf(this.#text, head);
    const rules = cellsOf(this.#text, rule);
    if (!columns || !rules || columns.length !== rules.length) return false;
    for (const line of lines) {
      if (line === rule) continue;
      const cells = cellsOf(this.#text, line);
      if (!cells) return false;
      for (const cell of cells.slice(0, columns.length))
        if (!readInline(this.#text, [cell], this.#pieces)) return false;
      if (cells.length > columns.length) return false;
    }
    return true;
  }
}

function isTableRule(line: string): boolean {
  return (
    line.includes('-') &&
    /^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$/.test(line) &&
    (line.includes('|') || line.includes(':'))
  );
}

/** The cells of a table's row; null where a pipe is escaped. */
function cellsOf(
  text: string,
  line: { start: number; end: number },
): { start: number; end: number }[] | null {
  let { start } = line;
  let end = start + text.slice(start, line.end).trimEnd().length;
  if (text.slice(start, end).includes('\\')) return null;
  if (text[start] === '|') start++;
  if (end > start && text[end - 1] === '|') end--;
  const cells: { start: number; end: number }[] = [];
  for (;;) {
    let pipe = text.indexOf('|', start);
    if (pipe < 0 || pipe > end) pipe = end;
    const raw = text.slice(start, pipe);
    const lead = raw.length - raw.trimStart().length;
    cells.push({ start: start + lead, end: Math.max(start + lead, start + raw.trimEnd().length) });
    if (pipe >= end) return cells;
    start = pipe + 1;
  }
}

/** The text of a heading without its markup; null where that takes a parser. */
function headingText(raw: string): string | null {
  if (!/[*_~[\]<>&\\`!:@]|www\./.test(raw)) return raw.trim();
  let rest = '';
  let shown = '';
  for (let at = 0; at < raw.length; ) {
    const tick = raw.indexOf('`', at);
    const plain = raw.slice(at, tick < 0 ? raw.length : tick);
    rest += plain;
    shown += plain;
    if (tick < 0) break;
    const close = raw.indexOf('`', tick + 1);
    if (close < 0 || raw[tick + 1] === '`' || raw[close + 1] === '`') return null;
    const code = raw.slice(tick + 1, close);
    if (code.trim() !== code) return null;
    shown += code;
    rest += 'a';
    at = close + 1;
  }
  if (/[*~[\]<>&\\]|:\/\/|@|www\./.test(rest) || /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/.test(rest)) return null;
  return shown.trim().replace(/\s+/g, ' ');
}
