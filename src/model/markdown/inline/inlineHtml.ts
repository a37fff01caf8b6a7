const openTag =
  /<[A-Za-z][A-Za-z0-9-]*(?:[ \t\r\n]+[A-Za-z_:][\w.:-]*(?:[ \t\r\n]*=[ \t\r\n]*(?:"[^"]*"|'[^']*'|[^ \t\r\n"'=<>`][^ \t\r\n"'=<>`/]*))?)*[ \t\r\n]*\/?>/y;
const closeTag = /<\/[A-Za-z][A-Za-z0-9-]*[ \t\r\n]*>/y;
const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>\x7f]*>/y;
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const email = new RegExp(`<[#-'*+./0-9=?A-Z^-~-]+@${label}(?:\\.${label})*>`, 'y');

/** The content of angle brackets; `end` is behind the closing one. */
export interface Tag {
  readonly kind: 'html' | 'autolink';
  readonly end: number;
}

/** Reads autolinks, tags, comments and the like. Asked with growing offsets it takes linear time. */
export class InlineHtml {
  readonly #text: string;
  #end = 0;
  /** What closes comments and the like → where it was found next. */
  readonly #next = new Map<string, { from: number; found: number }>();
  /** Whether something was opened that nothing closes. */
  unclosed = false;

  constructor(text: string) {
    this.#text = text;
  }

  begin(end: number): void {
    this.#end = end;
    this.unclosed = false;
  }

  /** What starts at a `<`; null where it is only a character. */
  read(at: number): Tag | null {
    const code = this.#text.charCodeAt(at + 1);
    if (at + 1 >= this.#end || code <= 32 || code === 60 || code === 61 || code === 62) return null;
    const link = this.#match(autolink, at) || this.#match(email, at);
    if (link > 0) return { kind: 'autolink', end: link };
    const end = this.#html(at, code);
    if (end > 0) return { kind: 'html', end };
    this.unclosed = true;
    return null;
  }

  #html(at: number, code: number): number {
    if (code === 47) return this.#match(closeTag, at);
    if (code === 63) return this.#closed('?>', at + 2);
    if (code !== 33) return this.#match(openTag, at);
    if (this.#text.startsWith('--', at + 2)) return this.#closed('-->', at + 2);
    if (this.#text.startsWith('[CDATA[', at + 2)) return this.#closed(']]>', at + 9);
    return /[A-Za-z]/.test(this.#text[at + 2] ?? '') ? this.#closed('>', at + 3) : 0;
  }

  #match(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.#text) && pattern.lastIndex <= this.#end ? pattern.lastIndex : 0;
  }

  #closed(closing: string, from: number): number {
    const end = this.#find(closing, from) + closing.length;
    return end <= this.#end ? end : 0;
  }

  #find(closing: string, from: number): number {
    const known = this.#next.get(closing);
    if (known && known.from <= from && from <= known.found) return known.found;
    const at = this.#text.indexOf(closing, from);
    const found = at < 0 ? Number.POSITIVE_INFINITY : at;
    this.#next.set(closing, { from, found });
    return found;
  }
}
