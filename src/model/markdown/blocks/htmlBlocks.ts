import type { Range } from '../shape.js';
import type { Cursor } from './cursor.js';

/** CommonMark's seven kinds of HTML blocks. */
type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const blockNames = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl ' +
    'dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend ' +
    'li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td ' +
    'tfoot th thead title tr track ul'
  ).split(' '),
);
const opening = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)(?=[ \t>]|\/|$)(\/>?)?/;
const rawNames = /^(?:script|pre|style|textarea)$/i;
const completeTag =
  /^<(?:\/[A-Za-z][A-Za-z0-9-]*|[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|[^\s"'=<>`/]+))?)*[ \t]*\/?)[ \t]*>[ \t]*$/;

/** The kind of HTML block that a line (from its `<`) opens; null where it opens none. */
export function htmlBlockKind(line: string): HtmlKind | null {
  if (line.startsWith('<!--')) return 2;
  if (line.startsWith('<?')) return 3;
  if (/^<![A-Za-z]/.test(line)) return 4;
  if (line.startsWith('<![CDATA[')) return 5;
  const found = opening.exec(line);
  if (!found) return null;
  const [, closing, name = '', slash] = found;
  if (!closing && !slash && rawNames.test(name)) return 1;
  if (blockNames.has(name.toLowerCase()) && slash !== '/') return 6;
  return completeTag.test(line) ? 7 : null;
}

/** Whether a block of this kind ends in this line; kinds 6 and 7 end before a blank one instead. */
function endsHtmlBlock(kind: HtmlKind, line: string): boolean {
  switch (kind) {
    case 1:
      return /<\/(?:script|pre|style|textarea)>/i.test(line);
    case 2:
      return line.includes('-->');
    case 3:
      return line.includes('?>');
    case 4:
      return line.includes('>');
    case 5:
      return line.includes(']]>');
    default:
      return false;
  }
}

/** The HTML block that is open. */
export class HtmlBlock {
  #kind: HtmlKind = 6;
  #start = 0;
  #end = 0;
  /** Whether the last line was its last. */
  ended = false;

  get range(): Range {
    return { start: this.#start, end: this.#end };
  }

  /** `line` starts with its `<`, which is at `start`. */
  open(kind: HtmlKind, line: string, start: number): void {
    this.#kind = kind;
    this.#start = start;
    this.#end = start + line.length;
    this.ended = endsHtmlBlock(kind, line);
  }

  /** Whether the next line belongs to it. */
  takes({ text, at, end, blank }: Cursor): boolean {
    if (this.#kind >= 6) this.ended = blank;
    else this.ended = endsHtmlBlock(this.#kind, text.slice(at, end));
    const belongs = this.#kind < 6 || !blank;
    if (belongs) this.#end = end;
    return belongs;
  }
}
