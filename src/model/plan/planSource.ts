import { isMap, isScalar, isSeq, LineCounter, type Node, visit } from 'yaml';
import { firstLine, keyText, parseOrNull, plain, rangeOf } from '../config/nodes.js';
import { type Span, spanAt } from '../text.js';
import type { TascSpans } from './plan.js';
import type { ValuePath } from './readTascs.js';

/** The YAML of a plan's tascs as plain data, with the place of everything in the document. */
export interface PlanSource {
  /** Undefined where the YAML cannot be read. */
  readonly value: unknown;
  readonly problems: readonly { readonly message: string; readonly span: Span }[];
  /** The nearest place that a path leads to: a missing key is reported at its tasc. */
  spanOf(path: ValuePath): Span;
  readonly spans: readonly TascSpans[];
}

/** The last source that was read: loading a plan reads it twice, for the document's facts and for the plan. */
let last: {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly source: PlanSource;
} | null = null;

/** Read `text.slice(start, end)`, a part of a document with these line starts. */
export function readPlanSource(
  text: string,
  start: number,
  end: number,
  starts: readonly number[],
): PlanSource {
  if (last?.start !== start || last.end !== end || last.text !== text)
    last = { text, start, end, source: parseSource(text, start, end, starts) };
  return last.source;
}

function parseSource(text: string, start: number, end: number, starts: readonly number[]): PlanSource {
  const at = (range: readonly [number, number]) => spanAt(starts, start + range[0], start + range[1]);
  const problems: { message: string; span: Span }[] = [];
  const yaml = text.slice(start, end);
  const document = parseOrNull(yaml, new LineCounter());
  const root = document?.contents ?? null;
  if (!document) problems.push({ message: 'the tascs are nested too deeply to be read', span: at([0, 0]) });
  for (const { pos, message } of document?.errors ?? [])
    problems.push({ message: firstLine(message), span: at(pos) });
  if (document) {
    visit(document, {
      Alias(_, alias) {
        problems.push({ message: 'aliases are not read in tascs', span: at(rangeOf(alias)) });
      },
    });
  }
  const nodeAt = (path: ValuePath): Node | null => {
    let node: unknown = root;
    let found: Node | null = root;
    for (const key of path) {
      node = childOf(node, key);
      if (node === null || node === undefined) return found;
      found = node as Node;
    }
    return found;
  };
  const spanOf = (path: ValuePath): Span => {
    const key = keyNode(root, path);
    const node = key ?? nodeAt(path);
    return node ? at(rangeOf(node)) : spanAt(starts, start, start);
  };
  return {
    value: problems.length > 0 ? undefined : root === null || isEmpty(root) ? [] : plain(root),
    problems,
    spanOf,
    spans: isSeq(root) ? root.items.map((item, index) => spansOf(item, index, at, spanOf)) : [],
  };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && (node.value === '' || node.value === null);
}

function childOf(node: unknown, key: string | number): unknown {
  if (isSeq(node) && typeof key === 'number') return node.items[key];
  if (isMap(node)) return node.items.find((pair) => keyText(pair.key) === key)?.value ?? null;
  return null;
}

/** The key itself, for a complaint about an unknown one: its value may be anything. */
function keyNode(root: unknown, path: ValuePath): Node | null {
  const last = path.at(-1);
  if (typeof last !== 'string') return null;
  let node: unknown = root;
  for (const key of path.slice(0, -1)) node = childOf(node, key);
  const pair = isMap(node) ? node.items.find((one) => keyText(one.key) === last) : undefined;
  return pair && (pair.value === null || (isScalar(pair.value) && pair.value.value === ''))
    ? (pair.key as Node)
    : null;
}

function spansOf(
  item: unknown,
  index: number,
  at: (range: readonly [number, number]) => Span,
  spanOf: (path: ValuePath) => Span,
): TascSpans {
  const fields: Record<string, Span> = {};
  if (isMap(item))
    for (const pair of item.items) fields[keyText(pair.key)] = spanOf([index, keyText(pair.key)]);
  const id = fields.id;
  return { tasc: id ?? (item === null ? spanOf([index]) : at(rangeOf(item as Node))), fields };
}
