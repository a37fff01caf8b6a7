import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Analyser } from '../../../src/operations/live/analyse.js';
import { LinkTable } from '../../../src/operations/live/linkTable.js';
import { LiveDocuments } from '../../../src/operations/live/liveDocuments.js';
import { realEnvironment } from '../../../src/workspace/environment.js';
import { openWorkspace } from '../../../src/workspace/open.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder } from '../../support/folder.js';
import { docOps, git } from '../../support/process.js';

async function workspaceIn(root: string): Promise<Workspace> {
  const opened = await openWorkspace({ environment: realEnvironment(), root });
  assert.ok(opened.ok);
  return opened.value;
}

async function analysed(analyser: Analyser, changed: ReadonlySet<string> | null) {
  const analysis = await analyser.analyse(changed);
  assert.ok(analysis);
  return { findings: analysis.findings, links: new LinkTable(analysis.links).all() };
}

function repository(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  for (const title of ['One', 'Two', 'Three']) assert.is(docOps(root, ['create', 'task', title]).code, 0);
  assert.is(docOps(root, ['create', 'adr', 'A decision']).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

/** Numbers below a limit, the same for the same seed. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

/** Change something below dev_ops as a person, an editor or git would; gives the paths that were touched. */
function changeSomething(root: string, random: (limit: number) => number, round: number): string[] {
  const files = readdirSync(join(root, 'dev_ops'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith('.md') && !one.parentPath.includes('.state'))
    .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
    .sort();
  const path = files[random(files.length)] ?? '';
  const absolute = join(root, path);
  const text = readFileSync(absolute, 'utf8');
  const put = (to: string, content: string) => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    writeFileSync(join(root, to), content);
    return [to];
  };
  const moved = (to: string) => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    renameSync(absolute, join(root, to));
    return [path, to];
  };
  const document = (id: string) =>
    `---\nid: ${id}\ntitle: Round ${round}\nstatus: todo\ndepends_on: [TASK-001]\n---\n# Round ${round}\n\n[[TASK-002]] [[ADR-001]] [a note](../notes-${round - 10}.md)\n`;
  // Once there are links, everything is read each time.
  switch (random(round < 300 ? 10 : 12)) {
    case 0:
      return put(path, text.replace(/^title: .*$/m, `title: Titled in ${round}`));
    case 1:
      return put(path, text.replace(/^status: .*$/m, `status: ${['todo', 'done', 'Accepted'][random(3)]}`));
    case 2:
      return put(path, `${text}\nMore in ${round}\n`);
    case 3:
      return put(path, `---\nid: [broken\n---\n`);
    case 4:
      return put(`dev_ops/tasks/TASK-${1000 + round}-made.md`, document(`TASK-${1000 + round}`));
    case 5:
      return put(`dev_ops/notes-${round}.md`, `# A note of ${round}\n`);
    case 6:
      return put(`dev_ops/node_modules/some/readme-${round}.md`, '# Of no interest\n');
    case 7:
      return moved(`dev_ops/archive/${path.split('/').slice(1).join('/')}`);
    case 8:
      return moved(`dev_ops/moved-${round}/${path.split('/').at(-1)}`);
    case 9:
      rmSync(absolute);
      return [path];
    case 10: {
      const link = `dev_ops/tasks/link-${round}.md`;
      symlinkSync(absolute, join(root, link));
      return [link];
    }
    default: {
      const link = `dev_ops/linked-${round}`;
      symlinkSync(join(root, 'dev_ops/adrs'), join(root, link));
      return [link, `${link}/ADR-001-a-decision.md`];
    }
  }
}

test('reading only what changed gives what reading everything gives', async () => {
  let alone = 0;
  for (const seed of [1, 2, 3]) {
    const root = repository();
    const random = randomFrom(seed);
    const live = new LiveDocuments();
    const analyser = new Analyser(root);
    await live.read(await workspaceIn(root), null);
    await analyser.analyse(null);
    for (let round = 0; round < 40; round++) {
      const touched = Array.from({ length: 1 + random(3) }, (_, at) =>
        changeSomething(root, random, round * 10 + at),
      ).flat();
      const workspace = await workspaceIn(root);
      const now = await live.read(workspace, new Set(touched));
      if (live.filesRead !== null) alone += 1;
      assert.equal(now, await new LiveDocuments().read(workspace, null), `seed ${seed}, round ${round}`);
      const analysis = await analysed(analyser, new Set(touched));
      // Half of the time what was kept of this very state is there for the next.
      if (random(2) === 0) await new Analyser(root).analyse(null);
      assert.equal(analysis, await analysed(new Analyser(root), null), `seed ${seed}, round ${round}`);
    }
  }
  assert.ok(alone > 60, `${alone} times only what changed was read`);
});

test('of what changes only the changed files are read, and the rest stays the same objects', async () => {
  const root = repository();
  const live = new LiveDocuments();
  const workspace = await workspaceIn(root);
  const before = await live.read(workspace, null);
  assert.is(live.filesRead, null);
  const path = 'dev_ops/tasks/TASK-002-two.md';
  const text = readFileSync(join(root, path), 'utf8');
  writeFileSync(join(root, path), `${text}\nOnly the body\n`);
  assert.is(await live.read(workspace, new Set([path])), before, 'nothing that is shown has changed');
  assert.is(live.filesRead, 1);
  writeFileSync(join(root, path), text.replace('title: Two', 'title: Another'));
  const after = await live.read(workspace, new Set([path]));
  assert.is(live.filesRead, 1);
  const changed = after.documents.filter((one, at) => one !== before.documents[at]);
  assert.equal(
    changed.map(({ title }) => title),
    ['Another'],
  );
  assert.ok(JSON.stringify(after.board).includes('Another'), 'its card has the new title');
  writeFileSync(join(root, 'dev_ops/config.yaml'), 'types:\n  note:\n    prefix: NOTE\n');
  await live.read(await workspaceIn(root), new Set(['dev_ops/config.yaml']));
  assert.is(live.filesRead, null, 'other types make everything another');
});

test.run();
