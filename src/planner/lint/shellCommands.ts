/** A simple command of a shell text: its words without quotes, and what it is joined with. */
export interface ShellCommand {
  /** Program and arguments as the shell passes them on, as far as text tells; variables stay as written. */
  readonly words: readonly string[];
  /** Whether its standard input is the output of the command before. */
  readonly piped: boolean;
  /** Where it writes by `>` and `>>`. */
  readonly writes: readonly string[];
}

/** Programs that run the command behind their options. */
const wrappers = new Set(
  'env command exec nohup time nice stdbuf xargs timeout then do else if while until ! { npx bunx pnpx'.split(
    ' ',
  ),
);
const shells = /^(?:ba|z|da|k|a|fi)?sh$/;
const deepest = 5;

/**
 * The simple commands of a shell text, in order, also those in `$(…)`, backticks, `sh -c '…'` and behind `env`, `xargs`
 * and the like. It reads what a careful person would see at a glance; it is not a shell.
 */
export function shellCommands(text: string, depth = 0): ShellCommand[] {
  if (depth > deepest) return [];
  const commands: ShellCommand[] = [];
  const reader = new WordReader(text);
  let words: string[] = [];
  let writes: string[] = [];
  let piped = false;
  const end = (pipes: boolean) => {
    if (words.length > 0 || writes.length > 0) commands.push({ words: unwrapped(words), piped, writes });
    words = [];
    writes = [];
    piped = pipes;
  };
  for (let token = reader.next(); token !== null; token = reader.next()) {
    if (token.kind === 'word') words.push(token.text);
    else if (token.kind === 'write') writes.push(token.text);
    else end(token.text === '|' || token.text === '|&');
  }
  end(false);
  const inner = [...reader.nested, ...commands.flatMap(({ words }) => scriptsOf(words))];
  return [...commands, ...inner.flatMap((one) => shellCommands(one, depth + 1))];
}

/** Without assignments and programs that only start another. */
function unwrapped(words: readonly string[]): string[] {
  let left = [...words];
  for (;;) {
    const [first = ''] = left;
    if (/^[A-Za-z_]\w*=/.test(first)) left = left.slice(1);
    else if (wrappers.has(baseName(first)) && left.length > 1) {
      left = left.slice(1);
      while (/^(?:-|\d+[smhd]?$|[A-Za-z_]\w*=)/.test(left[0] ?? '')) left = left.slice(1);
    } else return left;
  }
}

/** What `sh -c`, `eval` and `python -c` are told to run. */
function scriptsOf(words: readonly string[]): string[] {
  const [program = '', ...rest] = words;
  if (program === 'eval') return [rest.join(' ')];
  if (!shells.test(baseName(program))) return [];
  const flag = rest.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
  const script = flag === -1 ? undefined : rest[flag + 1];
  return script === undefined ? [] : [script];
}

export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

type Token = { readonly kind: 'word' | 'write' | 'operator'; readonly text: string };

/** Reads words and operators; the texts of substitutions are kept aside. */
class WordReader {
  readonly nested: string[] = [];
  #at = 0;

  constructor(readonly text: string) {}

  next(): Token | null {
    const blank = /(?:[ \t\r]|\\\n|(?<=^|\s)#[^\n]*)+/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.text)?.[0].length ?? 0;
    if (this.#at >= this.text.length) return null;
    const operator = /&>>?|\d*>>?\|?&?|\d*<<?<?&?-?|&&|\|\||\|&|;;|[;&|\n()]/y;
    operator.lastIndex = this.#at;
    const found = operator.exec(this.text)?.[0];
    if (found === undefined) return { kind: 'word', text: this.#word() };
    this.#at += found.length;
    if (!/[<>]/.test(found)) return { kind: 'operator', text: found };
    if (this.text.startsWith('(', this.#at)) {
      // `<(…)`
      this.#at += 1;
      this.nested.push(this.#until(')'));
      return { kind: 'word', text: '' };
    }
    while (/[ \t]/.test(this.text.charAt(this.#at))) this.#at += 1;
    const target = this.#word();
    return found.includes('>') && !/&$/.test(found) ? { kind: 'write', text: target } : (this.next() ?? null);
  }

  #word(): string {
    let word = '';
    while (this.#at < this.text.length) {
      const character = this.text.charAt(this.#at);
      if (/[\s;&|<>()]/.test(character)) break;
      this.#at += 1;
      if (character === '\\') word += this.#take();
      else if (character === "'") word += this.#until("'");
      else if (character === '"') word += this.#quoted();
      else if (character === '`') this.nested.push(this.#until('`'));
      else if (character === '$' && this.text.startsWith('(', this.#at)) {
        this.#at += 1;
        this.nested.push(this.#until(')'));
        word += '$()';
      } else word += character;
    }
    return word;
  }

  #take(): string {
    const character = this.text.charAt(this.#at);
    this.#at += 1;
    return character === '\n' ? '' : character;
  }

  #quoted(): string {
    let word = '';
    while (this.#at < this.text.length) {
      const character = this.text.charAt(this.#at);
      this.#at += 1;
      if (character === '"') break;
      if (character === '\\' && /["\\$`\n]/.test(this.text.charAt(this.#at))) word += this.#take();
      else if (character === '`') this.nested.push(this.#until('`'));
      else if (character === '$' && this.text.startsWith('(', this.#at)) {
        this.#at += 1;
        this.nested.push(this.#until(')'));
        word += '$()';
      } else word += character;
    }
    return word;
  }

  /** The text up to a closing sign, behind which reading goes on; brackets nest. */
  #until(close: string): string {
    const start = this.#at;
    let depth = 1;
    for (; this.#at < this.text.length; this.#at += 1) {
      const character = this.text.charAt(this.#at);
      if (character === '\\' && close !== "'") this.#at += 1;
      else if (close === ')' && character === '(') depth += 1;
      else if (character === close) depth -= 1;
      if (depth === 0) break;
    }
    const inside = this.text.slice(start, this.#at);
    this.#at += 1;
    return inside;
  }
}
