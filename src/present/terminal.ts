/** What the output goes to: how wide it is and whether it takes colour. Escape codes are made here only. */
export interface Terminal {
  readonly columns: number;
  readonly color: boolean;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  magenta(text: string): string;
  cyan(text: string): string;
}

/** Empty the screen and what was scrolled off it, and go to its top. */
export const clearScreen = '\u001b[H\u001b[2J\u001b[3J';

export interface OutputFacts {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colour only on a terminal that wants it; `NO_COLOR` wins over `FORCE_COLOR`, which wins over the terminal. */
export function wantsColor({ isTTY, env }: OutputFacts): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTTY && env.TERM !== 'dumb' && !env.CI;
}

export function describeTerminal(facts: OutputFacts): Terminal {
  const color = wantsColor(facts);
  const style = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    columns:
      facts.columns && facts.columns > 20 ? facts.columns : facts.isTTY ? 80 : Number.POSITIVE_INFINITY,
    color,
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    blue: style(34, 39),
    magenta: style(35, 39),
    cyan: style(36, 39),
  };
}

/** Whether a person sits at a terminal that an application can fill. */
export function atTerminal(
  input: { readonly isTTY?: boolean },
  output: { readonly isTTY?: boolean },
  { CI, TERM }: OutputFacts['env'],
): boolean {
  return input.isTTY === true && output.isTTY === true && !CI && TERM !== 'dumb';
}
