// The test files: how they are compiled, one by one, and how one of them runs as a process of its own under its limit.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every file below a folder. */
export function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Everything that tests are made of in a tree, as paths in it. */
export function testSources(tree) {
  return ['src', 'tests'].flatMap((name) => walk(join(tree, name))).map((path) => relative(tree, path));
}

/** Compile these files of a tree into a folder, each for itself, so that a test runs what it imports and no more. */
export async function compile(tree, out, paths) {
  await build({
    absWorkingDir: tree,
    entryPoints: paths.filter((path) => /\.tsx?$/.test(path)),
    outdir: out,
    outbase: tree,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    sourcemap: 'inline',
    define: { DOC_OPS_VERSION: '"0.0.0-test"', DOC_OPS_OWNS_PROCESS: 'true' },
    logLevel: 'warning',
  });
  for (const path of paths.filter((path) => !/\.[cm]?tsx?$/.test(path))) {
    cpSync(join(tree, path), join(out, path), { recursive: true });
  }
}

const ordinaryLimit = 2;

/**
 * Minutes that a test file may take: two, or what its first line says, with the reason:
 * `// time limit: 5 min, because every write of a transaction is broken once`. Null where that line says it wrongly.
 */
export function timeLimit(path) {
  const [first = ''] = readFileSync(path, 'utf8').split('\n', 1);
  if (!/^\/\/ *time limit/i.test(first)) return ordinaryLimit;
  const minutes = Number(/^\/\/ time limit: (\d+) min, because \S/.exec(first)?.[1]);
  return minutes > ordinaryLimit ? minutes : null;
}

/** The environment of the person who runs the tests must not change their outcome. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|DOC_OPS_|FORCE_COLOR|NO_COLOR|CI$|NODE_OPTIONS)/.test(name),
  ),
);

const running = new Set();

function endAll() {
  for (const child of running) endGroup(child);
}

function endGroup({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
process.once('exit', endAll);

/** Limits are for a machine that has nothing else to do: where more waits for it than it has cores, they grow so far. */
function busyness() {
  return Math.max(1, loadavg()[0] / availableParallelism());
}

/**
 * Run a compiled test file. A file that is over its limit is ended with all that it started, and has failed: a test
 * that hangs is not a reason to wait for ever. `seconds`: a limit of the caller's own.
 */
export function runTestFile({ tree, out, file, seconds }) {
  const minutes = timeLimit(join(tree, file));
  if (minutes === null) {
    const text = `${file}:1 is not "// time limit: N min, because …" with more than ${ordinaryLimit} minutes\n`;
    return Promise.resolve({ file, passed: 0, failed: 1, skipped: 0, late: false, seconds: 0, text });
  }
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', join(out, file.replace(/\.tsx?$/, '.js'))],
      {
        cwd: tree,
        // Where tests that run in their own process note what they consented to.
        env: { ...environment, NO_COLOR: '1', XDG_STATE_HOME: join(out, 'state') },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    running.add(child);
    let late = false;
    const look = () => {
      const allowed = seconds === undefined ? minutes * 60 * busyness() : seconds;
      const left = allowed * 1000 - (performance.now() - start);
      if (left > 0) {
        timer = setTimeout(look, left);
        return;
      }
      late = true;
      endGroup(child);
      // What it started in other groups may keep its output open.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    let timer = setTimeout(look, (seconds ?? minutes * 60) * 1000);
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      const number = (label) => Number(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
      const total = number('Total');
      const passed = number('Passed');
      const failed = Math.max(total - passed, code === 0 && total > 0 ? 0 : 1);
      if (late) text += `${file} is over its limit of ${minutes} min\n`;
      else if (total === 0) text += `no test ran (exit ${code ?? signal})\n`;
      const took = (performance.now() - start) / 1000;
      resolve({ file, passed, failed, skipped: number('Skipped'), late, seconds: took, text });
    });
  });
}
