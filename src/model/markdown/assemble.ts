import GithubSlugger from 'github-slugger';
import type { HeadingFact, LinkFact } from '../documentFacts.js';
import { type Span, spanAt } from '../text.js';
import type { Pieces, Scan, TaskItem } from './shape.js';

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
  for (const { form, start, end } of pieces.destinations) {
    links.push({
      form,
      ...splitTarget(decodeDestination(text.slice(start, end))),
      span: spanAt(starts, start, end),
    });
  }
  for (const { start, end } of pieces.html) readHtml(text, start, end, starts, links, anchors, prompts);
  const pattern = bareIds(prefixes);
  for (const { start, end } of pieces.plain) readPlain(text, start, end, starts, pattern, links);
  if (links.length > 1) links.sort((a, b) => a.span.offset - b.span.offset);
  return {
    headings: slugged(pieces, starts),
    anchors,
    links,
    prompts,
    tasks: pieces.tasks.map((task) => taskItem(text, starts, task)),
  };
}

function slugged(pieces: Pieces, starts: readonly number[]): HeadingFact[] {
  const slugger = new GithubSlugger();
  return pieces.headings.map(({ depth, text, start, end }) => ({
    depth,
    text,
    anchor: slugger.slug(text),
    span: spanAt(starts, start, end),
  }));
}

function taskItem(
  text: string,
  starts: readonly number[],
  { checked, mark }: { checked: boolean; mark: number },
): TaskItem {
  let end = text.indexOf('\n', mark);
  if (end < 0) end = text.length;
  const line = text.slice(mark + 2, end);
  return {
    checked,
    markOffset: mark,
    text: line.trim(),
    span: spanAt(starts, mark - 1, mark - 1 + line.trimEnd().length + 3),
  };
}

/** Percent signs and backslash escapes undone; a destination that cannot be decoded stays as it is. */
export function decodeDestination(raw: string): string {
  const plain = raw.includes('\\') ? raw.replace(/\\([!-/:-@[-`{-~])/g, '$1') : raw;
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function splitTarget(destination: string): { target: string; fragment: string | null } {
  const hash = destination.indexOf('#');
  const path = hash < 0 ? destination : destination.slice(0, hash);
  return {
    target: /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : path.replace(/\?.*$/, ''),
    fragment: hash < 0 ? null : destination.slice(hash + 1),
  };
}

const tag =
  /<([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/g;
const attribute = /([A-Za-z_:][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;

function readHtml(
  text: string,
  start: number,
  end: number,
  starts: readonly number[],
  links: LinkFact[],
  anchors: string[],
  prompts: Span[],
): void {
  let at = start;
  while (at < end) {
    let comment = text.indexOf('<!--', at);
    if (comment < 0 || comment >= end) comment = end;
    readTags(text.slice(at, comment), at, starts, links, anchors);
    if (comment >= end) return;
    const close = text.indexOf('-->', comment + 4);
    const stop = close < 0 || close + 3 > end ? end : close + 3;
    if (/^<!--\s*prompt:/.test(text.slice(comment, comment + 40)))
      prompts.push(spanAt(starts, comment, stop));
    at = stop;
  }
}

function readTags(
  html: string,
  base: number,
  starts: readonly number[],
  links: LinkFact[],
  anchors: string[],
): void {
  if (!html.includes('<')) return;
  for (const found of html.matchAll(tag)) {
    const name = (found[1] ?? '').toLowerCase();
    const attributes = found[2] ?? '';
    if (attributes === '') continue;
    const offset = base + found.index + 1 + name.length;
    for (const one of attributes.matchAll(attribute)) {
      const key = (one[1] ?? '').toLowerCase();
      const value = one[2] ?? one[3] ?? one[4] ?? '';
      if (key === 'id' || (key === 'name' && name === 'a')) anchors.push(value);
      if (!((name === 'a' && key === 'href') || (name === 'img' && key === 'src')) || value === '') continue;
      const begin = offset + one.index + one[0].lastIndexOf(value);
      links.push({
        form: 'html',
        ...splitTarget(decodeDestination(value.replaceAll('&amp;', '&'))),
        span: spanAt(starts, begin, begin + value.length),
      });
    }
  }
}

function readPlain(
  text: string,
  start: number,
  end: number,
  starts: readonly number[],
  pattern: RegExp,
  links: LinkFact[],
): void {
  const part = text.slice(start, end);
  if (part.includes('[[')) readWiki(text, part, start, starts, links);
  if (part.search(pattern) < 0) return;
  const blanked = part.replace(/\[\[[^[\]\n]*\]\]|(?:https?:\/\/|www\.)[^\s<]*/g, (found) =>
    ' '.repeat(found.length),
  );
  for (const found of blanked.matchAll(pattern)) {
    const at = start + found.index;
    if (!standsAlone(text, at, at + found[0].length)) continue;
    links.push({
      form: 'bare',
      target: found[0],
      fragment: null,
      span: spanAt(starts, at, at + found[0].length),
    });
  }
}

function readWiki(
  text: string,
  part: string,
  start: number,
  starts: readonly number[],
  links: LinkFact[],
): void {
  for (const found of part.matchAll(/\[\[([^[\]|\n\\]+)(?:\\?\|[^[\]\n]*)?\]\]/g)) {
    const at = start + found.index;
    if (isEscaped(text, at) || found[1]?.trim() === '') continue;
    const written = found[1] ?? '';
    const lead = written.length - written.trimStart().length;
    const hash = written.indexOf('#');
    const target = (hash < 0 ? written : written.slice(0, hash)).trim();
    const fragment = hash < 0 ? null : written.slice(hash + 1).trim();
    const begin = at + 2 + lead;
    links.push({
      form: 'wiki',
      target,
      fragment,
      span: spanAt(starts, begin, begin + written.trim().length),
    });
  }
}

export function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charCodeAt(at - 1 - count) === 92) count++;
  return count % 2 === 1;
}

/** The neighbours in the whole text, which the end of a piece hides. */
function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !/[\w/.#@:-]/.test(text.charAt(start - 1)) && !/^(?:[\w/-]|\.[A-Za-z0-9])/.test(text.slice(end, end + 2))
  );
}

let known: { readonly key: string; readonly pattern: RegExp } = { key: '', pattern: /(?!)/g };

/** Bare ids of these prefixes; the same ones are asked for again and again. */
function bareIds(prefixes: readonly string[]): RegExp {
  const key = prefixes.join('|');
  if (known.key !== key) {
    known = {
      key,
      pattern: new RegExp(`(?<![\\w/.#@:-])(?:${key})-\\d{3,9}(?![\\w/-]|\\.[A-Za-z0-9])`, 'g'),
    };
  }
  return known.pattern;
}
