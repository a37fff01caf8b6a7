// Makes the pictures of docs/ from the real program: it runs in a pseudo-terminal on a copy of this repository's own
// documents, keys are pressed, and the screen becomes an SVG. node scripts/screenshots.mjs [NAME…] [--check] [--rows]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram } from './build.mjs';
import { loadScreen } from './loadScreen.mjs';
import { terminalSvg } from './terminalSvg.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const now = '2027-01-04T09:30:00Z';

/** What a plan of the pictures runs: checks of the copied documents, and one that a person decides. */
const plan = {
  title: 'Check the documents before a release',
  tascs: [
    {
      id: 'links',
      title: 'Every link leads somewhere',
      testing_instructions: 'doc-ops validate --max-warnings 0',
    },
    {
      id: 'decisions',
      title: 'Decisions are accepted',
      testing_instructions: "grep --count '^status: Accepted' dev_ops/adrs/*.md",
    },
    {
      id: 'read',
      title: 'Somebody has read them',
      dependencies: ['links', 'decisions'],
      proof_required: { proof_type: 'manual' },
    },
    {
      id: 'size',
      title: 'No document is a book',
      dependencies: ['read'],
      testing_instructions: 'test "$(cat dev_ops/*/*.md | wc -l)" -lt 5000',
    },
  ],
};

const loaded = /✓ \d+ documents/;
const goTo = (id) => [
  { press: [':'], until: 'Go to' },
  { type: id, until: id },
  { press: ['enter'], until: `│ ${id} ` },
];

/**
 * A picture each. The steps are keys or text, and what the screen holds after them. `planned`: with a plan among the
 * documents.
 */
const scenes = [
  {
    name: 'tui-documents',
    title: 'doc-ops: documents',
    description:
      'A list of documents, grouped by type, and beside it the rendered text of the selected decision with its links.',
    columns: 120,
    rows: 32,
    steps: [{ until: loaded }, ...goTo('ADR-004'), { press: ['tab'], until: 'ADR-004' }],
  },
  {
    name: 'tui-board',
    title: 'doc-ops: board',
    description: 'The board with its columns side by side; each card shows its title, priority and links.',
    columns: 120,
    rows: 30,
    steps: [{ until: loaded }, { press: ['2'], until: 'In Progress' }, { press: ['v'], until: 'implements' }],
  },
  {
    name: 'tui-run',
    title: 'doc-ops: run',
    description:
      "A plan's tascs: two are proven, one waits for a person, the last one for that. Beside them what the selected one printed.",
    columns: 120,
    rows: 22,
    planned: true,
    steps: [
      { until: loaded },
      { press: ['3'], until: 'Check the documents' },
      { press: ['r'], until: 'y yes' },
      { press: ['y'], until: 'waits for a person' },
      { press: ['up'], until: 'dev_ops/adrs/ADR-013' },
    ],
  },
  {
    name: 'tui-graph',
    title: 'doc-ops: graph',
    description: 'What leads from a task to other documents and back, as a tree of typed links.',
    columns: 120,
    rows: 26,
    steps: [{ until: loaded }, ...goTo('TASK-005'), { press: ['5'], until: 'links out' }],
  },
  {
    name: 'tui-palette',
    title: 'doc-ops: commands',
    description: 'The command palette over the list of documents: every verb, found by its name.',
    columns: 120,
    rows: 26,
    steps: [{ until: loaded }, { press: ['ctrl+p'], until: 'set' }],
  },
];

const folder = mkdtempSync(join(tmpdir(), 'doc-ops-screenshots-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

await buildProgram();
const { openScreen } = await loadScreen();
const environment = {
  PATH: `${join(root, 'scripts')}:${process.env.PATH}`,
  XDG_STATE_HOME: join(folder, 'state'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  GIT_AUTHOR_DATE: now,
  GIT_COMMITTER_DATE: now,
  NODE_OPTIONS: `--require=${JSON.stringify(join(root, 'tests/tui/support/fixedDate.cjs'))}`,
  DOC_OPS_TEST_NOW: now,
};
const identity = {
  HOME: folder,
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

function run(cwd, command, args, input = '') {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...identity, ...environment },
    encoding: 'utf8',
    input,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
}

/** The repository's documents in a work tree of their own, and perhaps the plan. */
function prepare({ name, planned }) {
  const copy = join(folder, name, 'doc-ops');
  mkdirSync(copy, { recursive: true });
  cpSync(join(root, 'dev_ops'), join(copy, 'dev_ops'), {
    recursive: true,
    filter: (path) => !path.endsWith('.state'),
  });
  run(copy, 'git', ['init', '--quiet', '--initial-branch', 'main']);
  if (planned)
    run(
      copy,
      process.execPath,
      [join(root, 'dist/doc-ops.cjs'), 'plan', 'import', '-'],
      JSON.stringify(plan),
    );
  run(copy, 'git', ['add', '--all']);
  run(copy, 'git', ['commit', '--quiet', '--message', 'Documents']);
  return copy;
}

const digest = '3f9c41d07ab25e68';
/** What differs from run to run: written over with the same length. */
const volatile = [
  [
    /\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/g,
    (text) => digest.repeat(4).slice(0, text.length),
  ],
  [/\b\d+(?:\.\d+)? ?(?:ms|s)\b/g, (text) => text.replace(/\d/g, '2')],
];

/** The cells of a row with other texts where something volatile stands; only plain characters are replaced. */
function settleRow(row) {
  const text = row.map((cell) => (cell.text.length === 1 ? cell.text : '\u0000')).join('');
  let settled = text;
  for (const [pattern, replace] of volatile) settled = settled.replace(pattern, replace);
  return row.map((cell, at) => (cell.text.length === 1 ? { ...cell, text: settled[at] } : cell));
}

async function picture(scene) {
  const { columns, rows, title, description } = scene;
  const screen = openScreen({ cwd: prepare(scene), columns, rows, env: environment });
  try {
    for (const { press = [], type = '', until } of scene.steps) {
      await screen.press(...press);
      if (type) screen.type(type);
      await screen.until(until, { quiet: 300 });
    }
    if (process.argv.includes('--rows')) console.log(screen.picture());
    const svg = terminalSvg({ rows: screen.cells().map(settleRow), columns, title, description });
    await screen.press('escape', 'q');
    return svg;
  } finally {
    await screen.close();
  }
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const name of wanted) {
  if (scenes.some((scene) => scene.name === name)) continue;
  console.error(`no picture is called '${name}'; there are ${scenes.map((scene) => scene.name).join(', ')}`);
  process.exit(2);
}
for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const path = `docs/${scene.name}.svg`;
  const svg = await picture(scene);
  if (process.argv.includes('--check')) {
    if (readFileSync(join(root, path), 'utf8') === svg) continue;
    console.error(`${path} is not what the program shows: npm run screenshots`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(join(root, path), svg);
  console.log(`${path} (${Math.ceil(svg.length / 1024)} KB)`);
}
