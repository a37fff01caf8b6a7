import type {
  AlignType,
  Blockquote,
  Code,
  Heading,
  List,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  TableRow,
} from 'mdast';
import { trimmedEnd } from '../blocks/lineStarts.js';
import type { Outline } from '../blocks/outline.js';
import { readBlocks } from '../blocks/readBlocks.js';
import type { Range } from '../shape.js';
import { at } from './nodeRange.js';
import { InlineTree } from './quickInline.js';

/** Inline content that is read when all blocks are known, since definitions may follow. */
interface Pending {
  readonly children: PhrasingContent[];
  readonly start: number;
  readonly end: number;
  /** Of several lines with marks of containers between them: offsets in pairs. */
  readonly lines: readonly number[] | null;
  readonly inTable: boolean;
}

/** Reads inline content that the quick reader leaves open; null where the whole document is needed for that. */
export type ReadInline = (markdown: string, base: number) => PhrasingContent[] | null;

/**
 * The tree of a body, many times quicker than the reference parser makes it and the same as far as it is shown;
 * null where that takes the parser.
 */
export function quickTree(
  text: string,
  bodyStart: number,
  starts: readonly number[],
  hard: ReadInline,
): Root | null {
  // CommonMark reads NUL as another character.
  if (text.indexOf('\0', bodyStart) >= 0) return null;
  const builder = new TreeBuilder(text);
  const blocks = readBlocks(text, bodyStart, starts, builder);
  builder.endLeaf();
  if (!blocks || builder.doubt) return null;
  const inline = new InlineTree(text, 0, text, blocks.definitions);
  for (const { children, start, end, lines, inTable } of builder.pending) {
    const own = lines ? new InlineTree(withoutMarks(text, lines), start, text, blocks.definitions) : inline;
    const from = lines ? 0 : start;
    let nodes = own.read(from, from + end - start, inTable);
    if (!nodes && blocks.definitions.size === 0 && !inTable) {
      nodes = hard(lines ? withoutMarks(text, lines) : text.slice(start, end), start);
    }
    if (!nodes) return null;
    children.push(...nodes);
  }
  return builder.root;
}

/** The text of several lines, with spaces in place of the marks of containers, so that offsets stay. */
function withoutMarks(text: string, lines: readonly number[]): string {
  let out = '';
  for (let index = 0; index < lines.length; index += 2) {
    const before = lines[index - 1];
    const start = lines[index] ?? 0;
    if (before !== undefined) out += text.slice(before, start).replace(/[^\r\n]/g, ' ');
    out += text.slice(start, lines[index + 1] ?? start);
  }
  return out;
}

type Parent = Root | Blockquote | ListItem;

/** Builds a tree from the blocks that it receives. */
class TreeBuilder implements Outline {
  readonly root: Root = { type: 'root', children: [] };
  readonly pending: Pending[] = [];
  /** Whether something is to be read by the parser. */
  doubt = false;
  readonly #stack: Parent[] = [this.root];
  #fence: Code | null = null;
  #fenceLines: string[] = [];
  #table: Table | null = null;

  constructor(readonly text: string) {}

  openQuote(start: number): void {
    const node: Blockquote = at({ type: 'blockquote', children: [] }, start, start + 1);
    this.#add(node);
    this.#stack.push(node);
  }

  openItem(start: number, length: number): void {
    const item: ListItem = at(
      { type: 'listItem', spread: false, checked: null, children: [] },
      start,
      start + length,
    );
    const marker = this.text.charAt(start + length - 1);
    const last = this.#parent.children.at(-1);
    this.endLeaf();
    if (last?.type === 'list' && this.#markerOf(last) === marker) {
      last.children.push(item);
      setEnd(last, start + length);
      this.#stretch(start + length);
    } else {
      const ordered = length > 1;
      const first = ordered ? { start: Number(this.text.slice(start, start + length - 1)) } : {};
      const list: List = at({ type: 'list', ordered, ...first, children: [item] }, start, start + length);
      this.#add(list);
    }
    this.#stack.push(item);
  }

  closeContainer(): void {
    // Parsers differ in whether the last empty line of a fence that its container ends belongs to it.
    if (this.#fence && this.#fenceLines.length > 1 && this.#fenceLines.at(-1) === '') this.doubt = true;
    this.endLeaf();
    this.#stack.pop();
  }

  blankQuoted(end: number): void {
    const innermost = this.#stack.findLastIndex(({ type }) => type === 'blockquote');
    this.#stretch(end, this.#stack.slice(0, innermost + 1));
  }

  task(checked: boolean): void {
    const item = this.#parent;
    if (item.type === 'listItem') item.checked = checked;
  }

  paragraph(lines: readonly number[], joined: boolean): void {
    const start = lines[0] ?? 0;
    const end = trimmedEnd(this.text, start, lines.at(-1) ?? start);
    this.#add(
      at({ type: 'paragraph', children: this.#inline({ start, end }, joined ? null : lines) }, start, end),
    );
  }

  heading(depth: number, whole: Range, content: Range): void {
    const children = this.#inline(content, null);
    this.#add(at({ type: 'heading', depth: depth as Heading['depth'], children }, whole.start, whole.end));
  }

  openFence(start: number, end: number): void {
    const info = this.text
      .slice(start, end)
      .replace(/^(?:`+|~+)/, '')
      .trim();
    const [, lang = '', meta = ''] = /^(\S*)\s*([\s\S]*)$/.exec(unescaped(info)) ?? [];
    if (info.includes('&')) this.doubt = true;
    const node: Code = { type: 'code', lang: lang || null, meta: meta || null, value: '' };
    this.#add(at(node, start, end));
    this.#fence = node;
    this.#fenceLines = [];
  }

  codeLine(kind: 'fence' | 'indent', pad: number, start: number, end: number): void {
    const line = ' '.repeat(pad) + this.text.slice(start, end);
    if (kind === 'fence') {
      this.#fenceLines.push(line);
      this.#stretch(end);
      return;
    }
    this.endLeaf();
    const last = this.#parent.children.at(-1);
    if (last?.type === 'code' && !'`~'.includes(this.text.charAt(last.position?.start.offset ?? 0))) {
      const between = this.text.slice(last.position?.end.offset ?? start, start);
      last.value += '\n'.repeat(between.match(/\r\n|\r|\n/g)?.length ?? 1) + line;
      this.#stretch(end);
      setEnd(last, end);
    } else this.#add(at({ type: 'code', value: line }, start - 1, end));
  }

  closeFence(end: number): void {
    this.#stretch(end);
    this.endLeaf();
  }

  html({ start, end }: Range): void {
    this.#add(at({ type: 'html', value: this.text.slice(start, end) }, start, end));
  }

  rule({ start, end }: Range): void {
    this.#add(at({ type: 'thematicBreak' }, start, end));
  }

  table(head: readonly Range[], delimiter: readonly Range[]): void {
    const align = delimiter.map(({ start, end }): AlignType => {
      const left = this.text[start] === ':';
      const right = this.text[end - 1] === ':';
      if (left) return right ? 'center' : 'left';
      return right ? 'right' : null;
    });
    const start = head[0]?.start ?? 0;
    const table: Table = at({ type: 'table', align, children: [] }, start, delimiter.at(-1)?.end ?? start);
    this.#add(table);
    this.#table = table;
    this.row(head);
  }

  row(cells: readonly Range[]): void {
    const start = cells[0]?.start ?? 0;
    const end = cells.at(-1)?.end ?? start;
    const row: TableRow = at({ type: 'tableRow', children: [] }, start, end);
    for (const cell of cells) {
      const children = this.#inline(cell, null, true);
      row.children.push(at({ type: 'tableCell', children }, cell.start, cell.end));
    }
    this.#table?.children.push(row);
    this.#stretch(end);
  }

  get #parent(): Parent {
    return this.#stack.at(-1) ?? this.root;
  }

  #markerOf(list: List): string {
    const start = list.position?.start.offset ?? 0;
    return /^\d*(.)/.exec(this.text.slice(start, start + 10))?.[1] ?? '';
  }

  #inline({ start, end }: Range, lines: readonly number[] | null, inTable = false): PhrasingContent[] {
    const children: PhrasingContent[] = [];
    if (end > start) this.pending.push({ children, start, end, lines, inTable });
    return children;
  }

  #add(node: RootContent): void {
    this.endLeaf();
    (this.#parent.children as RootContent[]).push(node);
    this.#stretch(node.position?.end.offset ?? 0);
  }

  /** Closes the open fence or table: the following calls do not add to it. */
  endLeaf(): void {
    if (this.#fence) this.#fence.value = this.#fenceLines.join('\n');
    this.#fence = null;
    this.#table = null;
  }

  /** What is open reaches to this offset at least. */
  #stretch(end: number, open: readonly Parent[] = this.#stack): void {
    for (const [index, parent] of open.entries()) {
      setEnd(parent, end);
      const last = parent.children.at(-1);
      if (last?.type === 'list' && index < open.length - 1) setEnd(last, end);
    }
    if (this.#fence) setEnd(this.#fence, end);
    if (this.#table) setEnd(this.#table, end);
  }
}

function setEnd(node: Nodes, end: number): void {
  if (node.position) node.position.end.offset = Math.max(end, node.position.end.offset ?? 0);
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
