import type { LinkFact } from '../document/facts.js';
import { spanAt } from '../text.js';
import type { Range } from './shape.js';

const wikiLink = /\[\[([^[\]|\n\r\\]+)(?:\\?\|[^[\]\n\r]*)?\]\]/y;

/** Wiki links `[[target#heading|text]]` that are wholly in plain text. */
export function findWikiLinks(
  text: string,
  plain: readonly Range[],
  starts: readonly number[],
  links: LinkFact[],
): void {
  let index = 0;
  for (let at = text.indexOf('[[', plain[0]?.start ?? text.length); at >= 0; at = text.indexOf('[[', at)) {
    index = rangeBefore(plain, at, index);
    const end = plain[index]?.end ?? -1;
    wikiLink.lastIndex = at;
    const found = at < end && !isEscaped(text, at) ? wikiLink.exec(text) : null;
    if (!found || at + found[0].length > end) {
      at += 1;
      continue;
    }
    const [whole, written = ''] = found;
    const name = written.trim();
    if (name !== '') links.push(wikiFact(name, at + 2 + written.indexOf(name), starts));
    at += whole.length;
  }
}

function wikiFact(name: string, start: number, starts: readonly number[]): LinkFact {
  const hash = name.indexOf('#');
  return {
    form: 'wiki',
    target: hash < 0 ? name : name.slice(0, hash).trim(),
    fragment: hash < 0 ? null : name.slice(hash + 1).trim(),
    span: spanAt(starts, start, start + name.length),
  };
}

/** Ids of the given prefixes alone in plain text: not part of a path, a URL, a word or a wiki link. */
export function findBareIds(
  text: string,
  plain: readonly Range[],
  starts: readonly number[],
  prefixes: readonly string[],
  links: LinkFact[],
): void {
  let index = 0;
  const first = plain[0]?.start ?? text.length;
  for (let dash = text.indexOf('-', first + 1); dash >= 0; dash = text.indexOf('-', dash + 1)) {
    if (!isPrefixCharacter(text.charCodeAt(dash - 1)) || !areDigits(text, dash + 1)) continue;
    index = rangeBefore(plain, dash - 1, index);
    const range = plain[index];
    if (!range || dash >= range.end) continue;
    const start = prefixStart(text, dash, range.start);
    if (!prefixes.includes(text.slice(start, dash))) continue;
    let end = dash + 1;
    while (end < range.end && isDigit(text.charCodeAt(end))) end++;
    if (end - dash > 10 || !isOwnWord(text, start, end, range)) continue;
    if (isInUrl(text, start, range.start) || isInWikiLink(text, start, end)) continue;
    // An escaped bracket: the writer does not want a link.
    if (/\\\[\\?\[?$/.test(text.slice(Math.max(0, start - 4), start))) continue;
    links.push({
      form: 'bare',
      target: text.slice(start, end),
      fragment: null,
      span: spanAt(starts, start, end),
    });
  }
}

/** Whether three digits are there. */
function areDigits(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at)) && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2));
}

/** The last range that starts at or before an offset, looked for from `index` on; the first where there is none. */
function rangeBefore(plain: readonly Range[], at: number, index: number): number {
  let found = index;
  while (found + 1 < plain.length && (plain[found + 1]?.start ?? at + 1) <= at) found++;
  return found;
}

/** Prefixes are upper case letters and digits, at most 16. */
function prefixStart(text: string, dash: number, least: number): number {
  let start = dash;
  while (start > least && dash - start < 17 && isPrefixCharacter(text.charCodeAt(start - 1))) start--;
  return start;
}

const wordOrPath = /[\p{L}\p{N}\p{M}/]/u;

/** `_` counts as emphasis where it opens before and closes behind; an id in a path, anchor or e-mail does not count. */
function isOwnWord(text: string, start: number, end: number, range: Range): boolean {
  let before = start;
  while (before > range.start && text.charCodeAt(before - 1) === 95) before--;
  let after = end;
  while (after < range.end && text.charCodeAt(after) === 95) after++;
  if (start - before !== after - end) return false;
  const previous = before > range.start ? (text[before - 1] ?? '') : '';
  const next = after < range.end ? (text[after] ?? '') : '';
  if (wordOrPath.test(previous) || '.#@:-\\'.includes(previous || ' ')) return false;
  if (wordOrPath.test(next) || next === '-' || next === '@') return false;
  return next !== '.' || !wordOrPath.test(text[after + 1] ?? '');
}

const longestUrl = 2048;

/** Whether the text from the last white space or `<` on holds `://` or starts with `www.`. */
function isInUrl(text: string, start: number, least: number): boolean {
  let from = start;
  const floor = Math.max(least, start - longestUrl);
  while (from > floor && !isUrlEnd(text.charCodeAt(from - 1))) from--;
  if (start - from < 4) return false;
  const word = text.slice(from, start);
  return word.includes('://') || /(?:^|[^A-Za-z0-9])www\./i.test(word);
}

function isUrlEnd(code: number): boolean {
  return code <= 32 || code === 60;
}

const longestWiki = 512;

/** Whether an id is between `[[` and `]]` of one line. */
function isInWikiLink(text: string, start: number, end: number): boolean {
  let open = start - 1;
  for (; open >= 0 && start - open < longestWiki; open--) {
    const code = text.charCodeAt(open);
    if (code === 10 || code === 13 || code === 93) return false;
    if (code === 91) break;
  }
  if (text.charCodeAt(open) !== 91 || text.charCodeAt(open - 1) !== 91 || isEscaped(text, open - 1))
    return false;
  for (let close = end; close < text.length && close - end < longestWiki; close++) {
    const code = text.charCodeAt(close);
    if (code === 10 || code === 13 || code === 91) return false;
    if (code === 93) return text.charCodeAt(close + 1) === 93;
  }
  return false;
}

/** Whether an odd number of backslashes precedes an offset. */
function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && text.charCodeAt(from - 1) === 92) from--;
  return (at - from) % 2 === 1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isPrefixCharacter(code: number): boolean {
  return (code >= 65 && code <= 90) || isDigit(code);
}
