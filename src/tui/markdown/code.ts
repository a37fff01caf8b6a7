import { safe, takeCells, widthOf } from '../../present/screen/cells.js';
import { type Piece, piece } from '../../present/screen/line.js';
import type { Row } from './rows.js';
import { theme } from './theme.js';

/**
 * Code behind a bar, with its language above. Lines are not filled: one that is too long continues in the next row
 * behind a broken bar.
 */
export function codeRows(
  value: string,
  [language, meta]: readonly [string, string],
  source: number,
  firstLine: number,
  width: number,
): Row[] {
  const bar = width >= 6 ? 2 : 0;
  const cells = Math.max(1, width - bar);
  const title = titleOf(language, meta);
  const paint = /^ya?ml$/i.test(language) ? paintYaml : paintPlain;
  const rows: Row[] = [{ line: edge('┌', title, width), source }];
  const lines = value === '' ? [] : value.split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const parts = breakLine(paint(safe(expandTabs(line.trimEnd()))), cells);
    for (const [part, content] of parts.entries()) {
      const frame = piece(part === 0 ? '│ ' : '┆ ', theme.frame);
      rows.push({ line: bar ? [frame, ...content] : content, source: firstLine + index });
    }
  }
  rows.push({ line: edge('└', '', width), source: firstLine + lines.length });
  return rows;
}

/** `yaml tascs` is a plan's program: said first. */
function titleOf(language: string, meta: string): string {
  if (/^ya?ml$/i.test(language) && /^tascs$/i.test(meta.trim())) return 'tascs · yaml';
  return safe(`${language} ${meta}`.trim());
}

function edge(corner: string, title: string, width: number): Piece[] {
  const room = width - 5;
  const shown =
    room < 1 || title === '' ? '' : widthOf(title) > room ? `${takeCells(title, room - 1)}…` : title;
  if (shown === '') return [piece(corner + '─'.repeat(Math.max(0, Math.min(width, 24) - 1)), theme.frame)];
  const line = Math.max(1, Math.min(width, 24) - widthOf(shown) - 4);
  return [
    piece(`${corner}─ `, theme.frame),
    piece(shown, theme.frameTitle),
    piece(` ${'─'.repeat(line)}`, theme.frame),
  ];
}

/** Tab stops are four cells apart. */
function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const part of line.split(/(\t)/)) out += part === '\t' ? ' '.repeat(4 - (widthOf(out) % 4)) : part;
  return out;
}

function paintPlain(line: string): Piece[] {
  return line === '' ? [] : [piece(line)];
}

const yamlLine = /^(\s*(?:- +)*)([^\s#:'"[\]{},-][^#:]*)(:)(?=\s|$)(.*)$/;

/** Keys and comments set apart from values. */
function paintYaml(line: string): Piece[] {
  if (/^\s*#/.test(line)) return [piece(line, theme.comment)];
  const found = yamlLine.exec(line);
  if (!found) return paintPlain(line);
  const [, indent = '', key = '', colon = '', value = ''] = found;
  return [...paintPlain(indent), piece(key, theme.yamlKey), piece(colon), ...paintPlain(value)];
}

/** A line in parts of so many cells. */
function breakLine(pieces: readonly Piece[], cells: number): Piece[][] {
  const lines: Piece[][] = [[]];
  let left = cells;
  for (const { text, ...rest } of pieces) {
    for (let from = text; from !== ''; ) {
      if (widthOf(from.slice(0, left + 1)) <= left && from.length <= left) {
        lines.at(-1)?.push({ ...rest, text: from });
        left -= widthOf(from);
        break;
      }
      const head = takeCells(from.slice(0, cells * 4 + 64), left);
      if (head !== '') lines.at(-1)?.push({ ...rest, text: head });
      else if (left === cells) {
        // A character that is wider than a whole line.
        lines.at(-1)?.push({ ...rest, text: '…' });
        from = from.slice((takeCells(from, 2) || from).length);
      }
      from = from.slice(head.length);
      if (from === '') left -= widthOf(head);
      else {
        lines.push([]);
        left = cells;
      }
    }
  }
  return lines;
}
