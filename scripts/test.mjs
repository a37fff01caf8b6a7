// Runs the tests and counts what really ran. `node scripts/test.mjs [--no-build] [substring…]` runs only the test
// files whose path contains one of the substrings. Every file is a process of its own; two run at a time.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildProgram } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const filters = args.filter((arg) => !arg.startsWith('--'));
const out = join(root, 'build', filters.length ? `test-${process.pid}` : 'test');

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

if (!args.includes('--no-build')) await buildProgram();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sources = [...walk(join(root, 'src')), ...walk(join(root, 'tests'))];
await build({
  entryPoints: sources.filter((path) => /\.tsx?$/.test(path)),
  outdir: out,
  outbase: root,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  sourcemap: 'inline',
  define: { DOC_OPS_VERSION: '"0.0.0-test"' },
  logLevel: 'warning',
});
for (const path of sources.filter((path) => !/\.[cm]?tsx?$/.test(path))) {
  cpSync(path, join(out, relative(root, path)), { recursive: true });
}

const files = sources
  .map((path) => relative(root, path))
  .filter((path) => /\.test\.tsx?$/.test(path))
  .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
  .sort();
const totals = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

/** Where tests that run in their own process note what they consented to. */
const stateHome = join(out, 'state');

/** The environment of the person who runs the tests must not change their outcome. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|DOC_OPS_|FORCE_COLOR|NO_COLOR|CI$|NODE_OPTIONS)/.test(name),
  ),
);

/** Milliseconds that one file may take. */
const longest = 15 * 60_000;

function runFile(file) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', join(out, file.replace(/\.tsx?$/, '.js'))],
      {
        cwd: root,
        env: { ...environment, NO_COLOR: '1', XDG_STATE_HOME: stateHome },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    // A test that hangs is a failure, not a reason to wait for ever.
    const timer = setTimeout(() => child.kill('SIGKILL'), longest);
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const number = (label) => Number(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
      const total = number('Total');
      const passed = number('Passed');
      const skipped = number('Skipped');
      const failed = Math.max(total - passed, code === 0 && total > 0 ? 0 : 1);
      totals.passed += passed;
      totals.failed += failed;
      totals.skipped += skipped;
      for (const line of text.matchAll(/^SKIPPED .*$/gm)) notes.push(`${file}: ${line[0]}`);
      console.log(`${failed ? 'FAIL' : 'ok  '} ${file} (${passed}${skipped ? `, ${skipped} skipped` : ''})`);
      if (failed) console.log(`${text}${total === 0 ? `no test ran (exit ${code ?? signal})\n` : ''}`);
      resolve();
    });
  });
}

const queue = [...files];
await Promise.all(
  Array.from({ length: Math.max(1, Math.min(2, availableParallelism())) }, async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await runFile(file);
  }),
);
if (filters.length) rmSync(out, { recursive: true, force: true });
for (const note of notes) console.log(note);
if (files.length === 0) {
  console.log('no test file matches');
  totals.failed += 1;
}
console.log(
  `\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
);
process.exitCode = totals.failed ? 1 : 0;
