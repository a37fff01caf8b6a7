/**
 * The text of a node against its source, from which escapes, entities and the marks of containers at the start of
 * lines are missing: the offset of every code unit of `value`; null where the two are the same.
 */
export function offsetsOf(text: string, start: number, end: number, value: string): number[] | null {
  if (end - start === value.length && text.startsWith(value, start)) return null;
  const offsets: number[] = [];
  let from = start;
  for (let at = 0; at < value.length; at++) {
    from = sourceOf(text, from, end, value, at);
    offsets.push(Math.min(from, end));
    if (from < end) from = behind(text, from, value, at);
  }
  return offsets;
}

const entity = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});/y;

function entityLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== 38) return 0;
  entity.lastIndex = at;
  return entity.exec(text)?.[0].length ?? 0;
}

const leading = /[ \t>]*/y;

/** Where the source of a code unit starts, at or after `from`. */
function sourceOf(text: string, from: number, end: number, value: string, at: number): number {
  if (at > 0 && isLineEnd(value.charCodeAt(at - 1)) && !isLineEnd(value.charCodeAt(at))) {
    let next = from;
    while (next < end && ' \t>'.includes(text[next] ?? '')) next += 1;
    // The last of these may be text: a paragraph's line that starts with `>` behind four spaces.
    leading.lastIndex = at;
    const said = leading.exec(value)?.[0] ?? '';
    return text.slice(from, next).endsWith(said) ? next - said.length : next;
  }
  const code = value.charCodeAt(at);
  if (text.charCodeAt(from) === code || entityLength(text, from) > 0) return from;
  if (text.charCodeAt(from) === 92 && text.charCodeAt(from + 1) === code) return from;
  // White space before the end of a line is not in the tree, and an entity may decode to several characters.
  const found = text.indexOf(value[at] ?? '', from);
  return found >= 0 && found < end ? found : from;
}

/** Where the source continues behind a code unit. */
function behind(text: string, from: number, value: string, at: number): number {
  const length = entityLength(text, from);
  if (length > 0 && !value.startsWith(text.slice(from, from + length), at)) return from + length;
  const isEscape = text.charCodeAt(from) === 92 && /[!-/:-@[-`{-~]/.test(text[from + 1] ?? '');
  return from + (isEscape ? 2 : 1);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
