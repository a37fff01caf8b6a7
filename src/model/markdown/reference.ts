import type { Definition, Html, Image, Link, ListItem, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { assemble } from './assemble.js';
import type { Pieces, ReferenceScanner } from './shape.js';

/** The scanner that decides every document: CommonMark and GFM by micromark. Slow, and the measure of the quick one. */
export const scanWithReference: ReferenceScanner = (text, bodyStart, starts, prefixes) =>
  assemble(text, starts, prefixes, referencePieces(text, bodyStart));

export function referencePieces(text: string, bodyStart: number): Pieces {
  const body = text.slice(bodyStart);
  const root: Root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const pieces: Pieces = { headings: [], html: [], destinations: [], tasks: [], plain: [] };
  const definitions = new Map<string, Definition>();
  collectDefinitions(root, definitions);
  const reader = new Reader(text, bodyStart, pieces, definitions);
  reader.visit(root);
  return pieces;
}

function collectDefinitions(node: Nodes, found: Map<string, Definition>): void {
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collectDefinitions(child, found);
}

class Reader {
  constructor(
    readonly text: string,
    readonly base: number,
    readonly pieces: Pieces,
    readonly definitions: ReadonlyMap<string, Definition>,
  ) {}

  visit(node: Nodes): void {
    switch (node.type) {
      case 'html':
        this.pieces.html.push(this.range(node));
        return;
      case 'code':
      case 'inlineCode':
      case 'definition':
        return;
      case 'heading':
        this.pieces.headings.push({
          depth: node.depth,
          text: plainText(node).replace(/\s+/g, ' ').trim(),
          ...this.trimmed(node),
        });
        this.inline(node);
        return;
      case 'paragraph':
      case 'tableCell':
        this.inline(node);
        return;
      case 'listItem':
        this.task(node);
        break;
      default:
    }
    if ('children' in node) for (const child of node.children) this.visit(child);
  }

  /** The content of a paragraph, heading or cell: what is no code, HTML, link or image is plain. */
  inline(node: Nodes): void {
    const { start, end } = this.range(node);
    let at = start;
    const cut = (from: number, to: number) => {
      if (from > at) this.pieces.plain.push({ start: at, end: from });
      at = Math.max(at, to);
    };
    const walk = (child: Nodes): void => {
      const range = this.range(child);
      if (child.type === 'html') {
        this.pieces.html.push(range);
        cut(range.start, range.end);
      } else if (child.type === 'inlineCode' || child.type === 'footnoteReference')
        cut(range.start, range.end);
      else if (child.type === 'link' || child.type === 'image') {
        this.destination(child);
        this.nested(child);
        cut(range.start, range.end);
      } else if (child.type === 'linkReference' || child.type === 'imageReference') {
        const definition = this.definitions.get(child.identifier);
        if (definition)
          this.destinationOfDefinition(definition, child.type === 'imageReference' ? 'image' : 'markdown');
        this.nested(child);
        cut(range.start, range.end);
      } else if ('children' in child) for (const inner of child.children) walk(inner);
    };
    if ('children' in node) for (const child of node.children) walk(child);
    cut(end, end);
  }

  /** Images and HTML inside of a link's text. */
  nested(node: Nodes): void {
    if (!('children' in node)) return;
    for (const child of node.children) {
      if (child.type === 'image') this.destination(child);
      else if (child.type === 'html') this.pieces.html.push(this.range(child as Html));
      this.nested(child);
    }
  }

  destination(node: Link | Image): void {
    const { start, end } = this.range(node);
    const source = this.text.slice(start, end);
    if (!source.startsWith('[') && !source.startsWith('![')) return;
    const children = 'children' in node ? node.children : [];
    const last = children.at(-1);
    const close = last ? this.range(last).end - start : closingBracket(source, source.indexOf('['));
    const open = source.indexOf('](', Math.max(0, close));
    if (open < 0) return;
    const place = destinationIn(source, open + 2);
    this.pieces.destinations.push({
      form: node.type === 'image' ? 'image' : 'markdown',
      start: start + place.start,
      end: start + place.end,
    });
  }

  destinationOfDefinition(node: Definition, form: 'markdown' | 'image'): void {
    const { start, end } = this.range(node);
    const source = this.text.slice(start, end);
    const open = source.indexOf(']:');
    if (open < 0) return;
    const place = destinationIn(source, open + 2);
    this.pieces.destinations.push({ form, start: start + place.start, end: start + place.end });
  }

  task(node: ListItem): void {
    if (typeof node.checked !== 'boolean') return;
    const { start } = this.range(node);
    const mark = this.text.indexOf('[', start) + 1;
    this.pieces.tasks.push({ checked: node.checked, mark });
  }

  trimmed(node: Nodes): { start: number; end: number } {
    const { start, end } = this.range(node);
    return { start, end: start + this.text.slice(start, end).trimEnd().length };
  }

  range(node: Nodes): { start: number; end: number } {
    return {
      start: this.base + (node.position?.start.offset ?? 0),
      end: this.base + (node.position?.end.offset ?? 0),
    };
  }
}

/** Where the destination stands after `](` or `]:`. */
function destinationIn(source: string, from: number): { start: number; end: number } {
  let start = from;
  while (/\s/.test(source[start] ?? '')) start++;
  if (source[start] === '<') {
    const close = source.indexOf('>', start);
    return { start: start + 1, end: close < 0 ? source.length : close };
  }
  let depth = 0;
  let end = start;
  for (; end < source.length; end++) {
    const character = source[end] ?? '';
    if (/\s/.test(character)) break;
    if (character === '\\') end++;
    else if (character === '(') depth++;
    else if (character === ')' && depth-- === 0) break;
  }
  return { start, end: Math.min(end, source.length) };
}

function closingBracket(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') depth++;
    else if (source[i] === ']' && --depth === 0) return i;
  }
  return 0;
}

function plainText(node: Nodes): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'image' || node.type === 'imageReference') return '';
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map((child) => plainText(child as Nodes)).join('') : '';
}
