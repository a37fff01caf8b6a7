// How the characters of boxes and bars are drawn, so that they meet across cells.

/** A coordinate, with a tenth at most. */
export const number = (value) => String(Math.round(value * 10) / 10);

/** Which halves of a cell a line goes through: up, right, down, left; `C` is a round corner, `H` heavy, `D` dashed. */
export const lines = {
  '─': 'rl',
  '│': 'ud',
  '┌': 'rd',
  '┐': 'dl',
  '└': 'ur',
  '┘': 'ul',
  '├': 'urd',
  '┤': 'udl',
  '┬': 'rdl',
  '┴': 'url',
  '┼': 'urdl',
  '╴': 'l',
  '╵': 'u',
  '╶': 'r',
  '╷': 'd',
  '━': 'Hrl',
  '┃': 'Hud',
  '╭': 'Crd',
  '╮': 'Cdl',
  '╰': 'Cur',
  '╯': 'Cul',
  '╌': 'Drl',
  '┄': 'Drl',
  '╎': 'Dud',
  '┆': 'Dud',
};
/** Parts of a cell that a block fills: x, y, width, height, opacity. */
export const blocks = {
  '█': [0, 0, 1, 1, 1],
  '▀': [0, 0, 1, 0.5, 1],
  '▄': [0, 0.5, 1, 0.5, 1],
  '▌': [0, 0, 0.5, 1, 1],
  '▐': [0.5, 0, 0.5, 1, 1],
  '▎': [0, 0, 0.25, 1, 1],
  '▏': [0, 0, 0.125, 1, 1],
  '▍': [0, 0, 0.375, 1, 1],
  '▋': [0, 0, 0.625, 1, 1],
  '▊': [0, 0, 0.75, 1, 1],
  '▉': [0, 0, 0.875, 1, 1],
  '▕': [0.875, 0, 0.125, 1, 1],
  '▔': [0, 0, 1, 0.125, 1],
  '▁': [0, 0.875, 1, 0.125, 1],
  '▂': [0, 0.75, 1, 0.25, 1],
  '▃': [0, 0.625, 1, 0.375, 1],
  '▅': [0, 0.375, 1, 0.625, 1],
  '▆': [0, 0.25, 1, 0.75, 1],
  '▇': [0, 0.125, 1, 0.875, 1],
  '░': [0, 0, 1, 1, 0.25],
  '▒': [0, 0, 1, 1, 0.5],
  '▓': [0, 0, 1, 1, 0.75],
};

/** The path of a shape in the cell at x, y. */
export function linePath(shape, x, y, cell) {
  const middle = { x: x + cell.width / 2, y: y + cell.height / 2 };
  const ends = {
    u: [middle.x, y],
    d: [middle.x, y + cell.height],
    l: [x, middle.y],
    r: [x + cell.width, middle.y],
  };
  const at = ([a, b]) => `${number(a)} ${number(b)}`;
  const parts = [...shape.replace(/[A-Z]/g, '')];
  if (shape.startsWith('C')) {
    const [first, second] = parts;
    return `M${at(ends[first])}Q${at([middle.x, middle.y])} ${at(ends[second])}`;
  }
  // A line through is one stroke, so that no joint shows.
  let path = '';
  const rest = new Set(parts);
  for (const [a, b] of ['ud', 'lr'].map((pair) => [...pair])) {
    if (!rest.has(a) || !rest.has(b)) continue;
    path += `M${at(ends[a])}L${at(ends[b])}`;
    rest.delete(a);
    rest.delete(b);
  }
  for (const part of rest) path += `M${at([middle.x, middle.y])}L${at(ends[part])}`;
  return path;
}
