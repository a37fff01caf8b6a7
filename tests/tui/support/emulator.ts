import { createRequire } from 'node:module';
import type { Terminal as Emulated, IBufferCell } from '@xterm/headless';

const require = createRequire(import.meta.url);
const { Terminal } = require('@xterm/headless') as typeof import('@xterm/headless');

/** The widths of Unicode 15 by grapheme. */
const { UnicodeGraphemesAddon } = (() => {
  // The add-on reads its table from the beginning of the memory below a Buffer; a small Buffer lies somewhere in
  // a shared one, and most emoji would come out one cell wide. Without a pool each has memory of its own.
  const { poolSize } = Buffer;
  Buffer.poolSize = 0;
  try {
    return require('@xterm/addon-unicode-graphemes') as typeof import('@xterm/addon-unicode-graphemes');
  } finally {
    Buffer.poolSize = poolSize;
  }
})();

/** A colour: of the terminal's own palette (0 to 15, or up to 255), `#rrggbb`, or the default where absent. */
export type CellColor = number | string;

export interface Cell {
  /** Column in which it begins, from 0. */
  readonly column: number;
  /** One grapheme; a space where nothing was written. */
  readonly text: string;
  readonly width: number;
  readonly color?: CellColor;
  readonly background?: CellColor;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly strikethrough?: true;
  readonly hidden?: true;
}

export interface Modes {
  readonly alternateScreen: boolean;
  readonly cursorVisible: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly bracketedPaste: boolean;
  readonly focusReports: boolean;
  readonly applicationCursorKeys: boolean;
  readonly wraparound: boolean;
  /** Enhanced keyboard reports (`CSI > … u`) that were pushed and not yet popped. */
  readonly keyboardLevels: number;
  /** Private modes that stand otherwise than in a new terminal, whatever they mean. */
  readonly changed: readonly number[];
}

/** The modes of a terminal in which nothing ran yet, and in which a program has to leave it. */
export const untouchedModes: Modes = {
  alternateScreen: false,
  cursorVisible: true,
  mouse: 'none',
  bracketedPaste: false,
  focusReports: false,
  applicationCursorKeys: false,
  wraparound: true,
  keyboardLevels: 0,
  changed: [],
};

/** On in a new terminal; every other private mode is off. */
const onAtFirst = new Set([7, 25]);

export interface Emulator {
  /** The parsed screen is there when the promise is. */
  write(bytes: Uint8Array): Promise<void>;
  resize(columns: number, rows: number): void;
  /** What the terminal answers to questions of the program. */
  onAnswer(listener: (text: string) => void): void;
  rows(): string[];
  cells(): Cell[][];
  modes(): Modes;
  cursor(): { column: number; row: number };
  title(): string;
  /** Between the beginning and the end of a synchronized update, when a terminal shows nothing new. */
  inUpdate(): boolean;
  dispose(): void;
}

function colorOf(isDefault: boolean, isRgb: boolean, value: number): CellColor | undefined {
  if (isDefault) return undefined;
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

function readCell(cell: IBufferCell, column: number): Cell {
  const color = colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  const background = colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  return {
    column,
    text: cell.getChars() || ' ',
    width: cell.getWidth(),
    ...(color === undefined ? {} : { color }),
    ...(background === undefined ? {} : { background }),
    ...(cell.isBold() ? { bold: true } : {}),
    ...(cell.isDim() ? { dim: true } : {}),
    ...(cell.isItalic() ? { italic: true } : {}),
    ...(cell.isUnderline() ? { underline: true } : {}),
    ...(cell.isInverse() ? { inverse: true } : {}),
    ...(cell.isStrikethrough() ? { strikethrough: true } : {}),
    ...(cell.isInvisible() ? { hidden: true } : {}),
  };
}

/** Remembers what the emulator does not tell: every private mode, and the keyboard reports. */
function watchModes(terminal: Emulated): { changed(): number[]; keyboardLevels(): number } {
  const changed = new Set<number>();
  let levels = 0;
  const numbersOf = (params: (number | number[])[]) => params.filter((one) => typeof one === 'number');
  const set = (on: boolean) => (params: (number | number[])[]) => {
    for (const mode of numbersOf(params)) {
      if (onAtFirst.has(mode) === on) changed.delete(mode);
      else changed.add(mode);
    }
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, set(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, set(false));
  terminal.parser.registerCsiHandler({ prefix: '>', final: 'u' }, () => {
    levels += 1;
    return false;
  });
  terminal.parser.registerCsiHandler({ prefix: '<', final: 'u' }, (params) => {
    levels = Math.max(0, levels - (numbersOf(params)[0] || 1));
    return false;
  });
  const reset = () => {
    changed.clear();
    levels = 0;
    return false;
  };
  terminal.parser.registerEscHandler({ final: 'c' }, reset);
  terminal.parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => {
    for (const mode of [1, 6, 7, 25]) changed.delete(mode);
    return false;
  });
  return { changed: () => [...changed].sort((a, b) => a - b), keyboardLevels: () => levels };
}

/**
 * A terminal without a window. `widths: 'old'` is one that knows neither newer emoji nor joined ones and gives most
 * emoji a single cell, as xterm.js does by itself.
 */
export function createEmulator(columns: number, rows: number, widths: 'graphemes' | 'old'): Emulator {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 2000 });
  if (widths === 'graphemes') terminal.loadAddon(new UnicodeGraphemesAddon());
  const watched = watchModes(terminal);
  let title = '';
  terminal.onTitleChange((text) => {
    title = text;
  });
  const lines = () => {
    const buffer = terminal.buffer.active;
    return Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.baseY + row));
  };
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    resize: (width, height) => terminal.resize(width, height),
    onAnswer: (listener) => {
      terminal.onData(listener);
    },
    // A line of the alternate screen keeps its cells when the window becomes narrower.
    rows: () => lines().map((line) => line?.translateToString(true, 0, terminal.cols).trimEnd() ?? ''),
    cells: () =>
      lines().map((line) => {
        const row: Cell[] = [];
        for (let column = 0; line && column < terminal.cols; column++) {
          const cell = line.getCell(column);
          if (cell && cell.getWidth() > 0) row.push(readCell(cell, column));
        }
        return row;
      }),
    modes: () => {
      const { modes } = terminal;
      const changed = watched.changed();
      return {
        alternateScreen: terminal.buffer.active.type === 'alternate',
        cursorVisible: !changed.includes(25),
        mouse: modes.mouseTrackingMode,
        bracketedPaste: modes.bracketedPasteMode,
        focusReports: modes.sendFocusMode,
        applicationCursorKeys: modes.applicationCursorKeysMode,
        wraparound: modes.wraparoundMode,
        keyboardLevels: watched.keyboardLevels(),
        changed,
      };
    },
    cursor: () => ({ column: terminal.buffer.active.cursorX, row: terminal.buffer.active.cursorY }),
    title: () => title,
    inUpdate: () => terminal.modes.synchronizedOutputMode,
    dispose: () => terminal.dispose(),
  };
}
