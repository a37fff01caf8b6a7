// The whole story in a throw-away repository, with real commands and real git: documents, links, a commit that the
// hook stops, the repair, the board, undo, a plan that runs and is proven, and in a terminal the terminal UI. Fails if
// a step does not behave as expected; always cleans up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'dist/program.cjs'))) await (await import('./build.mjs')).buildProgram();

const folder = mkdtempSync(join(tmpdir(), 'doc-ops-demo-'));
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (color ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text) => (color ? `\u001b[2m${text}\u001b[22m` : text);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'DOC_OPS_SKIP'),
  ),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  ...(color ? { FORCE_COLOR: '1' } : {}),
};

function say(text) {
  console.log(`\n${bold(text)}\n`);
}

/** Run a command as a person would type it; `expected` is its exit code. */
function run(words, expected = 0) {
  const [name, ...args] = words;
  console.log(
    dim(
      `$ ${words.map((word) => (/^[\w./=:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')}`,
    ),
  );
  const own = name === 'doc-ops' || name === 'kanban-ops';
  const { status, stdout, stderr } = spawnSync(
    own ? process.execPath : name,
    own ? [join(root, 'dist', `${name}.cjs`), ...args] : args,
    {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
      input: '',
    },
  );
  const output = `${stdout}${stderr}`.trimEnd();
  if (output) console.log(output);
  if (status !== expected) {
    console.error(`\nthe demo expected exit code ${expected}, not ${status}`);
    process.exit(1);
  }
  return output;
}

function expect(output, text) {
  if (output.includes(text)) return;
  console.error(`\nthe demo expected to read '${text}'`);
  process.exit(1);
}

const plan = 'dev_ops/plans/PLAN-001-fix-the-500-on-login.md';

say('A new repository gets a place for the documents that steer it.');
run(['git', 'init', '--quiet']);
run(['doc-ops', 'init', '--yes']);

say('Create a task and the plan that it will produce from templates, and link them.');
run(['doc-ops', 'create', 'task', 'Make login work again']);
run(['doc-ops', 'create', 'adr', 'Use JWT for sessions']);
run(['doc-ops', 'create', 'plan', '--title', 'Fix: the 500 on /login', '--related', 'ADR-001']);
run(['kanban-ops', 'link', 'TASK-001', 'PLAN-001', '--relation', 'output']);
expect(run(['doc-ops', 'links', 'PLAN-001']), 'TASK-001');

say('From now on git checks every link.');
run(['doc-ops', 'hooks', 'install']);
run(['git', 'add', '--all']);
run(['git', 'commit', '--quiet', '--message', 'Plan the login fix']);

say('Somebody mistypes a link. The hook stops the commit, names the line and suggests the right id.');
const before = readFileSync(join(folder, plan), 'utf8');
writeFileSync(join(folder, plan), before.replace('- ADR-001', '- ADR-010'));
console.log(dim(`(${plan}: ADR-001 becomes ADR-010)`));
expect(run(['git', 'commit', '--all', '--message', 'A broken link'], 1), `${plan}:`);

say('Repair the link, and the commit passes.');
run(['git', 'checkout', '--quiet', 'HEAD', '--', plan]);
run(['doc-ops', 'set', 'PLAN-001', 'tags+=login']);
run(['git', 'commit', '--all', '--quiet', '--message', 'Tag the plan']);
run(['git', 'log', '--oneline']);

say('The board is a markdown file; moving a card moves the status with it.');
run(['kanban-ops', 'claim', 'TASK-001', '--as', 'ada']);
expect(run(['doc-ops', 'board']), 'In Progress');
expect(run(['doc-ops', 'show', 'TASK-001']), 'in_progress');

say('You can undo every change, byte for byte.');
run(['doc-ops', 'undo']);
if (run(['git', 'status', '--short']) !== '') {
  console.error('\nundo did not restore every byte');
  process.exit(1);
}
run(['doc-ops', 'validate']);

say('A plan can run: its tascs are commands that succeed once the work is done.');
writeFileSync(
  join(folder, 'plan.json'),
  JSON.stringify({
    title: 'Greet people',
    tascs: [
      { id: 'greet', title: 'The greeting is there', testing_instructions: 'grep -q Hello hello.txt' },
      {
        id: 'review',
        title: 'Somebody has read it',
        dependencies: ['greet'],
        proof_required: { proof_type: 'manual' },
      },
      {
        id: 'test',
        title: 'The tests pass',
        testing_instructions: 'node --test hello.test.mjs',
        dependencies: ['review'],
        proof_required: { proof_type: 'test' },
      },
    ],
  }),
);
writeFileSync(
  join(folder, 'hello.test.mjs'),
  "import { readFileSync } from 'node:fs';\nimport test from 'node:test';\ntest('greets', () => { if (!readFileSync('hello.txt', 'utf8').startsWith('Hello')) throw new Error('no greeting'); });\n",
);
run(['doc-ops', 'plan', 'import', 'plan.json']);
run(['git', 'add', '--all']);
run(['git', 'commit', '--quiet', '--message', 'Plan the greeting']);

say('Nothing runs without consent, and a command that fails says why.');
run(['doc-ops', 'run', 'PLAN-002'], 3);
run(['doc-ops', 'run', 'PLAN-002', '--yes'], 1);

say('The work is done; a person approves it; the rest runs, and all of it is proven.');
writeFileSync(join(folder, 'hello.txt'), 'Hello\n');
run(['git', 'add', '--all']);
run(['doc-ops', 'run', 'PLAN-002', '--yes'], 3);
run(['doc-ops', 'approve', 'PLAN-002/review', '--why', 'reads well']);
run(['doc-ops', 'run', 'PLAN-002', '--yes']);
run(['doc-ops', 'set', 'PLAN-002', 'status=Complete']);
run(['git', 'add', '--all']);
run(['git', 'commit', '--quiet', '--message', 'Greet people, proven']);

say('Somebody changes a line of the ledger. verify names it, and git restores it.');
const ledgers = join(folder, 'dev_ops/proofs/PLAN-002');
const forged = readdirSync(ledgers)
  .map((name) => join(ledgers, name))
  .find((path) => readFileSync(path, 'utf8').includes('"exit_code":0'));
writeFileSync(forged, readFileSync(forged, 'utf8').replace('"duration_ms":', '"duration_ms":1'));
expect(run(['doc-ops', 'verify', 'PLAN-002'], 1), 'does not match its proof_hash');
run(['git', 'checkout', '--quiet', 'HEAD', '--', 'dev_ops/proofs']);
expect(run(['doc-ops', 'verify', 'PLAN-002']), 'verified');

if (process.stdin.isTTY && process.stdout.isTTY && !process.env.CI && process.env.TERM !== 'dumb') {
  say('Enter opens the terminal UI on this repository: ? shows its keys, q quits it.');
  await new Promise((resolve) => process.stdin.once('data', resolve).once('end', resolve));
  process.stdin.pause();
  spawnSync(process.execPath, [join(root, 'dist/doc-ops.cjs')], {
    cwd: folder,
    env: environment,
    stdio: 'inherit',
  });
}

say('That was it. In a repository of yours: doc-ops init');
