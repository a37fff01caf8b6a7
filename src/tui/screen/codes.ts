/** Ranges of code units, first and last in turn, that take one cell each and join with nothing. */
const narrow = [
  [0x20, 0x7e],
  [0xa1, 0xa8],
  [0xaa, 0xac],
  [0xaf, 0x2ff],
  [0x370, 0x377],
  [0x384, 0x38a],
  [0x391, 0x3a1],
  [0x3a3, 0x482],
  [0x48a, 0x52f],
  [0x2010, 0x2027],
  [0x2030, 0x203b],
  [0x203d, 0x2048],
  [0x20a0, 0x20bf],
  [0x2190, 0x2193],
  [0x2200, 0x22ff],
  [0x2500, 0x25a9],
  [0x25ac, 0x25b5],
  [0x25c6, 0x25d0],
] as const;

/** The same for two cells: ideographs, kana, Hangul syllables. */
const wide = [
  [0x3001, 0x3029],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff60],
] as const;

const table = new Uint8Array(0x10000);
for (const [first, last] of narrow) table.fill(1, first, last + 1);
for (const [first, last] of wide) table.fill(2, first, last + 1);

/** Cells of a code unit that needs no closer look; 0 for one that does (it may join, hide or be an emoji). */
export function cellsOfCode(code: number): number {
  return table[code] ?? 0;
}
