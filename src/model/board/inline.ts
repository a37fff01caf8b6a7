/** `[[target#heading|alias]]`, with offsets into the text. */
export interface WikiLink {
  readonly start: number;
  readonly end: number;
  /** Target as written, without heading and alias. */
  readonly target: string;
  readonly targetStart: number;
  readonly alias: string | null;
  readonly aliasStart: number;
  /** `![[…]]`, or a linked date `@[[…]]`: not what a card is about. */
  readonly decorated: boolean;
}

/** A Dataview inline field: `[name:: value]`, or `(name:: value)` which Dataview shows without its name. */
export interface InlineField {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly parenthesised: boolean;
  readonly links: readonly WikiLink[];
}

export interface Inline {
  /** Links outside of inline fields. */
  readonly links: readonly WikiLink[];
  readonly fields: readonly InlineField[];
}

interface OpenField {
  start: number;
  end: number;
  name: string;
  valueStart: number;
  parenthesised: boolean;
}

const namePattern = /[ \t]*([\p{L}\p{N}_][\p{L}\p{N}_ -]{0,60}?)[ \t]*::/uy;

/** Links and inline fields of one line; code spans and HTML comments hold none. Linear in its length. */
export function readInline(text: string, from: number, to: number): Inline {
  const reader = new InlineReader(text.slice(from, to), from);
  return reader.read();
}

class InlineReader {
  readonly #links: WikiLink[] = [];
  readonly #fields: OpenField[] = [];
  readonly #square: number[] = [];
  readonly #round: number[] = [];
  /** Start of every backtick run by its length, in order. */
  #runs: Map<number, number[]> | null = null;
  #noComment = false;
  #nextClose = -1;

  /** Works on the line alone; `base` is what is added to the offsets that it reports. */
  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  read(): Inline {
    for (let at = 0; at < this.text.length; ) at = this.#step(at);
    return this.#sort();
  }

  #step(at: number): number {
    switch (this.text[at]) {
      case '\\':
        return at + 2;
      case '`':
        return this.#code(at);
      case '<':
        return this.#comment(at);
      case '[': {
        const link = this.#link(at);
        if (link) {
          this.#links.push(link);
          return link.end - this.base;
        }
        this.#square.push(at);
        return at + 1;
      }
      case '(':
        this.#round.push(at);
        return at + 1;
      case ']':
        this.#close(this.#square.pop(), at, false);
        return at + 1;
      case ')':
        this.#close(this.#round.pop(), at, true);
        return at + 1;
      default:
        return at + 1;
    }
  }

  /** Behind the code span that starts here, or behind its backticks where it never closes. */
  #code(at: number): number {
    this.#runs ??= this.#backtickRuns();
    let end = at;
    while (this.text[end] === '`') end += 1;
    const starts = this.#runs.get(end - at) ?? [];
    while (starts.length > 0 && (starts.at(-1) ?? 0) <= at) starts.pop();
    const close = starts.at(-1);
    return close === undefined ? end : close + (end - at);
  }

  /** The runs of each length, last first, so that those passed can be dropped from the end. */
  #backtickRuns(): Map<number, number[]> {
    const runs = new Map<number, number[]>();
    for (let at = 0; at < this.text.length; at++) {
      if (this.text[at] !== '`') continue;
      let end = at;
      while (this.text[end] === '`') end += 1;
      const list = runs.get(end - at);
      if (list) list.push(at);
      else runs.set(end - at, [at]);
      at = end;
    }
    for (const list of runs.values()) list.reverse();
    return runs;
  }

  #comment(at: number): number {
    if (this.#noComment || !this.text.startsWith('<!--', at)) return at + 1;
    const end = this.text.indexOf('-->', at + 4);
    if (end >= 0) return end + 3;
    this.#noComment = true;
    return at + 1;
  }

  #link(at: number): WikiLink | null {
    const { text, base } = this;
    if (text[at + 1] !== '[') return null;
    if (this.#nextClose < at + 2) {
      const close = text.indexOf(']]', at + 2);
      this.#nextClose = close < 0 ? Number.POSITIVE_INFINITY : close;
    }
    const close = this.#nextClose;
    if (close === Number.POSITIVE_INFINITY || close === at + 2) return null;
    const bracket = text.indexOf('[', at + 2);
    // An alias may hold brackets, a target may not.
    if (bracket >= 0 && bracket < close) {
      const nested = text.indexOf('[[', bracket);
      if ((nested >= 0 && nested < close) || !text.slice(at + 2, bracket).includes('|')) return null;
    }
    const content = text.slice(at + 2, close);
    const bar = content.indexOf('|');
    const path = bar < 0 ? content : content.slice(0, bar);
    const heading = path.search(/[#^]/);
    const target = heading < 0 ? path : path.slice(0, heading);
    const lead = target.length - target.trimStart().length;
    const before = text[at - 1];
    return {
      start: base + at,
      end: base + close + 2,
      target: target.trim(),
      targetStart: base + at + 2 + lead,
      alias: bar < 0 ? null : content.slice(bar + 1),
      aliasStart: base + at + 3 + bar,
      decorated: before === '!' || before === '@',
    };
  }

  #close(open: number | undefined, at: number, parenthesised: boolean): void {
    if (open === undefined) return;
    namePattern.lastIndex = open + 1;
    const match = namePattern.exec(this.text);
    if (!match || open + 1 + match[0].length > at) return;
    // Only the outermost field counts; those inside came first.
    while ((this.#fields.at(-1)?.start ?? -1) > this.base + open) this.#fields.pop();
    this.#fields.push({
      start: this.base + open,
      end: this.base + at + 1,
      name: match[1] ?? '',
      valueStart: this.base + open + 1 + match[0].length,
      parenthesised,
    });
  }

  #sort(): Inline {
    const fields: InlineField[] = [];
    const links: WikiLink[] = [];
    let next = 0;
    const takeUntil = (end: number): WikiLink[] => {
      const from = next;
      while (next < this.#links.length && (this.#links[next]?.start ?? end) < end) next += 1;
      return this.#links.slice(from, next);
    };
    let reached = this.base;
    for (const field of this.#fields) {
      // `[a:: (b:: x] y)` overlaps without nesting; the first one has it.
      if (field.start < reached) continue;
      links.push(...takeUntil(field.start));
      fields.push({ ...field, valueEnd: field.end - 1, links: takeUntil(field.end) });
      reached = field.end;
    }
    links.push(...takeUntil(Number.POSITIVE_INFINITY));
    return { links, fields };
  }
}
