import { visible } from '../../../model/display.js';

/** A text with some places in it shown in another style, safe to print. */
export function marked(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
  style: (text: string) => string,
  plain: (text: string) => string = (one) => one,
): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) shown += plain(visible(text.slice(at, start)));
    shown += style(visible(text.slice(start, end)));
    at = end;
  }
  return at < text.length ? shown + plain(visible(text.slice(at))) : shown;
}
