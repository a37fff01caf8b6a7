import type {
  Definition,
  Image,
  ImageReference,
  Link,
  LinkReference,
  Nodes,
  PhrasingContent,
  Root,
} from 'mdast';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { assemble } from './assemble.js';
import { trimmedEnd } from './blocks/lineStarts.js';
import type { DestinationPiece, Pieces, Range, ReferenceScanner } from './shape.js';

/** The scanner that decides every document: CommonMark and GFM by micromark. Slow, and the measure of the quick one. */
export const scanWithReference: ReferenceScanner = (text, bodyStart, starts, prefixes) =>
  assemble(text, starts, prefixes, referencePieces(text, bodyStart));

/** The pieces of a body as the parser finds them. */
function referencePieces(text: string, bodyStart: number): Pieces {
  // The parser skips a byte order mark without counting it.
  const base = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  const places = new WeakMap<object, Range>();
  return piecesOfTree(parseTree(text.slice(base), [placesOf(places)]), text, base, places);
}

/** The tree of a markdown text without front matter: CommonMark and GFM. Offsets count from its start. */
export function parseTree(markdown: string, more: readonly Extension[] = []): Root {
  return fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown().map(withoutTransforms), ...more],
  });
}

/** What makes a block of a line. */
const blockConstructs = [
  'blockQuote',
  'codeFenced',
  'codeIndented',
  'definition',
  'gfmFootnoteDefinition',
  'headingAtx',
  'htmlFlow',
  'list',
  'setextUnderline',
  'table',
  'thematicBreak',
];

/** The inline content of a single paragraph, whatever its lines start with; null where it does not stay one. */
export function parseInline(markdown: string): PhrasingContent[] | null {
  const root = fromMarkdown(markdown, {
    extensions: [gfm(), { disable: { null: blockConstructs } }],
    mdastExtensions: [gfmFromMarkdown().map(withoutTransforms)],
  });
  const [paragraph, more] = root.children;
  return paragraph?.type === 'paragraph' && !more ? paragraph.children : null;
}

/**
 * The pieces of a tree whose offsets count from `base` in the text. Destinations and checklist boxes only where
 * `places` gives their offsets.
 */
export function piecesOfTree(
  root: Root,
  text: string,
  base: number,
  places: WeakMap<object, Range> = new WeakMap(),
): Pieces {
  const reader = new TreeReader(text, base, places);
  reader.collectDefinitions(root);
  reader.visit(root);
  return reader.pieces;
}

/** Bare URLs stay text: how they are found there is quadratic, and nothing here depends on them. */
function withoutTransforms({ transforms: _, ...extension }: Extension): Extension {
  return extension;
}

/** Keeps the offsets of destinations and checklist boxes, which the tree does not have. */
function placesOf(places: WeakMap<object, Range>): Extension {
  return {
    enter: {
      taskListCheck(token) {
        const item = this.stack[this.stack.length - 2];
        if (item) places.set(item, { start: token.start.offset, end: token.end.offset });
      },
      resource(token) {
        const node = this.stack[this.stack.length - 1];
        if (node) places.set(node, { start: token.start.offset + 1, end: token.start.offset + 1 });
      },
    },
    exit: {
      resourceDestinationString(token) {
        const url = this.resume();
        const node = this.stack[this.stack.length - 1];
        if (!node) return;
        (node as Link | Image).url = url;
        places.set(node, { start: token.start.offset, end: token.end.offset });
      },
      definitionDestinationString(token) {
        const url = this.resume();
        const node = this.stack[this.stack.length - 1];
        if (!node) return;
        (node as Definition).url = url;
        places.set(node, { start: token.start.offset, end: token.end.offset });
      },
    },
  };
}

/** Walks a tree and notes its pieces. */
class TreeReader {
  readonly pieces: Pieces = { headings: [], html: [], destinations: [], tasks: [], plain: [] };
  readonly #definitions = new Map<string, Definition>();

  constructor(
    readonly text: string,
    readonly base: number,
    readonly places: WeakMap<object, Range>,
  ) {}

  collectDefinitions(node: Nodes): void {
    if (node.type === 'definition' && !this.#definitions.has(node.identifier)) {
      this.#definitions.set(node.identifier, node);
    }
    if ('children' in node) for (const child of node.children) this.collectDefinitions(child);
  }

  visit(node: Nodes): void {
    switch (node.type) {
      case 'html':
        this.pieces.html.push(this.#range(node));
        return;
      case 'heading': {
        const { start, end } = this.#range(node);
        const stop = trimmedEnd(this.text, start, end);
        this.pieces.headings.push({ depth: node.depth, text: plainText(node), start, end: stop });
        this.#inline(node);
        return;
      }
      case 'paragraph':
      case 'tableCell':
        this.#inline(node);
        return;
      case 'listItem': {
        const box = this.places.get(node);
        if (typeof node.checked === 'boolean' && box) {
          this.pieces.tasks.push({ checked: node.checked, mark: this.base + box.start + 1 });
        }
        break;
      }
      default:
    }
    if ('children' in node) for (const child of node.children) this.visit(child);
  }

  /** The content of a paragraph, heading or cell. All text outside code, HTML, links and images is plain. */
  #inline(node: Nodes): void {
    const { start, end } = this.#range(node);
    let at = start;
    const walk = (child: Nodes): void => {
      if (!isCut(child)) {
        if ('children' in child) for (const inner of child.children) walk(inner);
        return;
      }
      const range = this.#range(child);
      this.#note(child);
      if (this.#isLiteral(child, range)) return;
      if (range.start > at) this.pieces.plain.push({ start: at, end: range.start });
      at = Math.max(at, range.end);
    };
    if ('children' in node) for (const child of node.children) walk(child);
    if (end > at) this.pieces.plain.push({ start: at, end });
  }

  /** A URL that is a link without any markup; it stays plain text. */
  #isLiteral(node: Nodes, { start }: Range): boolean {
    return node.type === 'link' && !'[<'.includes(this.text[start] ?? '');
  }

  /** HTML and destinations of a node and of what is in it. */
  #note(node: Nodes): void {
    if (node.type === 'html') this.pieces.html.push(this.#range(node));
    else if (node.type === 'link' || node.type === 'image') this.#destination(node, node);
    else if (node.type === 'linkReference' || node.type === 'imageReference') {
      const definition = this.#definitions.get(node.identifier);
      if (definition) this.#destination(node, definition);
    }
    if ('children' in node) for (const child of node.children) this.#note(child);
  }

  #destination(node: Link | Image | LinkReference | ImageReference, place: Link | Image | Definition): void {
    const range = this.places.get(place);
    if (!range) return;
    const start = this.base + range.start;
    const end = this.base + range.end;
    const form: DestinationPiece['form'] =
      node.type === 'link' || node.type === 'linkReference' ? 'markdown' : 'image';
    const written = this.text.slice(start, end) === place.url;
    this.pieces.destinations.push(written ? { form, start, end } : { form, start, end, url: place.url });
  }

  #range(node: Nodes): Range {
    return {
      start: this.base + (node.position?.start.offset ?? 0),
      end: this.base + (node.position?.end.offset ?? 0),
    };
  }
}

const cutTypes = new Set([
  'html',
  'inlineCode',
  'footnoteReference',
  'link',
  'image',
  'linkReference',
  'imageReference',
]);

function isCut(node: Nodes): boolean {
  return cutTypes.has(node.type);
}

/** As GitHub's anchors see it: without HTML and the text of images. */
function plainText(node: Nodes): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map((child) => plainText(child)).join('') : '';
}
