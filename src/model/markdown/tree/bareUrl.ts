const plain =
  /^(?:https?:\/\/|www\.)[A-Za-z0-9](?:[A-Za-z0-9-]*\.)*[A-Za-z0-9-]+(?:[:/?#][A-Za-z0-9\-/=%+?#.:@_,$]*)?$/i;
const word = /[^\s<]*/y;

/**
 * The URL that is a link without any markup and whose `:` or `w` is at `at`, between two offsets. In doubt where
 * it holds more than the plainest characters.
 */
export function bareUrl(
  text: string,
  at: number,
  least: number,
  end: number,
): { readonly start: number; readonly end: number } | null | 'doubt' {
  const start = text[at] === ':' ? startOfScheme(text, at, least) : startOfWww(text, at, least);
  if (start < 0) return null;
  word.lastIndex = start;
  const stop = Math.min(end, start + (word.exec(text)?.[0].length ?? 0));
  let url = text.slice(start, stop);
  for (;;) {
    const shorter = url.replace(/[?!.,:;*_~'"]+$/, '');
    const isClosing = shorter.endsWith(')') && !shorter.includes('(');
    if (shorter === url && !isClosing) break;
    url = isClosing ? shorter.slice(0, -1) : shorter;
  }
  const isNested = /.(?:https?:|www\.)/i.test(url.replace(/^https?:\/\/www\./i, ''));
  return plain.test(url) && !isNested ? { start, end: start + url.length } : 'doubt';
}

function startOfScheme(text: string, colon: number, least: number): number {
  if (!text.startsWith('//', colon + 1)) return -1;
  const found = /(?:^|[^A-Za-z])(https?)$/i.exec(text.slice(Math.max(least, colon - 6), colon));
  return found?.[1] === undefined ? -1 : colon - found[1].length;
}

function startOfWww(text: string, at: number, least: number): number {
  if (!/^www\.$/i.test(text.slice(at, at + 4))) return -1;
  const before = at > least ? text.charAt(at - 1) : '';
  return before === '' || /[\s*_~([\]]/.test(before) ? at : -1;
}
