import type { DocumentType } from '../document/type.js';
import { idOfFileName, parseId } from '../ids.js';
import { type Relations, relationNames } from '../links/relations.js';
import { FenceTracker } from '../markdown/blocks/fence.js';
import { lineEnding, lineStarts, spanAt } from '../text.js';
import type { Board, Card, CardRelation, Column } from './board.js';
import { joinPieces, readFirstLine } from './firstLine.js';
import { type InlineField, readInline } from './inline.js';
import { type Line, lineAt } from './lineSyntax.js';
import { type CardRange, readStructure } from './structure.js';

/** What `parseBoard` knows while it reads. */
interface BoardContext {
  readonly text: string;
  readonly starts: readonly number[];
  readonly types: readonly DocumentType[];
  readonly relations: ReadonlySet<string>;
}

/** Read a board, as the Obsidian Kanban plugin or a person writes it. Never fails: what is not a card is kept as text. */
export function parseBoard(text: string, types: readonly DocumentType[], relations: Relations): Board {
  const reading: BoardContext = {
    text,
    starts: lineStarts(text),
    types,
    relations: new Set(relationNames(relations)),
  };
  const columns = readStructure(text).sections.map(
    (section): Column => ({
      name: section.name,
      limit: section.limit,
      headingSpan: spanAt(reading.starts, section.start, section.headingEnd),
      start: section.start,
      end: section.end,
      completeMarker: section.completeMarker,
      archive: section.archive,
      cards: section.cards.map((range) => readCard(reading, range)),
    }),
  );
  return { text, eol: lineEnding(text), columns };
}

function readCard(reading: BoardContext, range: CardRange): Card {
  const { text, starts, types } = reading;
  const line = readFirstLine(text, range.start);
  const { item } = line;
  const indent = text[range.start] === ' ' ? 1 : 0;
  return {
    id: item ? idOfTarget(item.target, types) : null,
    target: item?.target ?? null,
    check: line.check,
    title: joinPieces(text, line.title),
    relations: cardRelations(reading, range, line.inline.fields, line.end),
    start: range.start,
    end: range.end,
    span: spanAt(starts, range.start + indent, line.end),
    targetSpan: item ? spanAt(starts, item.targetStart, item.targetStart + item.target.length) : null,
  };
}

/** A document's title as a card would show it: without what a card takes for a field, a date, a tag or a block id. */
export function cardTitle(title: string): string {
  const line = `- [[X]] ${title.trim().replace(/\s+/g, ' ')}`;
  return joinPieces(line, readFirstLine(line, 0).title);
}

/** The document id that a link's target names: `TASK-001`, `TASK-001-jwt-login`, `tasks/TASK-001-jwt-login.md`. */
export function idOfTarget(target: string, types: readonly DocumentType[]): string | null {
  const file = target.slice(target.lastIndexOf('/') + 1);
  const name = file.toLowerCase().endsWith('.md') ? file.slice(0, -3) : file;
  return (parseId(name, types) ?? idOfFileName(`${name}.md`, types))?.id ?? null;
}

/** The relation that an inline field's name means: `Blocked-By` is `blocked_by`. */
export function relationOfField(name: string): string {
  return name.trim().toLowerCase().replace(/[ -]+/g, '_');
}

function cardRelations(
  reading: BoardContext,
  range: CardRange,
  first: readonly InlineField[],
  firstEnd: number,
): CardRelation[] {
  const fields = [...first, ...laterFields(reading.text, firstEnd, range.end)];
  return fields.flatMap((field) => fieldRelations(reading, field));
}

/** Inline fields in the lines below a card's first, outside of code fences. */
export function laterFields(text: string, firstEnd: number, end: number): InlineField[] {
  const fields: InlineField[] = [];
  const fences = new FenceTracker(text);
  for (let at = lineAt(text, firstEnd).next; at < end; ) {
    const line = lineAt(text, at);
    if (!fences.readLine(withoutIndent(text, line), line.end))
      fields.push(...readInline(text, line.start, line.end).fields);
    at = line.next;
  }
  return fields;
}

/** Where a line starts behind its indentation, which is that of the card's list item. */
export function withoutIndent(text: string, line: Line): number {
  let { start } = line;
  while (start < line.end && (text[start] === ' ' || text[start] === '\t')) start += 1;
  return start;
}

function fieldRelations(reading: BoardContext, field: InlineField): CardRelation[] {
  const relation = relationOfField(field.name);
  if (field.parenthesised || !reading.relations.has(relation)) return [];
  const span = spanAt(reading.starts, field.start, field.end);
  const targets =
    field.links.length > 0
      ? field.links.map((link) => link.target)
      : [reading.text.slice(field.valueStart, field.valueEnd).trim()];
  return targets.map((target) => ({ relation, id: idOfTarget(target, reading.types), target, span }));
}
