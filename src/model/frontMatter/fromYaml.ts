import { isAlias, isMap, isScalar, isSeq, type ParsedNode, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from './node.js';
import type { YamlProblem } from './parsed.js';

/** Well-formed YAML that front matter must not contain, found while converting. */
export class OddNode {
  constructor(readonly problem: YamlProblem) {}
}

/** A parsed mapping as nodes with offsets into the whole text, where the YAML starts at `base`. */
export function convertMap(map: YAMLMap.Parsed, source: string, base: number): MapNode | OddNode {
  const entries: MapEntry[] = [];
  for (const { key, value, srcToken } of map.items as YAMLMap.Parsed['items']) {
    if (!isScalar(key) || key.range[0] === key.range[1]) {
      const [at] = key.range;
      const message = isScalar(key) ? 'a key is missing before the colon' : 'a key must be a simple value';
      return new OddNode({
        kind: 'yaml-syntax',
        message,
        start: base + at,
        end: base + Math.max(at + 1, key.range[1]),
      });
    }
    const keyNode = convertScalar(key, source, base);
    const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
    const colonEnd = colon ? base + colon.offset + 1 : keyNode.end;
    const valueNode = convertNode(value, source, base, colonEnd);
    if (valueNode instanceof OddNode) return valueNode;
    entries.push({ key: keyNode, value: valueNode, colonEnd });
  }
  const flow = map.flow === true;
  const first = entries[0]?.key.start ?? base + map.range[0];
  const last = entries[entries.length - 1]?.value.end ?? base + map.range[1];
  // A pair within `[a: b]` is a flow mapping without braces.
  const braced = flow && source.charAt(map.range[0]) === '{';
  if (!braced) return { kind: 'map', flow, entries, start: first, end: last };
  return { kind: 'map', flow, entries, start: base + map.range[0], end: base + map.range[1] };
}

function convertList(list: YAMLSeq.Parsed, source: string, base: number): ListNode | OddNode {
  const tokens = !list.flow && list.srcToken && 'items' in list.srcToken ? list.srcToken.items : [];
  const marks: number[] = [];
  for (const { start } of tokens) {
    const mark = start.find(({ type }) => type === 'seq-item-ind');
    if (mark) marks.push(base + mark.offset);
  }
  const items: YamlNode[] = [];
  for (const [index, item] of list.items.entries()) {
    const mark = marks[index];
    const node = convertNode(item as ParsedNode, source, base, mark === undefined ? undefined : mark + 1);
    if (node instanceof OddNode) return node;
    items.push(node);
  }
  const [start, end] = list.range;
  const [first] = marks;
  if (first === undefined) {
    return { kind: 'list', flow: true, items, marks: [], start: base + start, end: base + end };
  }
  const last = items[items.length - 1]?.end ?? base + end;
  return { kind: 'list', flow: false, items, marks, start: first, end: last };
}

/** `emptyAt`: the offset of a value without characters. */
function convertNode(
  node: ParsedNode | null,
  source: string,
  base: number,
  emptyAt: number | undefined,
): YamlNode | OddNode {
  if (isMap(node)) return convertMap(node as YAMLMap.Parsed, source, base);
  if (isSeq(node)) return convertList(node as YAMLSeq.Parsed, source, base);
  if (isScalar(node) && node.range[0] !== node.range[1]) return convertScalar(node, source, base);
  if (isAlias(node)) {
    const [start, end] = node.range;
    return {
      kind: 'scalar',
      style: 'alias',
      value: source.slice(start, end),
      start: base + start,
      end: base + end,
    };
  }
  const at = emptyAt ?? base + (node?.range[0] ?? 0);
  return { kind: 'scalar', style: 'empty', value: '', start: at, end: at };
}

function convertScalar(node: Scalar.Parsed, source: string, base: number): ScalarNode {
  const [start, end] = node.range;
  const style = styleOf(node);
  const value = String(node.value ?? '');
  const stop = style === 'block' ? endOfContent(source, start, end) : end;
  return { kind: 'scalar', style, value, start: base + start, end: base + stop };
}

function styleOf(node: Scalar.Parsed): ScalarNode['style'] {
  switch (node.type) {
    case Scalar.QUOTE_SINGLE:
      return 'single';
    case Scalar.QUOTE_DOUBLE:
      return 'double';
    case Scalar.BLOCK_FOLDED:
    case Scalar.BLOCK_LITERAL:
      return 'block';
    default:
      return 'plain';
  }
}

/** The end of the last line of a block scalar that is not blank, its line ending left out. */
function endOfContent(source: string, start: number, end: number): number {
  let content = end;
  while (content > start && /\s/.test(source.charAt(content - 1))) content -= 1;
  const newline = source.indexOf('\n', content);
  const stop = newline < 0 || newline > end ? end : newline;
  return source.charAt(stop - 1) === '\r' ? stop - 1 : stop;
}
