import * as assert from 'node:assert/strict';
import stringWidth from 'string-width';
import type { Line, Style } from '../../../src/present/screen/line.js';
import { renderMarkdown } from '../../../src/tui/markdown/render.js';
import type { Rendered, RenderOptions } from '../../../src/tui/markdown/rendered.js';

export const prefixes = ['PLAN', 'ADR', 'TASK', 'BUG'];

/** The rows of a text without their styles. */
export function rows(text: string, width: number, options: RenderOptions = { prefixes }): string[] {
  return renderMarkdown(text, width, options).lines.map(plain);
}

function plain(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Rows with every styled piece as `{style|text}`, a link as `{style #index|text}`. */
export function styledRows(text: string, width: number, options: RenderOptions = { prefixes }): string[] {
  return renderMarkdown(text, width, options).lines.map((line) =>
    line
      .map(({ text: shown, style, link }) => {
        const words = [...(style ? styleWords(style) : []), ...(link === undefined ? [] : [`#${link}`])];
        return words.length > 0 ? `{${words.join(' ')}|${shown}}` : shown;
      })
      .join(''),
  );
}

function styleWords({ color, ...flags }: Style): string[] {
  return [...(color ? [color] : []), ...Object.keys(flags).sort()];
}

/** Check what holds of every rendering: the width, no control characters, words legible, indexes that lead somewhere. */
export function assertSound(
  { lines, links, headings, sourceLines }: Rendered,
  width: number,
  sourceLength: number,
) {
  assert.equal(sourceLines.length, lines.length);
  const shown = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const text = plain(line);
    assert.ok(stringWidth(text) <= width, `${stringWidth(text)} cells of ${width}: ${JSON.stringify(text)}`);
    assert.doesNotMatch(text, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
    const source = sourceLines[index] ?? 0;
    assert.ok(
      Number.isInteger(source) && source >= 1 && source <= sourceLength,
      `line ${source} of ${sourceLength}`,
    );
    for (const { text: shown, style } of line)
      if (style?.color === 'yellow') assert.doesNotMatch(shown, /[\p{L}\p{N}]/u, 'words in yellow');
    for (const { link } of line) {
      if (link === undefined) continue;
      assert.ok(links[link], `no link ${link}`);
      if (!shown.has(link)) assert.equal(links[link]?.line, index);
      shown.add(link);
    }
  }
  for (const { line } of headings) assert.ok(line < lines.length);
  for (const { line } of links) assert.ok(line >= 0 && (line < lines.length || lines.length === 0));
}
