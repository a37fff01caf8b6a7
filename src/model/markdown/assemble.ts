import type { HeadingFact, LinkFact } from '../document/facts.js';
import { type Span, spanAt } from '../text.js';
import { Anchors } from './anchors.js';
import { findBareIds, findWikiLinks } from './prose.js';
import { readHtml } from './rawHtml.js';
import type { Pieces, Range, Scan, TaskItem, TaskPiece } from './shape.js';
import { splitDestination } from './target.js';

/** Make facts of the pieces that a scanner found; the part that does not depend on how they were found. */
export function assemble(
  text: string,
  starts: readonly number[],
  prefixes: readonly string[],
  pieces: Pieces,
): Scan {
  const links: LinkFact[] = [];
  const anchors: string[] = [];
  const prompts: Span[] = [];
  for (const { form, start, end, url } of pieces.destinations) {
    links.push(linkTo(form, url ?? text.slice(start, end), start, end, starts));
  }
  if (pieces.html.length > 1) pieces.html.sort(byStart);
  for (const { start, end } of pieces.html) {
    const found = readHtml(text.slice(start, end), start);
    for (const range of found.prompts) prompts.push(spanAt(starts, range.start, range.end));
    anchors.push(...found.anchors);
    for (const one of found.links) links.push(linkTo('html', one.url, one.start, one.end, starts));
  }
  findWikiLinks(text, pieces.plain, starts, links);
  const anchored = anchorTexts(text, pieces.html);
  const bare: LinkFact[] = anchored.length > 0 ? [] : links;
  findBareIds(text, pieces.plain, starts, prefixes, bare);
  if (bare !== links) links.push(...outsideOf(anchored, bare));
  if (!areInOrder(links)) links.sort((a, b) => a.span.offset - b.span.offset);
  return {
    headings: headingFacts(pieces, starts),
    anchors,
    links,
    prompts,
    tasks: pieces.tasks.map((task) => taskItem(text, starts, task)),
  };
}

/** The content between `<a …>` and `</a>`, of sorted tags: the text of a link. */
function anchorTexts(text: string, html: readonly Range[]): Range[] {
  const found: Range[] = [];
  let open = -1;
  for (const { start, end } of html) {
    if (text.charCodeAt(start + 1) === 47) {
      if (open >= 0 && /^<\/a\s*>$/i.test(text.slice(start, end))) {
        found.push({ start: open, end: start });
        open = -1;
      }
    } else if (/^<a\s/i.test(text.slice(start, start + 3))) open = end;
  }
  return found;
}

/** The links outside the ranges; both lists are in order. */
function outsideOf(ranges: readonly Range[], links: readonly LinkFact[]): LinkFact[] {
  let index = 0;
  return links.filter(({ span }) => {
    while ((ranges[index]?.end ?? span.offset + 1) <= span.offset) index += 1;
    return !((ranges[index]?.start ?? span.offset + 1) <= span.offset);
  });
}

function areInOrder(links: readonly LinkFact[]): boolean {
  for (let index = 1; index < links.length; index++)
    if ((links[index - 1]?.span.offset ?? 0) > (links[index]?.span.offset ?? 0)) return false;
  return true;
}

function byStart(a: Range, b: Range): number {
  return a.start - b.start;
}

function linkTo(
  form: LinkFact['form'],
  url: string,
  start: number,
  end: number,
  starts: readonly number[],
): LinkFact {
  const { target, fragment } = splitDestination(url);
  return { form, target, fragment, span: spanAt(starts, start, end) };
}

function headingFacts(pieces: Pieces, starts: readonly number[]): HeadingFact[] {
  const anchors = new Anchors();
  return pieces.headings.map(({ depth, text, start, end }) => ({
    depth,
    text: isTidy(text) ? text : text.replace(/\s+/g, ' ').trim(),
    anchor: anchors.next(text),
    span: spanAt(starts, start, end),
  }));
}

/** Whether all white space in a text is single spaces between words; false where that takes a closer look. */
function isTidy(text: string): boolean {
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126 || (code === 32 && before === 32)) return false;
    before = code;
  }
  return text === '' || before !== 32;
}

function taskItem(text: string, starts: readonly number[], { checked, mark }: TaskPiece): TaskItem {
  let end = mark + 2;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const line = text.slice(mark + 2, end);
  const stop = mark + 2 + line.trimEnd().length;
  return { checked, markOffset: mark, text: line.trim(), span: spanAt(starts, mark - 1, stop) };
}
