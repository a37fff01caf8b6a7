import type { Node, ParseError } from 'jsonc-parser';
import { lineEnding } from '../model/text.js';

/**
 * JSON as text, with the comments and trailing commas that editors allow in their settings: a member is inserted, and
 * every other byte stays. (The library's own `modify` formats the members beside it.)
 */
export class JsonText {
  private constructor(
    public text: string,
    readonly parseTree: (text: string) => Node | undefined,
  ) {}

  /** Null where the text does not hold an object. `strict` refuses comments and trailing commas. */
  static async of(text: string, strict = false): Promise<JsonText | null> {
    const { parseTree } = await import('jsonc-parser');
    const options = strict ? { disallowComments: true } : { allowTrailingComma: true };
    const read = (from: string) => {
      const errors: ParseError[] = [];
      // The parser does not know byte order marks; a space leaves the offsets as they are.
      const tree = parseTree(from.replace(/^\uFEFF/, ' '), errors, options);
      return errors.length === 0 && tree?.type === 'object' ? tree : undefined;
    };
    return read(text) ? new JsonText(text, read) : null;
  }

  /** The value at a path of keys; undefined where a key is missing. Of a key that is there twice the last one counts. */
  find(path: readonly string[]): Node | undefined {
    let node = this.parseTree(this.text);
    for (const key of path)
      node = node?.children?.findLast((member) => member.children?.[0]?.value === key)?.children?.[1];
    return node;
  }

  /** Set the value at a path whose parents are objects or missing. */
  set(path: readonly string[], value: unknown): void {
    const present = this.find(path);
    if (present) {
      const end = present.offset + present.length;
      this.text =
        this.text.slice(0, present.offset) + this.#written(value, path.length) + this.text.slice(end);
      return;
    }
    if (!this.find(path.slice(0, -1))) this.set(path.slice(0, -1), {});
    const parent = this.find(path.slice(0, -1));
    if (parent) this.#insert(parent, path, value);
  }

  #insert({ offset, length, children }: Node, path: readonly string[], value: unknown): void {
    const { text } = this;
    const depth = path.length;
    const unit = this.#unit();
    const line = unit === null ? '' : lineEnding(text) + unit.repeat(depth);
    const key = JSON.stringify(path.at(-1));
    const member = `${key}:${unit === null ? '' : ' '}${this.#written(value, depth)}`;
    const close = offset + length - 1;
    // Comments behind the last member belong to it.
    const end = offset + 1 + text.slice(offset + 1, close).trimEnd().length;
    const last = children?.at(-1);
    if (!last) {
      const outer = unit === null ? '' : lineEnding(text) + unit.repeat(depth - 1);
      this.text = text.slice(0, end) + line + member + outer + text.slice(close);
      return;
    }
    const after = last.offset + last.length;
    const gap = text.slice(after, close).includes('\n') ? line : unit === null ? '' : ' ';
    const isFollowedByComma = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*,/.test(text.slice(after, close));
    this.text = isFollowedByComma
      ? `${text.slice(0, end)}${gap}${member},${text.slice(end)}`
      : `${text.slice(0, after)},${text.slice(after, end)}${gap}${member}${text.slice(end)}`;
  }

  /** Indentation of the first member; null where all is on one line. */
  #unit(): string | null {
    const tree = this.parseTree(this.text);
    const first = tree?.children?.[0];
    const indent = /\n([ \t]+)$/.exec(this.text.slice(tree?.offset, first?.offset))?.[1];
    return first ? (indent ?? null) : '  ';
  }

  /** A value as this file is written; members of objects and lists on lines of their own. */
  #written(value: unknown, depth: number): string {
    const unit = this.#unit();
    if (unit === null) return JSON.stringify(value);
    return JSON.stringify(value, null, unit).replace(/\n/g, lineEnding(this.text) + unit.repeat(depth));
  }
}
