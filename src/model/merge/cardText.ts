import { readFirstLine } from '../board/firstLine.js';
import { lineAt } from '../board/lineSyntax.js';
import { applyPatches, type TextPatch } from '../text.js';
import { pick } from './conflict.js';

/** A card's lines in the parts that are merged each by itself. */
interface Parts {
  /** Indent, bullet and the blank behind it. */
  readonly bullet: string;
  /** `[x]`, or nothing. */
  readonly box: string;
  /** The rest of the first line. */
  readonly rest: string;
  readonly ending: string;
  readonly further: string;
}

/**
 * Merge what two sides made of one card: tick, first line and further lines each by itself, inline fields as a set.
 * Null where both edited the same part differently.
 */
export function mergeCardText(base: string, ours: string, theirs: string): string | null {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return whole;
  const [inBase, inOurs, inTheirs] = [partsOf(base), partsOf(ours), partsOf(theirs)];
  const part = (name: keyof Parts) => pick(inBase[name], inOurs[name], inTheirs[name]);
  const bullet = part('bullet');
  const box = part('box');
  const further = part('further');
  const rest = part('rest') ?? mergeFields(base, ours, theirs);
  const ending = part('ending') ?? inOurs.ending;
  if (bullet === undefined || box === undefined || further === undefined || rest === null) return null;
  return bullet + box + rest + ending + further;
}

function partsOf(text: string): Parts {
  const line = readFirstLine(text, 0);
  const { end, next } = lineAt(text, 0);
  const box = line.checkOffset === null ? line.bulletEnd : line.checkOffset - 1;
  const rest = line.checkOffset === null ? line.bulletEnd : line.checkOffset + line.check.length + 1;
  return {
    bullet: text.slice(0, box),
    box: text.slice(box, rest),
    rest: text.slice(rest, end),
    ending: text.slice(end, next),
    further: text.slice(next),
  };
}

interface Field {
  readonly name: string;
  readonly source: string;
  readonly linked: boolean;
  /** With the blank before it. */
  readonly start: number;
  readonly end: number;
}

/** The first line behind the box, where both sides changed it: the words three-way, the fields as a set. */
function mergeFields(base: string, ours: string, theirs: string): string | null {
  const fields = [fieldsOf(base), fieldsOf(ours), fieldsOf(theirs)] as const;
  const words = [bare(base, fields[0]), bare(ours, fields[1]), bare(theirs, fields[2])] as const;
  const chosen = pick(...words);
  if (chosen === undefined || editedTwice(...fields)) return null;
  const byOurs = chosen === words[1];
  const [frame, inFrame, other] = byOurs ? [ours, fields[1], fields[2]] : [theirs, fields[2], fields[1]];
  const before = sources(fields[0]);
  const present = sources(inFrame);
  const wanted = sources(other);
  const patches: TextPatch[] = inFrame
    .filter(({ source }) => before.has(source) && !wanted.has(source))
    .map(({ start, end }) => ({ start, end, text: '' }));
  const { contentEnd } = readFirstLine(frame, 0);
  for (const { source } of other) {
    if (before.has(source) || present.has(source)) continue;
    patches.push({ start: contentEnd, end: contentEnd, text: ` ${source}` });
  }
  return partsOf(applyPatches(frame, patches)).rest;
}

/** Whether both sides gave one field another value, each its own. Links are a set: there both stay. */
function editedTwice(base: readonly Field[], ours: readonly Field[], theirs: readonly Field[]): boolean {
  const [inOurs, inTheirs] = [sources(ours), sources(theirs)];
  const before = sources(base);
  return base.some(({ name, source, linked }) => {
    if (linked || inOurs.has(source) || inTheirs.has(source)) return false;
    const added = (list: readonly Field[]) =>
      list.filter((field) => field.name === name && !before.has(field.source)).map((field) => field.source);
    const [byOurs, byTheirs] = [added(ours), added(theirs)];
    return byOurs.length > 0 && byTheirs.length > 0 && byOurs.join('\n') !== byTheirs.join('\n');
  });
}

function sources(fields: readonly Field[]): Set<string> {
  return new Set(fields.map(({ source }) => source));
}

function fieldsOf(text: string): Field[] {
  return readFirstLine(text, 0).inline.fields.map(({ name, start, end, links }) => ({
    name,
    linked: links.length > 0,
    source: text.slice(start, end),
    start: /[ \t]/.test(text[start - 1] ?? '') ? start - 1 : start,
    end,
  }));
}

function bare(text: string, fields: readonly Field[]): string {
  return partsOf(
    applyPatches(
      text,
      fields.map(({ start, end }) => ({ start, end, text: '' })),
    ),
  ).rest;
}
