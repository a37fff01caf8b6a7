import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../support/folder.js';
import type { Cell } from './emulator.js';
import type { Screen, Waiting } from './screen.js';

/** Replaces what differs from run to run. What comes out is cut or filled to the same length: columns stay. */
export interface Mask {
  readonly pattern: RegExp;
  /** Written over the match again and again; one character is the rule. */
  readonly by: string;
}

/** Names of temporary folders, hashes, and the day and the time of the run. */
export const commonMasks: readonly Mask[] = [
  { pattern: /(?<=doc-ops-test-)[A-Za-z0-9]{6}/g, by: '·' },
  {
    pattern: /\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])(?:[0-9a-f]{7,12}|[0-9a-f]{40}|[0-9a-f]{64})\b/g,
    by: '#',
  },
  { pattern: /\b20\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?\b/g, by: '0' },
  { pattern: /\b\d\d:\d\d(?::\d\d)?\b/g, by: '0' },
];

/** Durations as `1.2 s` or `340 ms`, with the spaces around them that keep the columns. */
export const durations: Mask = { pattern: / *\b\d+(?:\.\d+)? ?(?:ms|s|min|h)\b */g, by: '~' };

export interface Expecting extends Waiting {
  readonly masks?: readonly Mask[];
  /** Keep colours and attributes too, as a list of runs below the rows. */
  readonly styles?: boolean;
}

/** A row with every match written over. */
export function maskRow(row: string, masks: readonly Mask[]): string {
  let text = row;
  for (const { pattern, by } of masks)
    text = text.replace(pattern, (match) => by.repeat(match.length).slice(0, match.length));
  return text;
}

function styleOf({ column: _column, text: _text, width: _width, ...style }: Cell): string {
  return Object.entries(style)
    .map(([name, value]) => (value === true ? name : `${name} ${value}`))
    .join(', ');
}

function styleRuns(cells: readonly (readonly Cell[])[]): string[] {
  const runs: string[] = [];
  for (const [row, line] of cells.entries()) {
    let from = 0;
    let style = '';
    const end = (column: number) => {
      if (style) runs.push(`${row}: ${from}-${column - 1} ${style}`);
    };
    for (const cell of line) {
      const next = styleOf(cell);
      if (next === style) continue;
      end(cell.column);
      from = cell.column;
      style = next;
    }
    const last = line.at(-1);
    end(last ? last.column + last.width : 0);
  }
  return runs;
}

function difference(kept: readonly string[], seen: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.max(kept.length, seen.length); at++) {
    if (kept[at] === seen[at]) continue;
    lines.push(
      `line ${at + 1}`,
      `  kept ${JSON.stringify(kept[at] ?? '(none)')}`,
      `  seen ${JSON.stringify(seen[at] ?? '(none)')}`,
    );
  }
  return lines.join('\n');
}

/**
 * Compare the screen with the one kept in tests/tui/screens/NAME.txt, and wait for it if it is not there yet.
 * UPDATE_SCREENS=1 writes what is there once it settled; look at the difference before you commit it.
 */
export async function expectScreen(screen: Screen, name: string, options: Expecting = {}): Promise<void> {
  const path = join(repositoryRoot, 'tests/tui/screens', `${name}.txt`);
  const masks = [...commonMasks, ...(options.masks ?? [])];
  const seen = () => {
    const rows = screen.rows().map((row) => maskRow(row, masks).trimEnd());
    return options.styles ? [...rows, '', 'styles', ...styleRuns(screen.cells())] : rows;
  };
  if (process.env.UPDATE_SCREENS === '1') {
    await screen.until(() => true, { quiet: 400, ...options });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${seen().join('\n')}\n`);
    return;
  }
  if (!existsSync(path))
    throw new Error(`tests/tui/screens/${name}.txt is missing; UPDATE_SCREENS=1 writes it`);
  const kept = readFileSync(path, 'utf8').slice(0, -1).split('\n');
  await screen.until(
    () => {
      const now = seen();
      if (now.length === kept.length && now.every((row, at) => row === kept[at])) return;
      throw new Error(
        `the screen is not the one kept in tests/tui/screens/${name}.txt\n${difference(kept, now)}`,
      );
    },
    { timeout: 10_000, ...options },
  );
}
