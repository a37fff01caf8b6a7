import type { Pieces } from './shape.js';

type Range = { start: number; end: number };

/**
 * Read the inline content of a paragraph, heading or cell, given as the pieces of its lines: code spans, inline links
 * and images, comments and tags. False where its reading takes a parser.
 */
export function readInline(text: string, lines: readonly Range[], pieces: Pieces): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last || last.end <= first.start) return true;
  const whole = text.slice(first.start, last.end);
  if (!/[`[\]<&\\]/.test(whole)) {
    pieces.plain.push(...lines);
    return true;
  }
  if (hasOddUrl(whole)) return false;
  // Code and links may cross lines only where nothing stands in front of the lines.
  if (lines.length === 1) return readRun(text, first.start, first.end, pieces);
  if (!crossesLines(text, lines)) return lines.every(({ start, end }) => readRun(text, start, end, pieces));
  return false;
}

/** A bare URL that runs into brackets or backticks: where it ends is for the parser to say. */
function hasOddUrl(text: string): boolean {
  if (!/:\/\/|www\.|@/.test(text)) return false;
  for (const found of text.matchAll(/(?:https?:\/\/|www\.)[^\s<]*/gi)) {
    const before = text.slice(Math.max(0, found.index - 2), found.index);
    if (before !== '](' && !before.endsWith('<') && /[[\]`\\]/.test(found[0])) return true;
  }
  return /[\w.+-]+@[\w-]+[^\s<]*[[\]`]/.test(text);
}

/** Whether some construct may span several lines: unbalanced backticks, brackets, parentheses or angle brackets. */
function crossesLines(text: string, lines: readonly Range[]): boolean {
  return lines.some(({ start, end }) => {
    const line = text.slice(start, end);
    return (
      count(line, '`') % 2 !== 0 ||
      count(line, '[') !== count(line, ']') ||
      (line.includes('](') && count(line, '(') !== count(line, ')')) ||
      count(line, '<') !== count(line, '>')
    );
  });
}

function count(text: string, character: string): number {
  let total = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) total++;
  return total;
}

/** One line. Returns false to give up. */
function readRun(text: string, start: number, end: number, pieces: Pieces): boolean {
  let plainFrom = start;
  const destinations: Pieces['destinations'] = [];
  const html: Pieces['html'] = [];
  const plain: Pieces['plain'] = [];
  const cut = (from: number, to: number) => {
    if (from > plainFrom) plain.push({ start: plainFrom, end: from });
    plainFrom = to;
  };
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    if (code === 92) {
      at += 2;
    } else if (code === 96) {
      const stop = endOfCode(text, at, end);
      if (stop === -1) at = afterTicks(text, at, end);
      else {
        cut(at, stop);
        at = stop;
      }
    } else if (code === 60) {
      const stop = endOfTag(text, at, end);
      if (stop === -1) return false;
      if (stop > 0) {
        if (!/^<[a-z]+:/i.test(text.slice(at, at + 8))) html.push({ start: at, end: stop });
        cut(at, stop);
        at = stop;
      } else at++;
    } else if (code === 91) {
      const wiki = text.charCodeAt(at + 1) === 91;
      if (wiki) {
        const close = text.indexOf(']]', at + 2);
        if (
          close < 0 ||
          close >= end ||
          /[[\]`<\\]/.test(text.slice(at + 2, close)) ||
          text[close + 2] === '(' ||
          text[close + 2] === ']'
        )
          return false;
        at = close + 2;
        continue;
      }
      const link = readLink(text, at, end);
      if (link === null) return false;
      if (link.kind === 'text') at++;
      else {
        const image = text[at - 1] === '!' && text[at - 2] !== '\\';
        destinations.push({ form: image ? 'image' : 'markdown', ...link.destination });
        cut(image ? at - 1 : at, link.stop);
        at = link.stop;
      }
    } else if (code === 38 && /^&(?:#\d|#x|[A-Za-z][A-Za-z0-9]{1,30};)/.test(text.slice(at, at + 34))) {
      // Entities matter only in destinations, which are checked there.
      at++;
    } else at++;
  }
  cut(end, end);
  pieces.destinations.push(...destinations);
  pieces.html.push(...html);
  pieces.plain.push(...plain);
  return true;
}

function afterTicks(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && text.charCodeAt(stop) === 96) stop++;
  return stop;
}

/** The end of a code span: the next run of backticks of the same length; -1 where there is none. */
function endOfCode(text: string, at: number, end: number): number {
  const open = afterTicks(text, at, end);
  const length = open - at;
  for (let next = text.indexOf('`', open); next >= 0 && next < end; next = text.indexOf('`', next)) {
    const stop = afterTicks(text, next, end);
    if (stop - next === length) return stop;
    next = stop;
  }
  return -1;
}

/** The end of a comment, tag or autolink; 0 where `<` is only a character, -1 where that is doubtful. */
function endOfTag(text: string, at: number, end: number): number {
  const rest = text.slice(at, end);
  if (!/^<[A-Za-z/!?]/.test(rest)) return 0;
  const comment = /^<!--(?!-?>)(?:[^-]|-(?!-))*-->/.exec(rest);
  if (comment) return at + comment[0].length;
  const autolink = /^<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>/.exec(rest);
  if (autolink) return at + autolink[0].length;
  const tag =
    /^<\/?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/.exec(
      rest,
    );
  if (tag) return at + tag[0].length;
  return /^<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@/.test(rest) || rest.includes('>') ? -1 : 0;
}

type Linked = { kind: 'text' } | { kind: 'link'; stop: number; destination: Range };

/** An inline link or image at `[`; null where that is doubtful. */
function readLink(text: string, at: number, end: number): Linked | null {
  let close = at + 1;
  for (; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === 92) close++;
    else if (code === 96) {
      const stop = endOfCode(text, close, end);
      if (stop === -1) close = afterTicks(text, close, end) - 1;
      else close = stop - 1;
    } else if (code === 60) return null;
    else if (code === 91) return null;
    else if (code === 93) break;
  }
  if (close >= end) return { kind: 'text' };
  if (text.charCodeAt(close + 1) !== 40) {
    // Without definitions in the document a reference is only text.
    return { kind: 'text' };
  }
  const target =
    /^\(([^\s()<>\\&]*(?:\([^\s()<>\\&]*\)[^\s()<>\\&]*)*)(?:[ ]+(?:"[^"\\]*"|'[^'\\]*'))?[ ]*\)/.exec(
      text.slice(close + 1, end),
    );
  if (!target) return null;
  const start = close + 2;
  return {
    kind: 'link',
    stop: close + 1 + target[0].length,
    destination: { start, end: start + (target[1] ?? '').length },
  };
}
