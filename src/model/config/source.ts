import * as v from 'valibot';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, visit } from 'yaml';
import { closest } from '../closest.js';
import type { Finding } from '../finding.js';
import {
  dotted,
  firstLine,
  isEmptyScalar,
  isKey,
  isNodeLike,
  type KeyPath,
  keyText,
  parseOrNull,
  plain,
  quotedWords,
  rangeOf,
} from './nodes.js';

/** `config.yaml` as YAML with positions, collecting what is wrong with it. */
export class ConfigSource {
  readonly findings: Finding[] = [];
  private readonly lines = new LineCounter();
  private readonly root: Node | null;

  constructor(
    readonly text: string,
    readonly path: string,
  ) {
    this.root = this.parse();
  }

  private parse(): Node | null {
    const document = parseOrNull(this.text, this.lines);
    if (!document) {
      this.complain([0, 0], 'the file is nested too deeply to be read');
      return null;
    }
    let isBroken = false;
    for (const { code, pos, message } of document.errors) {
      if (code === 'DUPLICATE_KEY') this.complainOfDuplicate(pos[0]);
      else {
        isBroken = true;
        this.complain(pos, firstLine(message));
      }
    }
    return isBroken || this.refuseAliases(document.contents) ? null : document.contents;
  }

  /** Whether the file holds nothing, or nothing that can be read. */
  get isEmpty(): boolean {
    return this.root === null || (isScalar(this.root) && this.root.value === '');
  }

  /** Keys of the mapping at a path, in file order; reports a value that is not a mapping. */
  keys(path: KeyPath): string[] {
    const node = this.node(path);
    if (node === undefined || isEmptyScalar(node)) return [];
    if (!isMap(node)) {
      this.reportValue(path, 'a mapping');
      return [];
    }
    return node.items.map((pair) => keyText(pair.key));
  }

  has(path: KeyPath): boolean {
    const node = this.node(path);
    return node !== undefined && !isEmptyScalar(node);
  }

  /** The value at a path, or undefined where it does not fit; what is wrong is reported. */
  read<S extends v.GenericSchema>(path: KeyPath, schema: S): v.InferOutput<S> | undefined {
    const node = this.node(path);
    if (node === undefined || isEmptyScalar(node)) return undefined;
    const checked = v.safeParse(schema, plain(node));
    if (checked.success) return checked.output;
    for (const issue of checked.issues) this.reportIssue(path, issue);
    return undefined;
  }

  /** Report keys of a mapping that are not allowed there; the keys that are. */
  allow(path: KeyPath, allowed: readonly string[]): string[] {
    return this.keys(path).filter((key) => {
      if (allowed.includes(key)) return true;
      const suggestion = closest(key, allowed);
      const where = path.length === 0 ? 'the configuration' : `\`${dotted(path)}\``;
      const choice = allowed.length > 12 ? '' : `; allowed: ${allowed.join(', ')}`;
      this.reportKey([...path, key], `\`${key}\` is not a key of ${where}${choice}`, suggestion);
      return false;
    });
  }

  /** Report the value at a path: `allowed` says what it must be. */
  reportValue(path: KeyPath, allowed: string, suggestion?: string): void {
    const node = this.node(path);
    const written = isScalar(node) ? ` is \`${String(node.value)}\`, but` : '';
    this.complain(
      this.range(path),
      `${path.length === 0 ? 'the configuration' : `\`${dotted(path)}\``}${written} must be ${allowed}`,
      suggestion,
    );
  }

  reportKey(path: KeyPath, message: string, suggestion?: string): void {
    this.complain(this.keyRange(path), message, suggestion);
  }

  private reportIssue(path: KeyPath, issue: v.BaseIssue<unknown>): void {
    const at: KeyPath = [...path, ...(issue.path ?? []).map((item) => item.key).filter((key) => isKey(key))];
    if (issue.type === 'object' && issue.input === undefined && issue.expected !== null) {
      const key = String(at.at(-1));
      this.complain(this.range(at.slice(0, -1)), `\`${dotted(at.slice(0, -1))}\` needs a \`${key}\``);
      return;
    }
    const choices = issue.type === 'picklist' ? quotedWords(issue.expected ?? '') : [];
    const allowed = choices.length > 0 ? `one of ${choices.join(', ')}` : issue.message;
    const input: unknown = issue.input;
    this.reportValue(at, allowed, typeof input === 'string' ? closest(input, choices) : undefined);
  }

  private complain(range: readonly [number, number], message: string, suggestion?: string): void {
    const [start, end] = range;
    const { line, col } = this.lines.linePos(start);
    this.findings.push({
      rule: 'config/invalid',
      severity: 'error',
      path: this.path,
      span: {
        line: Math.max(1, line),
        column: Math.max(1, col),
        offset: start,
        length: Math.max(0, end - start),
      },
      message,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  /** Report anchors, aliases and tags; whether there were any. */
  private refuseAliases(root: Node | null): boolean {
    const before = this.findings.length;
    visit(root, (_key, node) => {
      if (!isNodeLike(node)) return;
      const range = rangeOf(node);
      if (isAlias(node)) this.complain(range, 'aliases are not allowed; write the value out');
      else if (node.anchor) this.complain(range, `anchors (\`&${node.anchor}\`) are not allowed`);
      else if (node.tag && !/^tag:yaml\.org,2002:(?:map|seq|str)$/.test(node.tag)) {
        this.complain(range, `tags (\`${node.tag}\`) are not allowed`);
      }
    });
    return this.findings.length > before;
  }

  private complainOfDuplicate(offset: number): void {
    const blank = /^\s*/.exec(this.text.slice(offset))?.[0].length ?? 0;
    const start = offset + blank;
    const key = /^[^\s:#]+/.exec(this.text.slice(start))?.[0] ?? '';
    this.complain([start, start + key.length], `duplicate key \`${key}\``);
  }

  private node(path: KeyPath): Node | undefined {
    let node: unknown = this.root;
    for (const key of path) {
      if (isMap(node)) node = node.items.find((pair) => keyText(pair.key) === key)?.value;
      else if (isSeq(node) && typeof key === 'number') node = node.items[key];
      else return undefined;
    }
    return isNodeLike(node) ? node : undefined;
  }

  private range(path: KeyPath): [number, number] {
    const node = this.node(path);
    return node ? rangeOf(node) : this.keyRange(path);
  }

  private keyRange(path: KeyPath): [number, number] {
    const parent = this.node(path.slice(0, -1));
    const key = isMap(parent)
      ? parent.items.find((pair) => keyText(pair.key) === path.at(-1))?.key
      : undefined;
    if (isNodeLike(key)) return rangeOf(key);
    return path.length > 0 ? this.range(path.slice(0, -1)) : [0, 0];
  }
}
