import { findConflict } from '../../model/conflict.js';
import type { ReadingProblem } from '../../model/document/facts.js';
import type { ParsedFrontMatter } from '../../model/frontMatter/parsed.js';
import { readFrontMatter } from '../../model/frontMatter/quick.js';
import { readFaithfully } from '../../model/frontMatter/read.js';
import { readTree, type TreeReader } from '../../model/markdown/tree/documentTree.js';
import { lineStarts, spanAt } from '../../model/text.js';
import { fitLine, lineWidth } from '../../present/screen/cells.js';
import type { Line } from '../../present/screen/line.js';
import { bodyRows } from './blocks.js';
import { headerRows } from './header.js';
import { Page, type PageLink } from './page.js';
import { problemRows, rawRows } from './raw.js';
import type { Rendered, RenderedHeading, RenderedLink, RenderOptions } from './rendered.js';
import { blankRow, lastSource, type Row } from './rows.js';

/** More than this is shown as text, and cut. In characters. */
const longest = 1_000_000;

/**
 * A markdown document as styled lines of at most `width` cells. Never throws: what cannot be read is named and shown
 * as text. Pure and not cached.
 */
export function renderMarkdown(text: string, width: number, options: RenderOptions = {}): Rendered {
  return renderWith(readTree, text, width, options);
}

/** The same with another reader of trees; how the quick one is held against the reference parser. */
export function renderWith(read: TreeReader, text: string, width: number, options: RenderOptions): Rendered {
  const cells = Math.max(1, Math.floor(width) || 1);
  const starts = lineStarts(text);
  const conflict = text.length > longest ? tooLong() : findConflict(text, starts);
  if (conflict) return finish(unreadRows(text, starts, conflict, cells), [], cells, starts.length);
  const frontMatter = readFrontMatter(text, starts, readFaithfully);
  const links: PageLink[] = [];
  const { rows: header, bodyStart } = frontMatterRows(text, starts, frontMatter, cells, links, options);
  const body = renderBody(read, text, starts, bodyStart, cells, links, options);
  const between = header.length > 0 && body.length > 0 ? [blankRow(lastSource(header, 1))] : [];
  return finish([...header, ...between, ...body], links, cells, starts.length);
}

function tooLong(): ReadingProblem {
  const message = 'this is too long to be read';
  return { kind: 'too-large', message, span: { line: 1, column: 1, offset: 0, length: 0 } };
}

function unreadRows(text: string, starts: readonly number[], problem: ReadingProblem, width: number): Row[] {
  const rows = problemRows([problem], width);
  return [...rows, blankRow(1), ...rawRows(text, starts, 1, starts.length + 1, width)];
}

/** The header, or what is wrong with the front matter above its text. */
function frontMatterRows(
  text: string,
  starts: readonly number[],
  { fields, problems, bodyStart, hasFrontMatter }: ParsedFrontMatter,
  width: number,
  links: PageLink[],
  options: RenderOptions,
): { rows: Row[]; bodyStart: number } {
  if (!hasFrontMatter) return { rows: [], bodyStart };
  const wrong = problemRows(problems, width);
  if (fields.length > 0)
    return { rows: [...wrong, ...headerRows(fields, width, { links }, options)], bodyStart };
  if (problems.length === 0) return { rows: [], bodyStart };
  const body = bodyStart > 0 ? bodyStart : endOfFirstParagraph(text, starts);
  const end = body >= text.length ? starts.length + 1 : spanAt(starts, body, body).line;
  return { rows: [...wrong, blankRow(1), ...rawRows(text, starts, 1, end, width)], bodyStart: body };
}

/** Where front matter that is never closed is taken to end: at its first blank line or heading. */
function endOfFirstParagraph(text: string, starts: readonly number[]): number {
  for (const start of starts.slice(1))
    if (/^(?:[ \t]*(?:\r|\n|$)|#{1,6} )/.test(text.slice(start, start + 80))) return start;
  return text.length;
}

function renderBody(
  read: TreeReader,
  text: string,
  starts: readonly number[],
  bodyStart: number,
  width: number,
  links: PageLink[],
  options: RenderOptions,
): Row[] {
  const before = links.length;
  try {
    const root = read(text, bodyStart, starts);
    if (root) {
      const page = new Page(text, starts, root, options.prefixes ?? [], links);
      return bodyRows(page, root.children, width);
    }
  } catch (error) {
    // Calls nest as deep as the document does: the stack is the last limit.
    if (!(error instanceof RangeError)) throw error;
    links.length = before;
  }
  const message = 'this is too large or too deeply nested to be shown as markdown';
  const problem: ReadingProblem = { kind: 'too-large', message, span: spanAt(starts, bodyStart, bodyStart) };
  const first = spanAt(starts, bodyStart, bodyStart).line;
  return [
    ...problemRows([problem], width),
    blankRow(first),
    ...rawRows(text, starts, first, starts.length + 1, width),
  ];
}

/** Number the lines, and give links and headings theirs. */
function finish(rows: readonly Row[], found: readonly PageLink[], width: number, lastLine: number): Rendered {
  const lines: Line[] = [];
  const sourceLines: number[] = [];
  const headings: RenderedHeading[] = [];
  const lineOf: number[] = new Array(found.length).fill(-1);
  for (const { line, source, heading } of rows) {
    for (const { link } of line) {
      if (link !== undefined && lineOf[link] === -1) lineOf[link] = lines.length;
    }
    if (heading) {
      const { depth, text, anchor } = heading;
      headings.push({ depth, text, anchor, line: lines.length });
    }
    lines.push(within(line, width));
    sourceLines.push(Math.min(source, lastLine));
  }
  const links = found.map((link, index): RenderedLink => {
    const line = lineOf[index] ?? -1;
    return { line: line >= 0 ? line : lineNear(sourceLines, link.sourceLine), ...link };
  });
  return { lines, links, headings, sourceLines };
}

/** The line for a link of which nothing is shown: where its source would be. */
function lineNear(sourceLines: readonly number[], source: number): number {
  const line = sourceLines.findIndex((one) => one >= source);
  return line >= 0 ? line : Math.max(0, sourceLines.length - 1);
}

/** Pieces that are measured apart may join to a wider character: the last word on the width. */
function within(line: Line, width: number): Line {
  if (line.every(({ text }) => text.length === 0)) return [];
  return lineWidth(line) <= width ? line : fitLine(line, width);
}
