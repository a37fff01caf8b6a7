import { splitFrontMatter } from '../frontMatter/split.js';
import { atxHeading, isThematicBreak } from '../markdown/blocks/lineStarts.js';
import { withoutComments } from '../markdown/comments.js';
import { type LiveLine, liveLines } from '../markdown/liveLines.js';
import { failure, type Result, success } from '../result.js';
import { lineStarts } from '../text.js';

/** Longest title, in characters. */
export const longestTitle = 100;
const shortestTitle = 5;

/**
 * The title of a plan's markdown: its first H1, else its first heading, else its first line of text; front matter, code
 * fences and comments do not count. A text without any is an error. `name` is what messages call the text.
 */
export function planTitle(text: string, name = 'the plan'): Result<string> {
  const lines = bodyLines(text);
  const headings = headingsOf(lines);
  const ranked = [
    ...headings.filter(({ depth }) => depth === 1).map((one) => one.text),
    ...headings.map((one) => one.text),
    ...lines.filter(({ text }) => !isMark(text)).map(({ text }) => text.replace(listMark, '')),
  ];
  for (const candidate of ranked) {
    const title = cleanTitle(candidate);
    if (title !== '') return success(title);
  }
  return failure('invalid-value', `${name} is empty`, { hint: 'give it a heading, `# Title`, and a text' });
}

/**
 * The title of a plan that was written for a roadmap step: its first H1, else `Step 1.1: <description>`. An answer
 * without any text is an error.
 */
export function stepPlanTitle(
  text: string,
  step: { readonly id: string; readonly description: string },
): Result<string> {
  if (text.trim() === '') return failure('invalid-value', 'the generated plan is empty');
  for (const heading of headingsOf(bodyLines(text))) {
    const title = heading.depth === 1 ? cleanTitle(heading.text) : '';
    if (title !== '') return success(title);
  }
  return success(cutTitle(`Step ${step.id}: ${plainText(step.description)}`));
}

/** A title without markup, `Plan: `, `[erk-plan]` and the like, at most 100 characters; may be empty. */
export function cleanTitle(written: string): string {
  let title = plainText(written);
  for (let before = ''; before !== title; ) {
    before = title;
    title = title.replace(prefix, '').replace(leadingTag, '').replace(trailingTag, '').trim();
  }
  return cutTitle(title);
}

/** What a person may want to better about a title; null where nothing is. Nothing is refused for it. */
export function titleWarning(title: string): string | null {
  const { length } = [...title];
  if (/^(?:implementation |documentation )?plan$/i.test(title))
    return `'${title}' says nothing about the plan`;
  if (length < shortestTitle) return `the title has fewer than ${shortestTitle} characters`;
  if (length > longestTitle) return `the title has more than ${longestTitle} characters`;
  return /\p{L}/u.test(title) ? null : 'the title has no letter';
}

const prefix =
  /^(?:PLAN-\d+ - |(?:implementation |documentation )?plan:\s+|(?:implementation |documentation )?plan:$)/i;
const tag = '\\[erk-(?:plan|pr|learn)\\]';
const leadingTag = new RegExp(`^(?:plnd/)?${tag}\\s*`, 'i');
const trailingTag = new RegExp(`\\s*${tag}$`, 'i');
const listMark = /^\s*(?:>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)*/;

interface Heading {
  readonly depth: number;
  readonly text: string;
}

function bodyLines(text: string): LiveLine[] {
  const split = splitFrontMatter(text);
  const start = split.kind === 'found' || split.kind === 'bad-language' ? split.bodyStart : 0;
  const bodyStart = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const starts = lineStarts(text).map((at) => Math.max(at, bodyStart));
  return liveLines(text, bodyStart, [...new Set(starts)]);
}

/** ATX headings, and lines underlined with `===`. */
function headingsOf(lines: readonly LiveLine[]): Heading[] {
  const found: Heading[] = [];
  lines.forEach(({ text, index }, at) => {
    const indent = /^ {0,3}(?! )/.exec(text)?.[0].length;
    if (indent === undefined) return;
    if (text[indent] === '#') {
      const heading = atxHeading(text, indent, text.length);
      if (heading) found.push({ depth: heading.depth, text: text.slice(heading.start, heading.end) });
      return;
    }
    const below = lines[at + 1];
    const isUnderlined = below?.index === index + 1 && /^ {0,3}=+[ \t]*$/.test(below.text);
    if (isUnderlined && text.trim() !== '') found.push({ depth: 1, text });
  });
  return found;
}

/** A line without text of its own: blank, a heading, a thematic break, an underline. */
function isMark(line: string): boolean {
  const text = line.trim();
  return text === '' || /^(?:#{1,6}(?:\s.*)?|=+)$/.test(text) || isThematicBreak(text, 0, text.length);
}

/** Without backticks, bold, italics, links and comments; white space joined. */
function plainText(written: string): string {
  return withoutComments(written)
    .replace(/!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replaceAll('`', '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}_])__([^_]+)__(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*(?!\s)([^*]+)(?<!\s)\*(?!\*)/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?!\s)([^_]+)(?<!\s)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At most 100 code points, never a part of what a person sees as one character. */
function cutTitle(title: string): string {
  if ([...title].length <= longestTitle) return title;
  let cut = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(title)) {
    length += [...segment].length;
    if (length > longestTitle) break;
    cut += segment;
  }
  // One character of more than a hundred code points: only its code points are left to cut between.
  return (cut === '' ? [...title].slice(0, longestTitle).join('') : cut).trimEnd();
}
