import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

function ok(folder: string, ...args: string[]): string {
  const { code, stdout, stderr } = docOps(folder, args);
  assert.is(code, 0, stderr + stdout);
  return stdout;
}

function project(): string {
  const folder = temporaryFolder();
  git(folder, ['init', '-q', '-b', 'main']);
  ok(folder, 'init', '--yes');
  ok(folder, 'create', 'task', 'Make login work again', '--set', 'priority=low');
  ok(folder, 'create', 'task', 'Expire session tokens', '--set', 'priority=high');
  ok(folder, 'create', 'adr', 'Use JWT for "sessions" <b>', '--set', 'deciders=ada');
  ok(folder, 'link', 'TASK-001', 'ADR-001', '--relation', 'output');
  ok(folder, 'set', 'TASK-002', 'depends_on=TASK-001');
  return folder;
}

test('search: words, errors in typing, filters, formats', () => {
  const folder = project();
  assert.match(
    ok(folder, 'search', 'logn'),
    /^TASK-001 {2}Make login work again {2}todo\n {2}dev_ops\/tasks/,
  );
  assert.match(ok(folder, 'search', 'token', 'type:task'), /TASK-002/);
  assert.match(ok(folder, 'search', 'nowhere'), /nothing found/);
  const { data } = JSON.parse(ok(folder, 'search', 'session', '--limit', '1', '--json'));
  // Two documents, and the board on which one of them has its card.
  assert.is(data.total, 3);
  assert.is(data.hits.length, 1);
  assert.ok(data.hits[0].score > 0);
  assert.match(ok(folder, 'search', 'links:ADR-001', 'type:task', '--plain'), /^TASK-001\ttask\ttodo\t/);
  const wrong = docOps(folder, ['search', 'status:dnoe']);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, /no type has a status 'dnoe'\n {2}did you mean done\?/);
  assert.is(git(folder, ['status', '--porcelain', '--', 'dev_ops/.state']).stdout, '');
});

test('a document of a type from config is found and listed like any other', () => {
  const folder = project();
  writeFiles(folder, {
    'dev_ops/config.yaml':
      'types:\n  spike:\n    prefix: SPK\n    folder: spikes\n    statuses: [Open, Answered]\n    fields:\n      question: text\n',
  });
  ok(folder, 'create', 'spike', 'How fast is SQLite', '--set', 'question=reads per second');
  assert.match(ok(folder, 'search', 'sqlite type:spike status:open'), /SPK-001/);
  assert.match(ok(folder, 'list', 'spike', '--columns', 'id,question'), /SPK-001 {2}reads per second/);
  assert.match(ok(folder, 'graph', 'SPK-001'), /SPK-001 How fast is SQLite/);
});

test('context names paths and reasons', () => {
  const folder = project();
  writeFiles(folder, {
    'dev_ops/notes/release.md': '---\ntitle: Releases\nread_when: [publishing a version]\n---\n\nText.\n',
  });
  assert.is(ok(folder, 'context', 'publish the version', '--paths'), 'dev_ops/notes/release.md\n');
  const { data } = JSON.parse(ok(folder, 'context', 'publish the version', '--json'));
  assert.equal(data.documents[0].reason, { found: 'read_when', text: 'publishing a version', line: null });
  assert.match(ok(folder, 'context', 'gardening'), /nothing to read/);
});

test('list: sorted, grouped, by chosen columns; lists that were kept are as new', () => {
  const folder = project();
  const ids = (...args: string[]) =>
    ok(folder, 'list', ...args, '--columns', 'id', '--plain')
      .trim()
      .split('\n');
  assert.equal(ids(), ['ADR-001', 'TASK-001', 'TASK-002']);
  assert.equal(ids('--sort', 'priority'), ['TASK-002', 'TASK-001', 'ADR-001']);
  assert.equal(ids('--sort', '-priority'), ['TASK-001', 'TASK-002', 'ADR-001']);
  assert.equal(ids('--reverse'), ['TASK-002', 'TASK-001', 'ADR-001']);
  assert.match(ok(folder, 'list', '--group', 'type'), /^adr \(1\)\n {2}ADR-001[\s\S]*\n\ntask \(2\)\n/);
  assert.match(ok(folder, 'list', '--columns', 'id,deciders'), /^id +deciders\nADR-001 +ada\n/);
  const { data } = JSON.parse(ok(folder, 'list', 'adr', '--columns', 'deciders', '--json'));
  assert.equal(data[0].fields.deciders, ['ada']);
  assert.match(docOps(folder, ['list', '--sort', 'titel']).stderr, /did you mean title\?/);
  const before = ok(folder, 'list', '--json');
  assert.is(ok(folder, 'list', '--json'), before);
  ok(folder, 'set', 'TASK-002', 'status=done');
  assert.is(JSON.parse(ok(folder, 'list', '--json')).data[2].closed, true);
  assert.is(JSON.parse(ok(folder, 'list', '--open', '--json')).data.length, 2);
});

test('graph: a tree, mermaid, dot, and what is wrong', () => {
  const folder = project();
  writeFiles(folder, { 'dev_ops/notes/x.md': 'See [[ADR-001]] and [[ADR-009]].\n' });
  assert.is(
    ok(folder, 'graph', 'TASK-001'),
    [
      'TASK-001 Make login work again  todo',
      '├─ output → ADR-001 Use JWT for "sessions" <b>  Proposed',
      '│  └─ link ← dev_ops/notes/x.md',
      '└─ depends_on ← TASK-002 Expire session tokens  todo',
      '',
    ].join('\n'),
  );
  assert.match(ok(folder, 'graph', 'dev_ops/notes/x.md', '--depth', '1'), /link → ADR-009 \(broken\)/);
  writeFiles(folder, { 'dev_ops/notes/alone.md': 'Nothing.\n' });
  assert.is(
    ok(folder, 'graph', 'dev_ops/notes/alone.md'),
    'dev_ops/notes/alone.md\nis linked with nothing\n',
  );
  assert.is(docOps(folder, ['graph', 'TASK-001', '--depth', '-1']).code, 2);
  assert.is(docOps(folder, ['search', 'login', '--limit', '-1']).code, 2);
  const mermaid = ok(folder, 'graph', '--format', 'mermaid');
  assert.match(mermaid, /^flowchart LR\n/);
  assert.match(mermaid, /ADR_001\["ADR-001: Use JWT for #34;sessions#34; #60;b#62;"\]/);
  assert.match(mermaid, /TASK_001 -->\|output\| ADR_001\n/);
  assert.match(ok(folder, 'graph', '--format', 'dot'), /label="ADR-001: Use JWT for \\"sessions\\" <b>"/);
  assert.is(JSON.parse(ok(folder, 'graph', 'TASK-001', '--format', 'json')).data.edges.length, 3);
  const wrong = docOps(folder, ['graph', '--relation', 'outptu']);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, /did you mean output\?/);
});

test.run();
