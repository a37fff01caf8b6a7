import type { BoardConfig, Config } from '../config.js';
import { isClosing } from '../documentType.js';
import { compareIds } from '../ids.js';
import type { Board, Column } from './board.js';
import { columnForStatus, configuredColumn, fitsColumn } from './columns.js';
import { columnNamed } from './find.js';
import { parseBoard } from './parse.js';
import { cardSource, withCard } from './place.js';
import type { BoardDocument } from './sync.js';

/** A new board with the configured columns, as the Obsidian Kanban plugin reads it. */
export function newBoard(config: BoardConfig): string {
  const columns = config.columns.map(
    ({ name, complete }) => `## ${name}\n\n${complete ? '**Complete**\n\n' : ''}`,
  );
  return `---\nkanban-plugin: board\n---\n\n${columns.join('')}%% kanban:settings\n\`\`\`\n{"kanban-plugin":"board"}\n\`\`\`\n%%\n`;
}

/**
 * The board made anew: every document that had a card and every task has one, in the column of its status; the
 * order, the free cards and whatever else could be read of the old board stay.
 */
export function rebuildBoard(
  old: string | null,
  documents: readonly BoardDocument[],
  config: Config,
  linkText: (id: string) => string,
): string {
  const parsed = old === null ? null : parseBoard(old, config.types, config.relations);
  const board =
    parsed && parsed.columns.some(({ archive }) => !archive)
      ? parsed
      : parseBoard(newBoard(config.board), config.types, config.relations);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const placed = new Set<string>();
  const lists = new Map<Column, string[]>(board.columns.map((column) => [column, []]));
  const later: { column: Column; source: string }[] = [];
  for (const column of board.columns) {
    for (const card of column.cards) {
      const document = card.id === null ? undefined : byId.get(card.id);
      if (card.id !== null && (!document || placed.has(card.id))) continue;
      if (card.id !== null) placed.add(card.id);
      const to = document ? columnFor(board, column, document, config) : column;
      const source =
        document && !to.archive
          ? ticked(cardSource(board, card), isComplete(to, config))
          : cardSource(board, card);
      if (to === column) lists.get(column)?.push(source);
      else later.push({ column: to, source });
    }
  }
  const missing = documents
    .filter(({ id, type }) => type.name === 'task' && !placed.has(id))
    .sort((a, b) => compareIds(a.id, b.id));
  for (const document of missing) {
    const first = board.columns.find(({ archive }) => !archive);
    const column = first && columnFor(board, null, document, config);
    if (!column) continue;
    const box = isClosing(document.type, document.status) ? 'x' : ' ';
    later.push({
      column,
      source: `- [${box}] [[${linkText(document.id)}]] ${document.title.replace(/\s+/g, ' ').trim()}`,
    });
  }
  for (const { column, source } of later) lists.get(column)?.push(source);
  return assemble(board, lists);
}

function columnFor(board: Board, here: Column | null, document: BoardDocument, config: Config): Column {
  const first = board.columns.find(({ archive }) => !archive) ?? board.columns[0];
  if (here && (here.archive || fitsColumn(here.name, document.type, document.status, config))) return here;
  const wanted = columnForStatus(document.type, document.status, config);
  const column = (wanted && columnNamed(board, wanted.name)) ?? here ?? first;
  if (!column) throw new RangeError('a board has columns');
  return column;
}

function isComplete(column: Column, config: Config): boolean {
  return configuredColumn(column.name, config)?.complete ?? column.completeMarker;
}

function ticked(source: string, complete: boolean): string {
  return source.replace(/^((?:[-*+]|\d{1,9}[.)])[ \t]+)\[(.)\]/u, (all, head: string, mark: string) => {
    if (complete === (mark !== ' ')) return all;
    return `${head}[${complete ? 'x' : ' '}]`;
  });
}

/** Replace the cards of every column by its list, keeping what stands between and around them. */
function assemble(board: Board, lists: ReadonlyMap<Column, readonly string[]>): string {
  let result = '';
  let at = 0;
  for (const column of board.columns) {
    const list = lists.get(column) ?? [];
    const sources = column.cards.map((card) => cardSource(board, card));
    if (list.length === sources.length && list.every((source, index) => source === sources[index])) continue;
    const { section, from, to } = emptied(board, column);
    result += board.text.slice(at, from);
    at = to;
    if (list.length === 0) {
      result += section;
      continue;
    }
    const alone = parseBoard(section, [], {});
    const [only] = alone.columns;
    result += only ? withCard({ ...alone, eol: board.eol }, only, list.join(board.eol), 0) : section;
  }
  return result + board.text.slice(at);
}

/** The section of a column without its cards. */
function emptied(board: Board, column: Column): { section: string; from: number; to: number } {
  let section = '';
  let at = column.start;
  for (const card of column.cards) {
    section += board.text.slice(at, card.start);
    at = card.end;
  }
  section += board.text.slice(at, column.end);
  // The blank line above the first card comes back with the cards.
  const head = /^(##[^\n]*\n(?:[ \t]*\r?\n)?(?:\*\*[^*\n]+\*\*[ \t]*\r?\n)?)/.exec(section)?.[0] ?? '';
  if (column.cards.length > 0 && !/\*\*[ \t]*\r?\n$/.test(head) && /\n[ \t]*\r?\n$/.test(head)) {
    section = head.replace(/[ \t]*\r?\n$/, '') + section.slice(head.length);
  }
  return { section, from: column.start, to: column.end };
}
