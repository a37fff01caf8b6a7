import { splitFrontMatter } from '../frontMatter/split.js';
import { FenceTracker } from '../markdown/blocks/fence.js';
import {
  bulletEnd,
  headingTextStart,
  isBlank,
  isIndented,
  isStarBreak,
  type Line,
  lineAt,
} from './lineSyntax.js';

export interface CardRange {
  readonly start: number;
  /** Behind the last line that belongs to it, line ending included. */
  readonly end: number;
}

/** A column as offsets: heading line, then text and cards in turn up to `end`. */
export interface Section {
  readonly name: string;
  readonly limit: number | null;
  /** Start of the `***` line right above; null where there is none. */
  readonly breakStart: number | null;
  readonly start: number;
  /** End of the heading's text, before the line ending. */
  readonly headingEnd: number;
  /** Behind the heading line, or behind the `**Complete**` line where there is one. */
  readonly contentStart: number;
  readonly completeMarker: boolean;
  readonly end: number;
  readonly archive: boolean;
  readonly cards: readonly CardRange[];
}

export interface Structure {
  /** Behind the front matter. */
  readonly bodyStart: number;
  readonly sections: readonly Section[];
  /** Where another column would go: before the settings block, else at the end of the text. */
  readonly lanesEnd: number;
}

interface OpenSection {
  name: string;
  limit: number | null;
  breakStart: number | null;
  start: number;
  headingEnd: number;
  contentStart: number;
  completeMarker: boolean;
  end: number;
  archive: boolean;
  cards: { start: number; end: number }[];
}

interface Block {
  readonly kind: 'fence' | 'comment' | 'settings';
  readonly start: number;
}

/** Where columns and cards are in any text; linear, never fails. */
export function readStructure(text: string): Structure {
  const reader = new StructureReader(text, bodyStartOf(text));
  return reader.read();
}

function bodyStartOf(text: string): number {
  const split = splitFrontMatter(text);
  if (split.kind === 'found' || split.kind === 'bad-language') return split.bodyStart;
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

class StructureReader {
  readonly #fences: FenceTracker;
  readonly #sections: OpenSection[] = [];
  #section: OpenSection | null = null;
  #card: { start: number; end: number } | null = null;
  #block: Block | null = null;
  /** The last line that was not blank, where it was a `***`. */
  #breakStart: number | null = null;
  #mayBeMarker = false;
  /** Start of the first settings block or of a block that never closes, outside of any column. */
  #tail: number | null = null;

  constructor(
    readonly text: string,
    readonly bodyStart: number,
  ) {
    this.#fences = new FenceTracker(text);
  }

  read(): Structure {
    for (let at = this.bodyStart; at < this.text.length; ) {
      const line = lineAt(this.text, at);
      if (this.#block) this.#inBlock(this.#block, line);
      else this.#line(line);
      at = line.next;
    }
    // What opened and never closed hides the rest of the file: no column reaches into it.
    this.#closeSection(this.#block?.start ?? this.text.length);
    const last = this.#sections.at(-1);
    markArchive(this.#sections);
    return {
      bodyStart: this.bodyStart,
      sections: this.#sections,
      lanesEnd: last?.end ?? this.#tail ?? this.#block?.start ?? this.text.length,
    };
  }

  #inBlock(block: Block, line: Line): void {
    const content = this.text.slice(line.start, line.end);
    if (block.kind === 'fence') this.#fences.readLine(line.start, line.end);
    const closed =
      block.kind === 'fence'
        ? !this.#fences.isOpen
        : block.kind === 'comment'
          ? content.includes('-->')
          : content.trim() === '%%';
    if (closed) this.#block = null;
  }

  #line(line: Line): void {
    const { text } = this;
    if (isBlank(text, line.start, line.end)) return;
    if (this.#card && isIndented(text, line.start)) {
      this.#card.end = line.next;
      return;
    }
    this.#card = null;
    const breakStart = this.#breakStart;
    this.#breakStart = isStarBreak(text, line.start) ? line.start : null;
    const mayBeMarker = this.#mayBeMarker;
    this.#mayBeMarker = false;
    if (this.#opensBlock(line)) return;
    const heading = headingTextStart(text, line.start);
    if (heading >= 0) this.#heading(line, heading, breakStart);
    else if (this.#section && bulletEnd(text, line.start) >= 0) {
      this.#card = { start: line.start, end: line.next };
      this.#section.cards.push(this.#card);
    } else if (this.#section && mayBeMarker && isBoldLine(text.slice(line.start, line.end).trim())) {
      this.#section.completeMarker = true;
      this.#section.contentStart = line.next;
    }
  }

  #opensBlock(line: Line): boolean {
    const { text } = this;
    const { start } = line;
    if (this.#fences.readLine(start, line.end)) {
      this.#block = { kind: 'fence', start };
      return true;
    }
    const content = text.slice(start, line.end).trimStart();
    if (content.startsWith('%% kanban:settings')) {
      this.#closeSection(start);
      this.#tail ??= start;
      this.#block = { kind: 'settings', start };
      return true;
    }
    if (!content.startsWith('<!--') || isIndented(text, start)) return false;
    if (!content.includes('-->')) this.#block = { kind: 'comment', start };
    return true;
  }

  #heading(line: Line, textStart: number, breakStart: number | null): void {
    this.#closeSection(breakStart ?? line.start);
    const title = headingTitle(this.text.slice(textStart, line.end));
    this.#section = {
      ...title,
      breakStart,
      start: line.start,
      headingEnd: line.end,
      contentStart: line.next,
      completeMarker: false,
      end: line.next,
      archive: false,
      cards: [],
    };
    this.#sections.push(this.#section);
    this.#mayBeMarker = true;
  }

  #closeSection(end: number): void {
    if (this.#section) this.#section.end = Math.max(end, this.#section.contentStart);
    this.#section = null;
    this.#card = null;
  }
}

/** `Doing (3) ##` is the column Doing with a limit of 3. */
function headingTitle(text: string): { name: string; limit: number | null } {
  let name = text.trim();
  const bare = withoutTrailing(name, '#');
  if (bare === '') name = '';
  else if (/[ \t]$/.test(bare)) name = bare.trimEnd();
  const limit = /\((\d{1,9})\)$/.exec(name);
  const before = limit ? name.slice(0, limit.index).trimEnd() : '';
  return before === '' ? { name, limit: null } : { name: before, limit: Number(limit?.[1]) };
}

function withoutTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

/** A line that is bold and nothing else: `**Complete**`, in whatever language the plugin wrote it. */
function isBoldLine(line: string): boolean {
  for (const mark of ['**', '__']) {
    if (line.length > 4 && line.startsWith(mark) && line.endsWith(mark)) {
      return !line.slice(2, -2).includes(mark);
    }
  }
  return false;
}

/** What the plugin calls its archive in its own languages. */
const archiveNames = new Set(
  'archive|archiv|archivo|archives|archivio|arquivo|archief|arkiv|arşiv|arsip|archiwum|архив|архів|归档|歸檔|封存|アーカイブ|보관함|보관|lưu trữ'.split(
    '|',
  ),
);

/** Whether a column of this name is an archive by its name alone. */
export function isArchiveName(name: string): boolean {
  return name.trim().toLowerCase() === 'archive';
}

/**
 * The archive is the column right below a `***`, when it is the last one (whatever its name) or named so in a
 * language of the plugin. Without such, the last column named `Archive` is it: a board in plain markdown has no
 * `***`, and who names a column so means cards that are put away.
 */
function markArchive(sections: readonly OpenSection[]): void {
  const below = sections.filter(
    (section, index) =>
      section.breakStart !== null &&
      (index === sections.length - 1 || archiveNames.has(section.name.toLowerCase())),
  );
  const archive = below.at(-1) ?? sections.findLast((section) => isArchiveName(section.name));
  if (archive) archive.archive = true;
}
