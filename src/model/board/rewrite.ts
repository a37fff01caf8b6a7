import { startOfLine } from '../frontMatter/lines.js';
import { FenceTracker } from '../markdown/blocks/fence.js';
import { type Result, success } from '../result.js';
import { applyPatches, type TextPatch } from '../text.js';
import { oneLine } from './arrange.js';
import type { Board, Card } from './board.js';
import { type FirstLine, readFirstLine } from './firstLine.js';
import { type InlineField, readInline, type WikiLink } from './inline.js';
import { isBlank, lineAt } from './lineSyntax.js';
import { laterFields, relationOfField, withoutIndent } from './parse.js';
import { readStructure } from './structure.js';

/** Tick a card: its check character becomes `x`; one without a check box gets one. A ticked card stays as it is. */
export function tickCard(board: Board, card: Card): Result<string> {
  return patched(board, checkPatches(board.text, card.start, true));
}

/** Make a card open again, whatever its check character was. */
export function untickCard(board: Board, card: Card): Result<string> {
  return patched(board, checkPatches(board.text, card.start, false));
}

function checkPatches(text: string, start: number, ticked: boolean): TextPatch[] {
  const line = readFirstLine(text, start);
  const { checkOffset, check } = line;
  if (checkOffset === null) {
    return ticked ? [{ start: line.bulletEnd, end: line.bulletEnd, text: ' [x]' }] : [];
  }
  if (ticked ? check === 'x' || check === 'X' : check === ' ') return [];
  return [{ start: checkOffset, end: checkOffset + check.length, text: ticked ? 'x' : ' ' }];
}

/**
 * Append `[relation:: [[linkText]]]` to the card's first line, before a block id and a hard break. `unlinkCard` with
 * the same target removes exactly that.
 */
export function linkCard(board: Board, card: Card, relation: string, linkText: string): Result<string> {
  return patched(board, linkPatches(board.text, card.start, relation, linkText));
}

function linkPatches(text: string, start: number, relation: string, linkText: string): TextPatch[] {
  const { contentEnd } = readFirstLine(text, start);
  return [{ start: contentEnd, end: contentEnd, text: ` [${relation}:: [[${linkText}]]]` }];
}

/**
 * Take the inline fields of a relation to a document (canonical id or link target) off the card, each with the blank
 * before it; of a field with several links only that one.
 */
export function unlinkCard(board: Board, card: Card, relation: string, target: string): Result<string> {
  return patched(board, unlinkPatches(board.text, card, relation, target));
}

function unlinkPatches(text: string, card: Card, relation: string, target: string): TextPatch[] {
  const wanted = new Set(
    card.relations
      .filter((one) => one.relation === relation && (one.id === target || one.target === target))
      .map((one) => one.target),
  );
  const line = readFirstLine(text, card.start);
  const fields = [...line.inline.fields, ...laterFields(text, line.end, card.end)];
  return fields
    .filter((field) => !field.parenthesised && relationOfField(field.name) === relation)
    .flatMap((field) => fieldPatches(text, field, wanted));
}

function fieldPatches(text: string, field: InlineField, gone: ReadonlySet<string>): TextPatch[] {
  const names = field.links.map((link) => link.target);
  const value = text.slice(field.valueStart, field.valueEnd).trim();
  const all = field.links.length > 0 ? names.every((name) => gone.has(name)) : gone.has(value);
  if (all) return [{ start: afterBlank(text, field.start), end: field.end, text: '' }];
  const kept = field.links.filter((link) => !gone.has(link.target));
  if (kept.length === field.links.length) return [];
  const links = kept.map((link) => text.slice(link.start, link.end)).join(', ');
  const [first, last] = [field.links[0], field.links.at(-1)];
  return first && last ? [{ start: first.start, end: last.end, text: links }] : [];
}

/** Give a card another title; fields, dates, tags at its end, block id and further lines stay. */
export function retitleCard(board: Board, card: Card, title: string): Result<string> {
  return patched(board, titlePatches(board.text, card.start, title));
}

function titlePatches(text: string, start: number, title: string): TextPatch[] {
  const line = readFirstLine(text, start);
  const wanted = oneLine(title);
  const [first, ...others] = line.title;
  if (!first) return wanted === '' ? [] : [insertedTitle(text, line, wanted)];
  const patches: TextPatch[] = [{ start: first.start, end: first.end, text: wanted }];
  for (const piece of others) {
    patches.push({ start: afterBlank(text, piece.start), end: piece.end, text: '' });
  }
  return patches;
}

function insertedTitle(text: string, line: FirstLine, title: string): TextPatch {
  const at =
    line.item?.end ?? (line.checkOffset === null ? line.bulletEnd : line.checkOffset + line.check.length + 1);
  // `- [ ] ` has its blank already; whatever follows needs one behind the title.
  const spaced = !line.item && /[ \t]/.test(text[at] ?? '');
  if (!spaced) return { start: at, end: at, text: ` ${title}` };
  const behind = at + 1 < line.end && !/[ \t]/.test(text[at + 1] ?? '') ? ' ' : '';
  return { start: at + 1, end: at + 1, text: title + behind };
}

/**
 * Let every wiki link on the board that names `from` (in whatever folder, with or without `.md`) name `to`. An alias
 * that equals `alias.from` becomes `alias.to`. For `rename` and `renumber`.
 */
export function replaceTarget(
  board: Board,
  from: string,
  to: string,
  alias?: { readonly from: string; readonly to: string },
): Result<string> {
  const { text } = board;
  const patches: TextPatch[] = [];
  const fences = new FenceTracker(text);
  for (let at = readStructure(text).bodyStart; at < text.length; ) {
    const line = lineAt(text, at);
    if (!fences.readLine(withoutIndent(text, line), line.end))
      patches.push(...linePatches(text, at, line.end, from, to, alias));
    at = line.next;
  }
  return patched(board, patches);
}

function linePatches(
  text: string,
  start: number,
  end: number,
  from: string,
  to: string,
  alias: { readonly from: string; readonly to: string } | undefined,
): TextPatch[] {
  const { links, fields } = readInline(text, start, end);
  const all: WikiLink[] = [...links, ...fields.flatMap((field) => field.links)];
  return all.flatMap((link) => {
    const name = link.target.slice(link.target.lastIndexOf('/') + 1);
    if (name !== from && name !== `${from}.md`) return [];
    const at = link.targetStart + link.target.length - name.length;
    const patches = [{ start: at, end: at + from.length, text: to }];
    if (alias && link.alias === alias.from) {
      patches.push({ start: link.aliasStart, end: link.aliasStart + alias.from.length, text: alias.to });
    }
    return patches;
  });
}

/** The start of what is taken out with the blank before it; a line's indentation stays. */
function afterBlank(text: string, at: number): number {
  const indented = text.slice(startOfLine(text, at), at).trim() === '';
  return !indented && isBlank(text, at - 1, at) ? at - 1 : at;
}

/** Patches lie within lines. One that takes the end of a line leaves no blanks there, and no line without text. */
function patched({ text }: Board, patches: readonly TextPatch[]): Result<string> {
  const byLine = new Map<number, TextPatch[]>();
  for (const patch of patches) {
    const start = startOfLine(text, patch.start);
    byLine.set(start, [...(byLine.get(start) ?? []), patch]);
  }
  return success(
    applyPatches(
      text,
      [...byLine].map(([start, inside]) => linePatch(text, start, inside)),
    ),
  );
}

function linePatch(text: string, lineStart: number, patches: readonly TextPatch[]): TextPatch {
  const { end, next } = lineAt(text, lineStart);
  const moved = patches.map((patch) => ({
    ...patch,
    start: patch.start - lineStart,
    end: patch.end - lineStart,
  }));
  const after = applyPatches(text.slice(lineStart, end), moved);
  let length = after.length;
  if (!isBlank(text, end - 1, end)) while (length > 0 && isBlank(after, length - 1, length)) length -= 1;
  return { start: lineStart, end: length === 0 ? next : end, text: after.slice(0, length) };
}
