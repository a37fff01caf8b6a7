// The pseudo-terminal and emulator of the tests (tests/tui/support), for scripts.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The exports of tests/tui/support/screen.ts and golden.ts. */
export async function loadScreen() {
  // Inside the repository, so that the packages it needs are found.
  const folder = join(root, 'build', `screen-${process.pid}`);
  try {
    await build({
      stdin: {
        contents: `export * from './tests/tui/support/screen.js'; export * from './tests/tui/support/golden.js';`,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'screen.mjs'),
      logLevel: 'error',
    });
    return await import(pathToFileURL(join(folder, 'screen.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
