import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/folder.js';

/** A folder in which every command of a trap leaves a file of its name when it runs. */
export class Traps {
  readonly folder = temporaryFolder();

  /** A shell command that leaves a mark, and fails. */
  command(name: string): string {
    return `sh ${this.script(name)}`;
  }

  /** An executable file that leaves a mark, and fails. */
  script(name: string): string {
    const path = join(this.folder, `${name}.sh`);
    if (!existsSync(path))
      writeFileSync(path, `#!/bin/sh\necho "$0 $*" >> '${join(this.folder, `${name}.ran`)}'\nexit 1\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** Traps that something ran into, by name. */
  ran(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.ran'))
      .map((name) => `${name.slice(0, -4)}: ${readFileSync(join(this.folder, name), 'utf8').split('\n')[0]}`);
  }
}
