import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { bashReplies } from '../../src/cli/completion/bashReply.js';
import { splitLine } from '../../src/cli/completion/shellWords.js';
import { verbLoaders } from '../../src/operations/registry.js';
import { temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const document = (id: string, title: string, more = '') =>
  `---\nid: ${id}\ntitle: ${title}\nstatus: Draft\ncreated: 2026-01-01\n${more}---\n`;

/** Candidates with what they are, for the words of a command line; the last one is being typed. */
function complete(folder: string, ...words: string[]): { kind: string; found: string[][]; values: string[] } {
  const [program = 'doc-ops', ...rest] = words;
  const { code, stdout, stderr } = docOps(folder, ['__complete', 'zsh', program, ...rest]);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const [kind = '', ...lines] = stdout.trimEnd().split('\n');
  const found = lines.map((line) => line.split('\t'));
  return { kind, found, values: found.map(([value = '']) => value) };
}

const folder = temporaryFolder({
  'dev_ops/plans/PLAN-001-login.md': document('PLAN-001', '"Fix: the \\"500\\""'),
  'dev_ops/plans/PLAN-1000-late.md': document('PLAN-1000', 'Late'),
  'dev_ops/adrs/ADR-001-use-jwt.md': '# ADR-001 - Use JWT\n',
  'dev_ops/tasks/TASK-002-secret-slug.md': document('TASK-002', "'it''s here'"),
  'dev_ops/archive/bugs/BUG-003-old.md': document('BUG-003', 'Old'),
  'dev_ops/risks/RISK-001-loss.md': document('RISK-001', 'Loss'),
  'dev_ops/board.md': '## Soon (3)\n\n- [ ] [[TASK-002]] x\n\n## In Progress\n\n***\n\n## Archive\n',
  'dev_ops/config.yaml':
    'types:\n  risk:\n    prefix: RISK\n    folder: risks\n    statuses: [Seen, Gone]\n    fields: { impact: [small, large], owner: text }\nrelations:\n  endangers: endangered_by\n',
});
git(folder, ['init', '-q']);

test('every verb and group is offered by its first word, with its summary', async () => {
  const { found, values } = complete(folder, 'doc-ops', '');
  const firsts = [...new Set(Object.keys(verbLoaders).map((name) => name.split(' ')[0]))];
  assert.deepEqual(values, [...firsts, 'help']);
  for (const [value, description] of found) assert.ok(description, value);
  assert.deepEqual(complete(folder, 'doc-ops', 'board', 're').values, ['rebuild']);
  assert.deepEqual(complete(folder, 'doc-ops', 'help', 'unl').values, ['unlink']);
  assert.deepEqual(complete(folder, 'kanban-ops', 'cl').values, ['claim']);
  assert.deepEqual(complete(folder, 'doc-ops', 'nonsense', '').values, []);
});

test('every option of every verb is offered once, a list again', async () => {
  for (const [name, load] of Object.entries(verbLoaders)) {
    const { verb } = await load();
    const { values } = complete(folder, 'doc-ops', ...name.split(' '), '--');
    for (const key of Object.keys(verb.options))
      assert.ok(
        values.includes(`--${key.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}`),
        `${name}: ${key}`,
      );
    assert.equal(values.includes('--dry-run'), verb.writes, name);
  }
  assert.deepEqual(complete(folder, 'doc-ops', 'list', '--open', '--o').values, []);
  assert.deepEqual(complete(folder, 'doc-ops', 'list', '--status', 'x', '--st').values, ['--status']);
});

test('ids come with titles as a person reads them, plan arguments offer plans alone, an alias is understood', () => {
  assert.deepEqual(complete(folder, 'doc-ops', 'show', '').found, [
    ['PLAN-001', 'Fix: the "500"'],
    ['PLAN-1000', 'Late'],
    ['ADR-001', 'Use JWT'],
    ['TASK-002', "it's here"],
    ['RISK-001', 'Loss'],
  ]);
  assert.deepEqual(complete(folder, 'doc-ops', 'run', '').values, ['PLAN-001', 'PLAN-1000']);
  assert.deepEqual(complete(folder, 'doc-ops', 'unarchive', '').found, [['BUG-003', 'Old']]);
  assert.deepEqual(complete(folder, 'doc-ops', 'show', 'task-').values, ['TASK-002']);
  assert.deepEqual(
    complete(folder, 'doc-ops', 'create', 'task', 'x', '--related', 'ADR-001,PLAN-00').values,
    ['ADR-001,PLAN-001'],
  );
});

test('statuses, fields and values are those of the type that the line names', () => {
  assert.deepEqual(complete(folder, 'doc-ops', 'list', 'risk', '--status', '').values, ['Seen', 'Gone']);
  assert.deepEqual(complete(folder, 'doc-ops', 'set', 'RISK-001', 'status=').values, [
    'status=Seen',
    'status=Gone',
  ]);
  assert.deepEqual(complete(folder, 'doc-ops', 'set', 'RISK-001', 'impact=l').values, ['impact=large']);
  assert.deepEqual(complete(folder, 'doc-ops', 'set', 'RISK-001', 'related_docs+=PLAN-001').values, [
    'related_docs+=PLAN-001',
  ]);
  const keys = complete(folder, 'doc-ops', 'set', 'RISK-001', '');
  assert.equal(keys.kind, 'open');
  assert.ok(keys.values.includes('impact=') && keys.values.includes('endangers='));
  assert.ok(!keys.values.includes('priority='));
});

test('types, relations, columns of the board as it stands, rules, choices', () => {
  assert.ok(complete(folder, 'doc-ops', 'create', '').values.includes('risk'));
  assert.deepEqual(complete(folder, 'doc-ops', 'link', 'RISK-001', 'PLAN-001', '-r', 'endan').values, [
    'endangers',
    'endangered_by',
  ]);
  assert.deepEqual(complete(folder, 'doc-ops', 'board', 'move', 'TASK-002', '').values, [
    'Soon',
    'In Progress',
    'Backlog',
    'Review',
    'Done',
  ]);
  assert.deepEqual(complete(folder, 'doc-ops', 'validate', '--explain', 'links/dang').values, [
    'links/dangling',
  ]);
  assert.deepEqual(complete(folder, 'doc-ops', 'validate', '--format=gi').values, ['--format=github']);
  assert.equal(complete(folder, 'doc-ops', 'validate', '').kind, 'files');
  assert.equal(complete(folder, 'doc-ops', 'list', '--root', '').kind, 'folders');
  assert.deepEqual(complete(folder, 'doc-ops', 'show', 'PLAN-001', '').values, []);
});

test('--root is honoured, and without a workspace there is nothing and no error', () => {
  const outside = temporaryFolder();
  assert.deepEqual(complete(outside, 'doc-ops', 'show', '').values, []);
  assert.deepEqual(complete(outside, 'doc-ops', '--root', folder, 'show', 'AD').values, ['ADR-001']);
  assert.ok(complete(outside, 'doc-ops', 'li').values.includes('links'));
});

test('many ids are offered by prefix first, read no file, and hostile names do not reach the shell', () => {
  const many = temporaryFolder();
  const files: Record<string, string> = {};
  for (let number = 1; number <= 400; number++)
    files[`dev_ops/tasks/TASK-${String(number).padStart(3, '0')}-some-words.md`] = document('x', 'Read');
  writeFiles(many, {
    ...files,
    'dev_ops/plans/PLAN-001-a\u001b[31mb.md': '',
    'dev_ops/board.md': '## A\u202eB\n\n## C\n',
  });
  const prefixes = complete(many, 'doc-ops', 'show', '');
  assert.deepEqual([prefixes.kind, prefixes.values], ['open', ['PLAN-', 'TASK-']]);
  const all = complete(many, 'doc-ops', 'show', 'TASK-');
  assert.deepEqual(all.found[399], ['TASK-400', 'some words']);
  assert.deepEqual(complete(many, 'doc-ops', 'show', 'TASK-40').found, [['TASK-400', 'Read']]);
  const { stdout } = docOps(many, ['__complete', 'zsh', 'doc-ops', 'show', 'PLAN-']);
  assert.ok(!stdout.includes('\u001b'), stdout);
  assert.deepEqual(complete(many, 'doc-ops', 'board', 'move', 'TASK-001', '').values[0], 'C');
  assert.deepEqual(
    fs.readdirSync(join(many, 'dev_ops')).sort(),
    ['board.md', 'plans', 'tasks'],
    'nothing is written, not even a cache',
  );
});

test('another shell is wrong usage, and the three are named', () => {
  for (const args of [['completion'], ['completion', 'tcsh']]) {
    const { code, stderr } = docOps(folder, args);
    assert.equal(code, 2);
    assert.match(stderr, /shell/);
  }
  assert.match(docOps(folder, ['completion', 'tcsh']).stderr, /bash, zsh, fish/);
});

test('a line is taken apart as a shell does', () => {
  const cases: readonly (readonly [line: string, words: string[], raw: string])[] = [
    ['doc-ops show ', ['doc-ops', 'show', ''], ''],
    ['doc-ops  show A', ['doc-ops', 'show', 'A'], 'A'],
    ['x "In Pr', ['x', 'In Pr'], '"In Pr'],
    ["x 'a b' c\\ d", ['x', 'a b', 'c d'], 'c\\ d'],
    ['x "a\\"b', ['x', 'a"b'], '"a\\"b'],
    ['x a"b c', ['x', 'ab c'], 'a"b c'],
    ["x ''", ['x', ''], "''"],
  ];
  for (const [line, words, raw] of cases) {
    const split = splitLine(line);
    assert.deepEqual([split.words, split.raw], [words, raw], line);
  }
});

test('bash gets what stands behind its break characters, quoted as the line is', () => {
  const reply = (typed: string, value: string) =>
    bashReplies([{ value, description: '' }], splitLine(`doc-ops ${typed}`), ' \t\n"\'><=;|&(:').map(
      (one) => one.value,
    );
  assert.deepEqual(reply('status=in', 'status=in_progress'), ['in_progress']);
  assert.deepEqual(reply('In', 'In Progress'), ['In\\ Progress']);
  assert.deepEqual(reply('In\\ Pr', 'In Progress'), ['In\\ Progress']);
  assert.deepEqual(reply('"In Pr', 'In Progress "x" $y'), ['In Progress \\"x\\" \\$y']);
  assert.deepEqual(reply("'it", "it's"), ["it'\\''s"]);
  assert.deepEqual(reply('--format="gi', '--format=github'), ['github']);
  assert.deepEqual(reply('$(x', '$(rm -rf ~)'), ['\\$\\(rm\\ -rf\\ \\~\\)']);
});

test.run();
