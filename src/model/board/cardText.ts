import type { DocumentType } from '../documentType.js';
import { idOfFileName, parseId } from '../ids.js';
import { type Relations, relationNames } from '../relations.js';

/** A wiki link in a card, offsets relative to the text. */
export interface CardLink {
  readonly target: string;
  readonly start: number;
  readonly end: number;
  readonly targetStart: number;
}

/** An inline field `[name:: value]` (the Dataview convention), brackets balanced. */
export interface InlineField {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface CardText {
  readonly item: CardLink | null;
  readonly fields: readonly InlineField[];
  readonly title: string;
  /** Where a new inline field goes: the end, but before a ` ^block-id`. */
  readonly fieldsEnd: number;
}

/** Read what stands on a card's first line after its bullet and box. */
export function readCardText(text: string): CardText {
  const fields = inlineFields(text);
  const item = firstLink(text, fields);
  const blockId = /\s+\^[A-Za-z0-9-]+\s*$/.exec(text);
  const content = blockId ? blockId.index : text.replace(/\s+$/, '').length;
  return { item, fields, title: titleOf(text, item, fields), fieldsEnd: content };
}

/** A title as it reads on a card: without what a card would take for a field, a date or a block id. */
export function cardTitle(title: string): string {
  return titleOf(title, null, inlineFields(title));
}

/** The canonical id that a link target names, `TASK-001`, `tasks/TASK-001-x`, `TASK-001-x#part`. */
export function idOfTarget(target: string, types: readonly DocumentType[]): string | null {
  const name = target.replace(/#.*$/, '').replace(/^.*\//, '').trim();
  return (
    parseId(name, types)?.id ?? idOfFileName(name.endsWith('.md') ? name : `${name}.md`, types)?.id ?? null
  );
}

/** The relations among the inline fields, one for each target. */
export function relationsOf(
  fields: readonly InlineField[],
  types: readonly DocumentType[],
  relations: Relations,
): { relation: string; target: string; id: string | null; field: InlineField }[] {
  const names = new Set(relationNames(relations));
  return fields.flatMap((field) => {
    if (!names.has(field.name)) return [];
    const links = [...field.value.matchAll(/\[\[([^\]|]*)(?:\|[^\]]*)?\]\]/g)].map((match) => match[1] ?? '');
    const targets = links.length > 0 ? links : [field.value.trim()].filter(Boolean);
    return targets.map((target) => ({ relation: field.name, target, id: idOfTarget(target, types), field }));
  });
}

function inlineFields(text: string): InlineField[] {
  const fields: InlineField[] = [];
  for (let at = text.indexOf('::'); at >= 0; at = text.indexOf('::', at + 2)) {
    const start = text.lastIndexOf('[', at);
    const last = fields.at(-1);
    if (start < 0 || (last && start < last.end)) continue;
    const name = text.slice(start + 1, at).trim();
    if (!/^[A-Za-z_][\w -]*$/.test(name) || text[start - 1] === '[' || text[start - 1] === '\\') continue;
    const end = closingBracket(text, start);
    if (end > at) fields.push({ name, value: text.slice(at + 2, end - 1).trim(), start, end });
  }
  return fields;
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i + 1;
  }
  return -1;
}

function firstLink(text: string, fields: readonly InlineField[]): CardLink | null {
  for (const match of text.matchAll(/(?<!\\)\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]/g)) {
    const start = match.index;
    if (fields.some((field) => start >= field.start && start < field.end)) continue;
    return { target: (match[1] ?? '').trim(), start, end: start + match[0].length, targetStart: start + 2 };
  }
  return null;
}

function titleOf(text: string, item: CardLink | null, fields: readonly InlineField[]): string {
  let result = '';
  let at = 0;
  const cuts = [...fields, ...(item ? [item] : [])].sort((a, b) => a.start - b.start);
  for (const { start, end } of cuts) {
    result += text.slice(at, start);
    at = end;
  }
  result += text.slice(at);
  return result
    .replace(/\s\^[A-Za-z0-9-]+\s*$/, '')
    .replace(/@@?\{[^}]*\}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
