import type { ReadingProblem } from '../../model/document/facts.js';
import { safe } from '../../present/screen/cells.js';
import type { Style } from '../../present/screen/line.js';
import { blankRow, type Row } from './rows.js';
import { theme } from './theme.js';
import { wrap, wrapIndented } from './wrap.js';

/** More rows than this of a text that cannot be read help nobody. */
const mostRows = 5_000;

/** A text as it is, from one line of the source to before another: for what cannot be read as markdown. */
export function rawRows(
  text: string,
  starts: readonly number[],
  from: number,
  to: number,
  width: number,
): Row[] {
  const rows: Row[] = [];
  for (let line = from; line < to; line++) {
    const content = text.slice(starts[line - 1] ?? text.length, starts[line] ?? text.length);
    if (rows.length >= mostRows) {
      const more = `… ${to - line} more lines`;
      rows.push(...wrap([{ text: more, style: theme.html, source: line }], width));
      break;
    }
    const style: Style | undefined = /^(?:<{7}|={7}|>{7})/.test(content) ? theme.conflict : undefined;
    const next = wrapIndented(
      [{ text: safe(shorten(content.replace(/\s+$/, ''))), style, source: line }],
      width,
    );
    rows.push(...(next.length > 0 ? next : [blankRow(line)]));
  }
  return rows;
}

function shorten(line: string): string {
  return line.length > 10_000 ? `${line.slice(0, 10_000)}…` : line;
}

/** What is wrong, where; one line each. */
export function problemRows(problems: readonly ReadingProblem[], width: number): Row[] {
  return problems.flatMap(({ message, span }) => {
    const text = `✗ ${safe(message)} (line ${span.line})`;
    return wrap([{ text, style: theme.problem, source: span.line }], width);
  });
}
