import type { TextPatch } from '../text.js';
import { endOfLine, nextLine, startOfLine } from './lines.js';
import type { ListNode, MapEntry, MapNode, YamlNode } from './node.js';
import type { FoundFrontMatter } from './split.js';

/** A document whose front matter can be edited: its text and the nodes that were read from it. */
export interface Page {
  readonly text: string;
  readonly split: FoundFrontMatter;
  readonly root: MapNode;
  /** The line ending of the opening fence. */
  readonly eol: '\n' | '\r\n';
}

/** White space before the keys of the mapping. */
export function keyIndent({ text, split, root }: Page): string {
  const first = root.entries[0]?.key.start;
  return first === undefined ? '' : text.slice(Math.max(split.yamlStart, startOfLine(text, first)), first);
}

/** White space before the items of new lists and maps: as the first block list of the front matter has it, else two spaces more. */
export function listIndent(page: Page): string {
  for (const { value } of page.root.entries) {
    if (value.kind === 'list' && !value.flow) return indentOf(page, value);
  }
  return `${keyIndent(page)}  `;
}

/** White space before the `-` of a block list. */
export function indentOf({ text }: Page, { start }: ListNode | MapNode): string {
  return text.slice(startOfLine(text, start), start);
}

/** The content of a key: a value on its line, or lines of a list or map below it. */
export type NewValue = { readonly inline: string } | { readonly below: readonly string[] };

/**
 * Patches that put another value behind a key. A comment on the key's line stays there; comments between the lines of
 * a block list or map go with it.
 */
export function replaceValue(page: Page, { colonEnd, value }: MapEntry, next: NewValue): TextPatch[] {
  const { text, eol } = page;
  const keyEnd = endOfLine(text, colonEnd);
  const inline = 'inline' in next && next.inline !== '' ? next.inline : '';
  const below = 'below' in next ? next.below.map((line) => line + eol).join('') : '';
  if (isBlock(value)) {
    const header = value.kind === 'scalar' ? headerEnd(text, value.start) : colonEnd;
    return [
      { start: colonEnd, end: header, text: inline && ` ${inline}` },
      { start: keyEnd, end: endOfLine(text, value.end), text: '' },
      { start: nextLine(text, value.end), end: nextLine(text, value.end), text: below },
    ];
  }
  const end = nextLine(text, value.end);
  if (inline && value.start > colonEnd) return [{ start: value.start, end: value.end, text: inline }];
  return [
    { start: colonEnd, end: value.end, text: inline && ` ${inline}` },
    { start: end, end, text: below },
  ];
}

/** A block scalar, or a list or map whose lines are below the key. */
function isBlock(value: YamlNode): boolean {
  return value.kind === 'scalar' ? value.style === 'block' : !value.flow;
}

/** The end of `|` or `>-2` on the key's line; a comment may follow. */
function headerEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/\s/.test(text.charAt(end))) end += 1;
  return end;
}

/** Where a line behind an entry goes: below its value and the comments that are indented under it. */
export function endOfEntry(page: Page, { value }: MapEntry): number {
  const { text, split } = page;
  const indent = keyIndent(page).length;
  const keepsBlank = endsInBlockScalar(value);
  let at = nextLine(text, value.end);
  for (let next = at; next < split.yamlEnd; ) {
    const line = text.slice(next, endOfLine(text, next));
    const depth = line.length - line.trimStart().length;
    const comment = line.startsWith('#', depth) && depth > indent;
    const blank = line.trim() === '' && keepsBlank;
    if (!comment && line.trim() !== '') break;
    next = nextLine(text, next);
    if (comment || blank) at = next;
  }
  return at;
}

/** Blank lines behind a block scalar may belong to it. */
function endsInBlockScalar(value: YamlNode): boolean {
  if (value.kind === 'scalar') return value.style === 'block';
  const last = value.kind === 'list' ? value.items.at(-1) : value.entries.at(-1)?.value;
  return last !== undefined && endsInBlockScalar(last);
}

/** Patches that remove a key, with its value and all of its lines. */
export function removeEntry(page: Page, entry: MapEntry): TextPatch[] {
  const { text, split } = page;
  const start = Math.max(split.yamlStart, startOfLine(text, entry.key.start));
  return [{ start, end: nextLine(text, entry.value.end), text: '' }];
}
