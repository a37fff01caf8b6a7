import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { repositoryRoot, temporaryFolder } from '../../support/folder.js';
import { testEnvironment } from '../../support/process.js';

export type ShellName = 'bash' | 'zsh' | 'fish';

/** How each shell starts bare, and what makes its prompt `READY> `. */
const shells = {
  bash: {
    args: ['--norc', '--noprofile', '-i'],
    setup: (script: string) => `bind 'set bell-style none'; PS1='READY> '; source '${script}'`,
  },
  zsh: {
    args: ['-f', '-i'],
    setup: (script: string) =>
      `unsetopt beep prompt_sp; autoload -U compinit; compinit -D -u; source '${script}'; PS1='READY> '`,
  },
  fish: {
    args: ['--no-config', '-i'],
    setup: (script: string) =>
      `set -g fish_greeting; set -g fish_autosuggestion_enabled 0; source '${script}'; function fish_prompt; printf 'READY> '; end`,
  },
} as const;

export function hasShell(name: ShellName): boolean {
  return !spawnSync(name, ['--version']).error;
}

/** An interactive shell on a real pseudo-terminal, with doc-ops on its PATH and its completion loaded. */
export class LiveShell {
  readonly #terminal = new xterm.Terminal({ cols: 100, rows: 40, allowProposedApi: true });
  readonly #pty;
  #changed = () => {};

  constructor(name: ShellName, cwd: string) {
    const home = temporaryFolder();
    const bin = temporaryFolder();
    for (const program of ['doc-ops', 'kanban-ops']) {
      const file = join(bin, program);
      writeProgram(file, join(repositoryRoot, 'dist', `${program}.cjs`));
    }
    this.#pty = spawn(name, [...shells[name].args], {
      name: 'xterm',
      cols: 100,
      rows: 40,
      cwd,
      env: { ...testEnvironment(), HOME: home, TERM: 'xterm', PATH: `${bin}:${process.env.PATH}` },
    });
    this.#pty.onData((data) => this.#terminal.write(data, () => this.#changed()));
    // A terminal answers what a shell asks of it.
    this.#terminal.onData((data) => this.#pty.write(data));
  }

  /** Load the completion and wait for the prompt. */
  async prepare(name: ShellName, script: string): Promise<void> {
    this.#pty.write(`${shells[name].setup(script)}\r`);
    await this.until((screen) => /^READY> $/m.test(`${screen.trimEnd()} `));
  }

  /** Type on a fresh line of an empty screen, and wait for the screen to hold what is expected. */
  async type(keys: string, expected: RegExp): Promise<string> {
    this.#pty.write('\u0015\u000c');
    await this.until((screen) => screen.trim() === 'READY>');
    this.#pty.write(keys);
    return this.until((screen) => expected.test(screen));
  }

  /** Type on, and wait. */
  press(keys: string, expected: RegExp): Promise<string> {
    this.#pty.write(keys);
    return this.until((screen) => expected.test(screen));
  }

  until(isThere: (screen: string) => boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        reject(new Error(`the screen did not come to it:\n${this.screen()}`));
      }, 20_000);
      this.#changed = () => {
        const screen = this.screen();
        if (!isThere(screen)) return;
        clearTimeout(deadline);
        this.#changed = () => {};
        resolve(screen);
      };
      this.#changed();
    });
  }

  screen(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: 40 }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
    return lines.join('\n').trimEnd();
  }

  close(): void {
    this.#pty.kill('SIGKILL');
    this.#terminal.dispose();
  }
}

function writeProgram(file: string, program: string): void {
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(file, 0o755);
}
