// Makes a realistic repository of documents, the same for the same seed: seven types, sizes around 2 KB, links of
// every form, a board, no broken links. node scripts/generateRepository.mjs DIR [--documents N] [--seed N]
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = [
  {
    name: 'task',
    prefix: 'TASK',
    folder: 'tasks',
    share: 0.4,
    statuses: ['todo', 'in_progress', 'pending', 'done'],
  },
  { name: 'plan', prefix: 'PLAN', folder: 'plans', share: 0.2, statuses: ['Draft', 'Active', 'Complete'] },
  {
    name: 'bug',
    prefix: 'BUG',
    folder: 'bugs',
    share: 0.15,
    statuses: ['Open', 'In Progress', 'Resolved', 'Closed'],
  },
  { name: 'adr', prefix: 'ADR', folder: 'adrs', share: 0.1, statuses: ['Proposed', 'Accepted', 'Rejected'] },
  { name: 'research', prefix: 'RES', folder: 'research', share: 0.07, statuses: ['Active', 'Complete'] },
  { name: 'backlog', prefix: 'BLK', folder: 'backlog', share: 0.06, statuses: ['Open', 'Planned', 'Done'] },
  { name: 'objective', prefix: 'OBJ', folder: 'objectives', share: 0.02, statuses: ['Active', 'Complete'] },
];
const words =
  'the login page of a user session token cache index query board card status link file change commit branch merge error message test server client request response time limit queue worker retry path name value key list item field type rule check hook lock journal order result state view screen column row table record store read write open close move copy delete create update find search sort group filter count sum page form button label text color size'.split(
    ' ',
  );

/** A small generator of numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function generateRepository(folder, { documents = 1000, seed = 1, git = true } = {}) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sentence = (length) => {
    const text = Array.from({ length }, () => pick(words)).join(' ');
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  };
  const all = [];
  for (const type of types) {
    const count =
      type === types[0]
        ? documents - types.slice(1).reduce((sum, one) => sum + Math.floor(documents * one.share), 0)
        : Math.floor(documents * type.share);
    for (let number = 1; number <= count; number++) {
      const id = `${type.prefix}-${String(number).padStart(3, '0')}`;
      const title = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(words)).join(' ');
      const file = `${id}-${title.replaceAll(' ', '-').slice(0, 50).replace(/-+$/, '')}.md`;
      // A solo developer has a few hundred open documents at most, however many are finished.
      const closing = random() < Math.max(0.6, 1 - 600 / documents);
      const status = closing
        ? type.statuses.at(-1)
        : type.statuses[Math.floor(random() * (type.statuses.length - 1))];
      all.push({ id, type, number, title, file, status });
    }
  }
  mkdirSync(join(folder, 'src'), { recursive: true });
  const sources = Array.from({ length: 40 }, (_, index) => `src/module${index}.py`);
  for (const path of sources) writeFileSync(join(folder, path), `def run():\n    return ${path.length}\n`);
  for (const type of types) mkdirSync(join(folder, 'dev_ops', type.folder), { recursive: true });
  for (const document of all)
    writeFileSync(join(folder, 'dev_ops', document.type.folder, document.file), textOf(document));
  writeFileSync(join(folder, 'dev_ops/board.md'), boardOf(all));
  if (git) {
    const run = (...args) =>
      execFileSync(
        'git',
        ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'gc.auto=0', ...args],
        { cwd: folder, stdio: 'ignore' },
      );
    run('init', '--quiet', '-b', 'main');
    writeFileSync(join(folder, '.gitignore'), 'dev_ops/.state/\n');
    run('add', '--all');
    run('commit', '--quiet', '--message', 'Documents');
  }
  return all;

  function textOf(document) {
    const related = Array.from({ length: Math.floor(random() * 4) }, () => pick(all)).filter(
      (one) => one !== document,
    );
    const items = [...new Set(related.map(({ id }) => id))].sort();
    if (random() < 0.3) items.push(pick(sources));
    const lines = [
      '---',
      `id: ${document.id}`,
      `title: ${document.title}`,
      `status: ${document.status}`,
      `created: 2026-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
    ];
    if (['task', 'bug', 'backlog'].includes(document.type.name))
      lines.push(`priority: ${pick(['high', 'medium', 'low'])}`);
    if (random() < 0.4) lines.push(`tags: [${pick(words)}, ${pick(words)}s]`);
    if (items.length > 0) lines.push('related_docs:', ...items.map((item) => `  - ${item}`));
    lines.push('---', '', `# ${document.id} - ${document.title}`, '');
    for (const heading of ['Goal', 'Context', 'Proposed Changes', 'Verification']) {
      lines.push(`## ${heading}`, '');
      const paragraphs = 1 + Math.floor(random() * 3);
      for (let i = 0; i < paragraphs; i++) {
        lines.push(
          Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
            sentence(6 + Math.floor(random() * 10)),
          ).join(' '),
        );
        if (random() < 0.5) lines.push(linkTo(pick(all), document));
        lines.push('');
      }
      if (heading === 'Proposed Changes') {
        for (let i = 0; i < 3; i++)
          lines.push(`- [${random() < 0.5 ? 'x' : ' '}] ${sentence(5)} In \`${pick(sources)}\`.`);
        lines.push('');
        if (random() < 0.2) lines.push('```sh', `npm test -- ${pick(words)}`, '```', '');
      }
    }
    return `${lines.join('\n')}`;
  }

  function linkTo(target, from) {
    if (target === from) return sentence(4);
    const form = random();
    if (form < 0.35) return `See [[${target.id}]].`;
    if (form < 0.45) return `See [[${target.id}#Goal|the goal]].`;
    const path = target.type === from.type ? target.file : `../${target.type.folder}/${target.file}`;
    if (form < 0.75) return `See [${target.title}](${path}).`;
    if (form < 0.85) return `See [the context](${path}#context).`;
    return `Compare ${target.id}, too.`;
  }
}

function boardOf(all) {
  const columns = { Backlog: 'todo', 'In Progress': 'in_progress', Review: 'pending', Done: 'done' };
  const lines = ['---', 'kanban-plugin: board', '---', ''];
  const tasks = all.filter(({ type }) => type.name === 'task');
  let done = 0;
  for (const [name, status] of Object.entries(columns)) {
    lines.push(`## ${name}`, '');
    if (status === 'done') lines.push('**Complete**');
    for (const task of tasks) {
      if (task.status !== status || (status === 'done' && done++ >= 200)) continue;
      lines.push(`- [${status === 'done' ? 'x' : ' '}] [[${task.id}]] ${task.title}`);
    }
    lines.push('');
  }
  lines.push('%% kanban:settings', '```', '{"kanban-plugin":"board"}', '```', '%%', '');
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
  };
  if (!folder || folder.startsWith('--')) {
    console.error('node scripts/generateRepository.mjs DIR [--documents N] [--seed N]');
    process.exit(2);
  }
  const all = generateRepository(folder, { documents: option('documents', 1000), seed: option('seed', 1) });
  console.log(`${all.length} documents in ${folder}`);
}
