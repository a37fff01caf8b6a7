// Prints, for each budget, our time, the floor's and the ratio: medians of alternating runs in one session. The floor
// is the cheapest program that could do the job. node scripts/bench.mjs [--quick] [--only=plans] [--tui] [--json]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { benchTui } from './benchTui.mjs';
import { buildProgram } from './build.mjs';
import { generateRepository } from './generateRepository.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const quick = process.argv.includes('--quick');
/** The terminal UI alone. */
const onlyTui = process.argv.includes('--tui');
const runs = quick ? 3 : 9;
const sizes = quick ? [100, 1000] : [100, 1000, 10000];
const largest = sizes.at(-1);
const program = join(root, 'dist/doc-ops.cjs');
const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', NO_COLOR: '1' };
delete environment.NODE_EXTRA_CA_CERTS;
delete environment.NODE_OPTIONS;

/** Run and give the wall time in milliseconds; the command has to succeed. */
function time(cwd, command, args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const taken = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return taken;
}

const node = (cwd, ...args) => time(cwd, process.execPath, args);
const ours = (cwd, ...args) => node(cwd, program, ...args);
const git = (cwd, ...args) => time(cwd, 'git', args);

function commitAll(repository) {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  git(repository, 'add', '--all');
  git(repository, ...author, 'commit', '--quiet', '--message', 'x');
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Alternate the two, after one run of each that does not count. */
function measure(our, floor, prepare = () => {}, rounds = runs) {
  const a = [];
  const b = [];
  for (let i = 0; i <= rounds; i++) {
    prepare();
    const x = our();
    const y = floor();
    if (i > 0) {
      a.push(x);
      b.push(y);
    }
  }
  return { ours: median(a), floor: median(b) };
}

const rows = [];
function report(name, result, budget) {
  const ratio = result.ours / result.floor;
  rows.push({ name, ...result, ratio, budget, met: budget === null ? null : ratio <= budget });
  console.log(line(rows.at(-1)));
}
function line({ name, ours: a, floor, ratio, budget, met }) {
  const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`.padStart(9);
  const verdict = met === null ? '' : met ? 'met' : 'MISSED';
  return `${name.padEnd(54)} ${ms(a)} ${ms(floor)} ${`${ratio.toFixed(2)} ×`.padStart(8)} ${budget === null ? '' : `≤ ${budget} ×`.padStart(8)} ${verdict}`;
}

/** A line without a floor. */
function tell(name, text, budget = '', met = null) {
  rows.push({ name, text, budget, met });
  const verdict = met === null ? '' : met ? 'met' : 'MISSED';
  console.log(`${name.padEnd(44)} ${text.padStart(28)} ${budget.padStart(10)} ${verdict}`);
}

const folder = mkdtempSync(join(tmpdir(), 'doc-ops-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await buildProgram();
console.log(
  `${'what'.padEnd(54)} ${'ours'.padStart(9)} ${'floor'.padStart(9)} ${'ratio'.padStart(8)} ${'budget'.padStart(8)}`,
);
if (!onlyTui) {
  report(
    'doc-ops --version',
    measure(
      () => ours(folder, '--version'),
      () => node(folder, '-e', '0'),
    ),
    1.3,
  );
}

const readAll = join(folder, 'read-all.mjs');
writeFileSync(
  readAll,
  `import fs from 'node:fs';
let bytes = 0;
const walk = (folder) => {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) { if (entry.name !== '.state') walk(folder + '/' + entry.name); }
    else bytes += fs.readFileSync(folder + '/' + entry.name).length;
  }
};
walk('dev_ops');
if (bytes === 0) process.exit(1);
`,
);

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7) ?? '';
for (const size of only === 'plans' ? [] : onlyTui ? [largest] : sizes) {
  const repository = join(folder, `r${size}`);
  const documents = generateRepository(repository, { documents: size, seed: 1 });
  const index = join(folder, `index${size}.json`);
  const parseIndex = join(folder, `parse${size}.mjs`);
  writeFileSync(
    parseIndex,
    `import fs from 'node:fs'; if (!JSON.parse(fs.readFileSync(${JSON.stringify(index)}, 'utf8'))) process.exit(1);\n`,
  );
  ours(repository, 'validate');
  if (size === largest && onlyTui) {
    await tui(repository, documents);
    continue;
  }
  const rowsFile = readdirSync(join(repository, 'dev_ops/.state')).find((name) => name.startsWith('rows'));
  writeFileSync(index, readFileSync(join(repository, 'dev_ops/.state', rowsFile)));
  const about = `, ${size.toLocaleString('en')} documents`;
  const budget = (value) => (size === largest ? value : null);
  const cold = () => rmSync(join(repository, 'dev_ops/.state'), { recursive: true, force: true });
  report(
    `validate, no cache${about}`,
    measure(
      () => ours(repository, 'validate'),
      () => node(repository, readAll),
      cold,
    ),
    budget(4),
  );
  report(
    `validate, nothing changed${about}`,
    measure(
      () => ours(repository, 'validate'),
      () => git(repository, 'status', '--porcelain') + node(repository, parseIndex),
    ),
    budget(2),
  );
  report(
    `list --json${about}`,
    measure(
      () => ours(repository, 'list', '--json'),
      () => node(repository, parseIndex),
    ),
    budget(2),
  );
  for (const query of ['session token', 'sesion type:adr is:closed', 'links:TASK-003 -status:done']) {
    report(
      `search ${query}${about}`,
      measure(
        () => ours(repository, 'search', query, '--json'),
        () => node(repository, parseIndex),
      ),
      budget(2),
    );
  }
  report(
    `context${about}`,
    measure(
      () => ours(repository, 'context', 'closing the login page', '--json'),
      () => node(repository, parseIndex),
    ),
    budget(2),
  );
  report(
    `show${about}`,
    measure(
      () => ours(repository, 'show', 'TASK-003'),
      () => node(repository, '-e', '0'),
    ),
    budget(3),
  );
  report(
    `create${about}`,
    measure(
      () => ours(repository, 'create', 'plan', 'A new plan'),
      () => node(repository, '-e', '0'),
    ),
    budget(3),
  );
  let there = false;
  report(
    `board move${about}`,
    measure(
      () => {
        there = !there;
        return ours(
          repository,
          'board',
          'move',
          documents.find((one) => one.type.name === 'task' && one.status !== 'done').id,
          there ? 'Review' : 'Backlog',
        );
      },
      () => node(repository, '-e', '0'),
    ),
    budget(3),
  );
  const plan = documents.find((one) => one.type.name === 'plan');
  const path = join(repository, 'dev_ops/plans', plan.file);
  commitAll(repository);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nOne more line.\n`);
  git(repository, 'add', '--all');
  report(
    `validate --staged, one staged${about}`,
    measure(
      () => ours(repository, 'validate', '--staged'),
      () => node(repository, '-e', '0') + git(repository, 'diff', '--cached', '--name-only'),
    ),
    budget(2.5),
  );
  if (size === largest) {
    memory(repository, cold);
    await tui(repository, documents);
  }
}

function tui(repository, documents) {
  git(repository, 'add', '--all');
  return benchTui({
    folder,
    repository,
    documents,
    runs,
    quick,
    env: { XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') },
    floor: () => node(root, '--input-type=module', '--eval', "import 'ink'; import 'react';"),
    compare: (name, ms, least, budget) => report(name, { ours: ms, floor: least }, budget),
    tell,
  });
}

function memory(repository, cold) {
  cold();
  const measured = spawnSync(
    process.execPath,
    [
      '-e',
      `process.argv.splice(1, 0, ${JSON.stringify(program)}); process.on('exit', () => process.stderr.write('\\nRSS ' + process.resourceUsage().maxRSS)); require(${JSON.stringify(program)})`,
      'validate',
    ],
    { cwd: repository, env: environment, encoding: 'utf8' },
  );
  const peak = Number(/RSS (\d+)/.exec(measured.stderr)?.[1] ?? 0) / 1024;
  console.log(
    `${`peak memory, validate without cache, ${largest}`.padEnd(54)} ${`${peak.toFixed(0)} MB`.padStart(9)}                    ${'≤ 145 MB'.padStart(8)} ${peak <= 145 ? 'met' : 'MISSED'}`,
  );
}

provePlans(quick ? 100 : 1000);
planOffline(quick ? 1000 : 10_000);

/** A plan without a model in a repository of many files, against git grep of the goal's words and Node's start. */
function planOffline(count) {
  const repository = join(folder, 'code');
  const words =
    'login page user session token cache index query board card status link file change commit branch merge error message test server client request response time limit queue worker retry path name value key list item field type rule check order result state view table record store read write open close move copy create update find search sort group filter count form button label color size'.split(
      ' ',
    );
  let seed = 1;
  const pick = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return words[Math.floor((seed / 4294967296) * words.length)];
  };
  for (let file = 0; file < count; file++) {
    const text = Array.from({ length: 8 }, () =>
      [
        `def ${pick()}_${pick()}(${pick()}):`,
        `    # ${pick()} ${pick()} ${pick()}`,
        `    return ${pick()}(${pick()})`,
        '',
      ].join('\n'),
    ).join('\n');
    mkdirSync(join(repository, `src/part${file % 100}`), { recursive: true });
    writeFileSync(join(repository, `src/part${file % 100}/${pick()}_${file}.py`), text);
  }
  writeFileSync(join(repository, 'pyproject.toml'), '[project]\nname = "many"\n');
  git(repository, 'init', '--quiet');
  ours(repository, 'init', '--yes');
  commitAll(repository);
  const looked = ['500', 'error', 'login', 'endpoint'].flatMap((word) => ['-e', word]);
  report(
    `plan generate, offline, ${count.toLocaleString('en')} files`,
    measure(
      () => ours(repository, 'plan', 'generate', 'Fix the 500 error on the login endpoint', '--dry-run'),
      () => git(repository, 'grep', '-n', '-i', '-F', ...looked) + node(repository, '-e', '0'),
    ),
    3,
  );
}

/** Running a plan, against node running the same commands through execa's shell option; proving one command. */
function provePlans(count) {
  const repository = join(folder, 'plans');
  mkdirSync(repository);
  git(repository, 'init', '--quiet');
  writeFileSync(join(repository, 'a.txt'), 'a\n');
  ours(repository, 'init', '--yes');
  const command = 'test -f a.txt';
  const tascs = Array.from({ length: count }, (_, index) => {
    return { id: `t${index}`, title: `Tasc ${index}`, testing_instructions: command };
  });
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify({ title: 'Many', tascs }));
  ours(repository, 'plan', 'import', plan);
  commitAll(repository);
  const floor = join(folder, 'floor.mjs');
  writeFileSync(
    floor,
    `import { execa } from ${JSON.stringify(pathToFileURL(join(root, 'node_modules/execa/index.js')).href)};
const queue = Array.from({ length: ${count} }, () => ${JSON.stringify(command)});
const work = async () => { for (let one = queue.pop(); one !== undefined; one = queue.pop()) await execa(one, { shell: true }); };
await Promise.all([work(), work()]);
`,
  );
  const withoutProofs = () => {
    for (const path of ['proofs', '.state'])
      rmSync(join(repository, 'dev_ops', path), { recursive: true, force: true });
  };
  report(
    `run, ${count.toLocaleString('en')} tascs, 2 jobs`,
    measure(
      () => ours(repository, 'run', 'PLAN-001', '--yes', '--jobs', '2', '--json'),
      () => node(repository, floor),
      withoutProofs,
      quick ? 1 : 5,
    ),
    1.2,
  );
  report(
    'prove -- true, against node -e 0',
    measure(
      () => ours(repository, 'prove', '--', 'true'),
      () => node(repository, '-e', '0'),
      withoutProofs,
    ),
    null,
  );
  if (spawnSync('in-toto-run', ['--version']).status !== 0)
    return console.log('in-toto-run is not installed here and was not run');
  const key = join(folder, 'key');
  time(folder, 'ssh-keygen', ['-q', '-t', 'rsa', '-m', 'pem', '-b', '2048', '-N', '', '-f', key]);
  report(
    'prove -- true, against in-toto-run',
    measure(
      () => ours(repository, 'prove', '--', 'true'),
      () => time(folder, 'in-toto-run', ['--step-name', 'x', '--key', key, '--', 'true']),
      withoutProofs,
    ),
    0.7,
  );
}

console.log('\npeers (check-md, remark-validate-links and others) are not installed here and were not run');
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
