import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const made: string[] = [];

/** A temporary folder with these files, removed when the process ends. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'doc-ops-test-')));
  if (made.length === 0) {
    process.on('exit', () => {
      for (const one of made) rmSync(one, { recursive: true, force: true });
    });
  }
  made.push(folder);
  writeFiles(folder, files);
  return folder;
}

/** Write files below a folder, making their parents. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export function readFile(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** The repository that these tests stand in (found upwards, since tests run from `build/`). */
export const repositoryRoot: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

/** Real documents of other projects beside the repository, or null where they are absent. */
export const corporaFolder: string | null = (() => {
  const folder = join(repositoryRoot, '..', 'shared', 'corpora');
  return existsSync(folder) ? folder : null;
})();

/** Say loudly that something was not tested; the runner repeats it at the end. */
export function skipped(what: string): void {
  console.log(`SKIPPED ${what}`);
}
