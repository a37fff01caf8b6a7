import type { HeadingPiece, Range, TaskPiece } from '../shape.js';
import type { Definitions } from './definitions.js';
import type { Outline } from './outline.js';

/** Inline content: a paragraph, a heading or a table's cell. */
export interface Run extends Range {
  /** Start and end offsets of its lines, where more than white space is between them. */
  readonly lines: readonly number[] | null;
  readonly heading: Omit<HeadingPiece, 'text'> | null;
}

/** The content of a body's blocks, in order. An `outline` also receives each block, with its nesting. */
export class BlockPieces {
  readonly runs: Run[] = [];
  readonly html: Range[] = [];
  readonly tasks: TaskPiece[] = [];
  readonly definitions: Definitions = new Map();

  constructor(readonly outline: Outline | null) {}

  /** `whole` is the heading with its marks, `content` what is read as text. */
  addHeading(depth: HeadingPiece['depth'], whole: Range, content: Range): void {
    const { start, end } = whole;
    this.runs.push({ start: content.start, end: content.end, lines: null, heading: { depth, start, end } });
    this.outline?.heading(depth, whole, content);
  }

  /** Start and end offsets of the paragraph's lines; `joined` where only white space is between them. */
  addParagraph(lines: readonly number[], joined: boolean): void {
    const start = lines[0] ?? 0;
    const end = lines[lines.length - 1] ?? start;
    this.runs.push({ start, end, lines: joined ? null : lines, heading: null });
    this.outline?.paragraph(lines, joined);
  }

  addTask(checked: boolean, mark: number): void {
    this.tasks.push({ checked, mark });
    this.outline?.task(checked);
  }

  addHtml(range: Range): void {
    this.html.push(range);
    this.outline?.html(range);
  }

  addCells(cells: readonly Range[]): void {
    for (const { start, end } of cells)
      if (start < end) this.runs.push({ start, end, lines: null, heading: null });
  }
}
