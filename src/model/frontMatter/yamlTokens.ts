import type { CST } from 'yaml';
import type { YamlProblem } from './parsed.js';

/** Nested deeper than this, front matter is refused: the parser's composer is recursive. */
const deepest = 64;

interface Inspected {
  /** A problem that makes further reading pointless or dangerous. */
  readonly fatal: YamlProblem | null;
  readonly problems: YamlProblem[];
}

/**
 * Inspect the syntax tree before it is composed, without recursion: how deep it is, and which constructs that
 * front matter must not have it contains: marks of YAML documents, anchors, aliases, merge keys, tags, explicit keys.
 */
export function inspectTokens(tokens: readonly CST.Token[], base: number): Inspected {
  const problems: YamlProblem[] = [];
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) {
      const message = `nested more than ${deepest} levels deep`;
      return {
        fatal: { kind: 'yaml-syntax', message, start: base + token.offset, end: base + token.offset + 1 },
        problems,
      };
    }
    const marked = documentMark(token);
    if (marked) {
      const message = `'${marked.source.trim()}' starts or ends a YAML document: front matter is a single one`;
      return { fatal: problemAt(base, marked, 'yaml-syntax', message), problems };
    }
    problems.push(...oddProperties(token, base));
    for (const inside of children(token)) open.push({ token: inside, depth: depth + 1 });
  }
  return { fatal: null, problems };
}

/** Whether composing a syntax tree could use up the stack. */
export function isNestedTooDeeply(tokens: readonly CST.Token[]): boolean {
  let level = [...tokens];
  for (let depth = 0; depth <= deepest; depth++) {
    if (level.length === 0) return false;
    level = level.flatMap(children);
  }
  return level.length > 0;
}

function documentMark(token: CST.Token): { offset: number; source: string } | undefined {
  if (token.type === 'directive' || token.type === 'doc-end') return token;
  if (token.type !== 'document') return undefined;
  return token.start.find(({ type }) => type === 'doc-start');
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((inside) => inside != null);
}

/** Anchors, tags, aliases, merge keys and explicit keys directly at this token or before its items. */
function oddProperties(token: CST.Token, base: number): YamlProblem[] {
  const before: CST.Token[] = [];
  if (token.type === 'document') before.push(...token.start);
  if (token.type === 'alias') before.push(token);
  if ('items' in token) for (const { start, sep } of token.items) before.push(...start, ...(sep ?? []));
  const problems = before.flatMap((part) => oddProperty(part, base));
  if (token.type !== 'block-map' && token.type !== 'flow-collection') return problems;
  for (const { key } of token.items) {
    if (key?.type !== 'scalar' || key.source !== '<<') continue;
    problems.push(problemAt(base, key, 'yaml-alias', 'merge keys (<<) are not read: write the keys out'));
  }
  return problems;
}

function oddProperty(part: CST.Token, base: number): YamlProblem[] {
  switch (part.type) {
    case 'alias':
      return [
        problemAt(
          base,
          part,
          'yaml-alias',
          `the alias ${quoteShort(part.source)} is not read: write the value out, or quote it`,
        ),
      ];
    case 'anchor':
      return [
        problemAt(
          base,
          part,
          'yaml-alias',
          `the anchor ${quoteShort(part.source)} is not read: remove it, or quote the value`,
        ),
      ];
    case 'tag':
      return [
        problemAt(
          base,
          part,
          'yaml-syntax',
          `the tag ${quoteShort(part.source)} is not read: remove it, or quote the value`,
        ),
      ];
    case 'explicit-key-ind':
      return [problemAt(base, part, 'yaml-syntax', "a key is written as 'key: value', not with ?")];
    default:
      return [];
  }
}

function quoteShort(source: string): string {
  return source.length > 40 ? `${source.slice(0, 40)}…` : source;
}

function problemAt(
  base: number,
  at: { readonly offset: number; readonly source: string },
  kind: YamlProblem['kind'],
  message: string,
): YamlProblem {
  return { kind, message, start: base + at.offset, end: base + at.offset + at.source.length };
}
