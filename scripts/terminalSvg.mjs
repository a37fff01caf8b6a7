// A terminal's cells as an SVG picture. Every run of text has its place and length, so that columns line up in any
// monospaced font; lines of boxes are drawn, so that they meet.

import { blocks, linePath, lines, number } from './boxDrawing.mjs';

const cell = { width: 8.4, height: 18, size: 14, baseline: 13.5 };
const margin = { side: 14, top: 44, bottom: 12 };
const background = '#0d1117';
const foreground = '#e6edf3';

/** The 16 colours, for the dark window, which suits a light page and a dark one. */
const palette = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#58a6ff',
  '#bc8cff',
  '#39c5cf',
  '#b1bac4',
  '#8b949e',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#ffffff',
];

function rgb(red, green, blue) {
  return `#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function hexColor(color) {
  if (typeof color === 'string') return color;
  if (color < 16) return palette[color];
  if (color >= 232) return rgb(...Array(3).fill(8 + (color - 232) * 10));
  const level = (value) => (value === 0 ? 0 : 55 + value * 40);
  const at = color - 16;
  return rgb(level(Math.floor(at / 36)), level(Math.floor(at / 6) % 6), level(at % 6));
}

function mix(color, into, share) {
  const parts = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(color), parts(into)];
  return rgb(...a.map((value, at) => value * share + b[at] * (1 - share)));
}

function looks(one) {
  let fill = one.color === undefined ? foreground : hexColor(one.color);
  let back = one.background === undefined ? background : hexColor(one.background);
  if (one.inverse) [fill, back] = [back, fill];
  if (one.dim) fill = mix(fill, back, 0.62);
  return { fill, back };
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text) => text.replace(/[&<>"]/g, (character) => escapes[character]);

/** Cells that look alike and follow each other, as `{ from, cells }`. Wide ones stand alone. */
function runsOf(row, key) {
  const runs = [];
  for (const one of row) {
    const last = runs.at(-1);
    if (last && last.key === key(one) && last.end === one.column) {
      last.cells.push(one);
      last.end += one.width;
    } else {
      runs.push({ key: key(one), from: one.column, end: one.column + one.width, cells: [one] });
    }
  }
  return runs;
}

function pathCollector() {
  const byLook = new Map();
  return {
    add: (look, path) => byLook.set(look, (byLook.get(look) ?? '') + path),
    all: () => [...byLook].map(([look, path]) => `<path d="${path}" ${look}/>`),
  };
}

function drawBackgrounds(rows) {
  const paths = pathCollector();
  for (const [at, row] of rows.entries()) {
    for (const run of runsOf(row, (one) => looks(one).back)) {
      if (run.key === background) continue;
      const x = margin.side + run.from * cell.width;
      const y = margin.top + at * cell.height;
      const width = (run.end - run.from) * cell.width;
      paths.add(`fill="${run.key}"`, `M${number(x)} ${y}h${number(width)}v${cell.height}h-${number(width)}z`);
    }
  }
  return paths.all();
}

function drawLines(rows) {
  const paths = pathCollector();
  for (const [at, row] of rows.entries()) {
    for (const one of row) {
      const x = margin.side + one.column * cell.width;
      const y = margin.top + at * cell.height;
      const { fill } = looks(one);
      const shape = lines[one.text];
      if (shape) {
        const width = shape.startsWith('H') || one.bold ? 2 : 1;
        const dashes = shape.startsWith('D') ? ' stroke-dasharray="2 2"' : '';
        paths.add(
          `fill="none" stroke="${fill}" stroke-width="${width}"${dashes}`,
          linePath(shape, x, y, cell),
        );
      }
      const block = blocks[one.text];
      if (!block) continue;
      const [left, top, width, height, opacity] = block;
      paths.add(
        `fill="${fill}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}`,
        `M${number(x + left * cell.width)} ${number(y + top * cell.height)}h${number(width * cell.width)}v${number(height * cell.height)}h-${number(width * cell.width)}z`,
      );
    }
  }
  return paths.all();
}

function textLook(one) {
  const { fill } = looks(one);
  const decoration = [one.underline && 'underline', one.strikethrough && 'line-through']
    .filter(Boolean)
    .join(' ');
  return [
    fill === foreground ? '' : ` fill="${fill}"`,
    one.bold ? ' font-weight="bold"' : '',
    one.italic ? ' font-style="italic"' : '',
    decoration ? ` text-decoration="${decoration}"` : '',
  ].join('');
}

const isDrawn = (one) => one.hidden || lines[one.text] || blocks[one.text];
const isBlank = (one) => one.text === ' ' && !one.underline && !one.strikethrough;

/** Text apart from its blanks at the ends; a look changes only where something is seen. */
function drawText(row, at) {
  const key = (one) =>
    isDrawn(one) ? 'drawn' : one.width > 1 || one.text.length > 1 ? `${one.column}` : textLook(one);
  const spans = [];
  for (const run of runsOf(row, key)) {
    if (run.key === 'drawn') continue;
    let { cells } = run;
    while (cells.length && isBlank(cells[0])) cells = cells.slice(1);
    while (cells.length && isBlank(cells.at(-1))) cells = cells.slice(0, -1);
    // Two spaces and more end a span: nothing has to be kept between the words of a picture.
    for (const part of splitAtGaps(cells)) {
      const [first] = part;
      const width = part.reduce((sum, one) => sum + one.width, 0) * cell.width;
      const text = escapeText(part.map((one) => one.text).join(''));
      spans.push(
        `<tspan x="${number(margin.side + first.column * cell.width)}" textLength="${number(width)}"${textLook(first)}>${text}</tspan>`,
      );
    }
  }
  if (spans.length === 0) return [];
  return [`<text y="${margin.top + at * cell.height + cell.baseline}">${spans.join('')}</text>`];
}

function splitAtGaps(cells) {
  const parts = [];
  let part = [];
  let blanks = [];
  for (const one of cells) {
    if (isBlank(one)) {
      blanks.push(one);
      continue;
    }
    if (blanks.length > 1 && part.length) {
      parts.push(part);
      part = [];
    } else if (part.length) {
      part.push(...blanks);
    }
    blanks = [];
    part.push(one);
  }
  if (part.length) parts.push(part);
  return parts;
}

/**
 * The picture of a screen: `rows` as `Screen.cells()` gives them, a `title` for the window's bar and for people who
 * cannot see it, and a `description` of what is there.
 */
export function terminalSvg({ rows, columns, title, description }) {
  const width = Math.ceil(columns * cell.width + 2 * margin.side);
  const height = margin.top + rows.length * cell.height + margin.bottom;
  const bar = margin.top - 10;
  const light = (x, fill) => `<circle cx="${x}" cy="${bar / 2}" r="6" fill="${fill}"/>`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeText(title)}</title>`,
    `<desc id="description">${escapeText(description)}</desc>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${background}" stroke="#30363d"/>`,
    `<path d="M1 ${bar}V8.5a7.5 7.5 0 0 1 7.5-7.5H${width - 8.5}a7.5 7.5 0 0 1 7.5 7.5V${bar}z" fill="#161b22"/>`,
    light(20, '#ff5f57') + light(40, '#febc2e') + light(60, '#28c840'),
    ...drawBackgrounds(rows),
    ...drawLines(rows),
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${cell.size}" fill="${foreground}" xml:space="preserve">`,
    `<text x="${width / 2}" y="${bar / 2 + 4.5}" font-size="12" fill="#8b949e" text-anchor="middle">${escapeText(title)}</text>`,
    ...rows.flatMap(drawText),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}
