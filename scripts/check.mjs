// Everything that must hold beside the tests: types, lint and format, import rules, package, generated files, and our
// own documents. Runs all of it, prints a line each, and fails when one fails.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

function packageContents() {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) return { ok: false, output: stderr };
  const [{ files }] = JSON.parse(stdout);
  const paths = files.map(({ path }) => path);
  const allowed =
    /^(?:dist\/|templates\/|docs\/|README\.md$|LICENSE$|CHANGELOG\.md$|package\.json$|\.pre-commit-hooks\.yaml$)/;
  const wrong = paths
    .filter((path) => !allowed.test(path))
    .map((path) => `${path} does not belong into the package`);
  for (const needed of [
    'dist/doc-ops.cjs',
    'dist/kanban-ops.cjs',
    'dist/program.cjs',
    'dist/index.mjs',
    'dist/index.d.ts',
    'LICENSE',
    'README.md',
    'templates/plan.md',
  ]) {
    if (!paths.includes(needed)) wrong.push(`${needed} is missing from the package`);
  }
  for (const path of paths.filter((path) => path.startsWith('dist/'))) {
    if (readFileSync(join(root, path), 'utf8').includes(root))
      wrong.push(`${path} holds a path of this machine`);
  }
  for (const name of ['dist/doc-ops.cjs', 'dist/kanban-ops.cjs']) {
    if (existsSync(join(root, name)) && (statSync(join(root, name)).mode & 0o111) === 0)
      wrong.push(`${name} is not executable`);
  }
  return { ok: wrong.length === 0, output: wrong.join('\n') };
}

/** `npm ci` refuses a lock file that leaves out a platform's optional package, but only where that package can be seen. */
function lockFile() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (needed) =>
          ![`${name}/node_modules/${needed}`, `node_modules/${needed}`].some((key) => packages[key]),
      )
      .map((needed) => `package-lock.json leaves out ${needed}, which ${name} names`),
  );
  return { ok: missing.length === 0, output: missing.join('\n') };
}

await buildProgram();
const checks = [
  ['types', () => run(bin('tsc'), [])],
  ['lint and format', () => run(bin('biome'), ['ci', '.'])],
  ['import rules', () => run(bin('depcruise'), ['src'])],
  ['package', () => run(bin('publint'), ['--strict'])],
  ['package contents', packageContents],
  ['lock file', lockFile],
  ['shipped templates', () => run(process.execPath, ['scripts/templates.mjs', '--check'])],
  ['generated pages', () => run(process.execPath, ['scripts/docs.mjs', '--check'])],
  ['own documents', () => run(process.execPath, ['dist/doc-ops.cjs', 'validate', '--max-warnings', '0'])],
  [
    'own markdown',
    () =>
      run(process.execPath, [
        'dist/doc-ops.cjs',
        'validate',
        'README.md',
        'CONTRIBUTING.md',
        'CHANGELOG.md',
        'docs/**/*.md',
        'tests/README.md',
      ]),
  ],
];
let failed = 0;
for (const [name, check] of checks) {
  const { ok, output } = check();
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok) {
    failed += 1;
    console.log(output.trimEnd());
  }
}
process.exitCode = failed ? 1 : 0;
