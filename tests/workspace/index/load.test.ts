import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DocumentFacts, YamlValue } from '../../../src/model/document/facts.js';
import { ByteWriter } from '../../../src/workspace/index/byteWriter.js';
import { packRow, unpackDetails, unpackRow, writeDetails } from '../../../src/workspace/index/codec.js';
import { Detacher } from '../../../src/workspace/index/detach.js';
import { type Index, loadIndex } from '../../../src/workspace/index/load.js';
import { takeSnapshot } from '../../../src/workspace/index/snapshot.js';
import { statIdentity } from '../../../src/workspace/index/statIdentity.js';
import { changedPaths } from '../../../src/workspace/index/tracked.js';
import { processesStarted } from '../../../src/workspace/process/plumbing.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { skipped, temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { commit, openAs, page, repository } from '../support/gitWorkspace.js';

const plan = 'dev_ops/plans/PLAN-001-login.md';
const adr = 'dev_ops/adrs/ADR-001-tokens.md';
const start = {
  [plan]: page(
    'PLAN-001',
    'tags:\n  - a\n  - b\n',
    '## Goal\n\n[[ADR-001#Context]]\n\n<!-- prompt: say why -->\n',
  ),
  [adr]: page('ADR-001', '', '## Context\n\n<a id="x"></a>\n', 'Accepted'),
  'dev_ops/board.md': '## Backlog\n',
};

const rows = (workspace: Workspace) => loadIndex(workspace, { details: false });
const all = (workspace: Workspace) => loadIndex(workspace, { details: true });
const paths = (index: Index) => index.rows.map(({ path }) => path);

const plain = (what: unknown) => JSON.parse(JSON.stringify(what));

test('the first run reads everything, the next one nothing, and both tell the same', async () => {
  for (const root of [temporaryFolder(start), repository(start)]) {
    const workspace = await openAs(root);
    const cold = await all(workspace);
    assert.is(cold.filesRead, 3);
    const warm = await all(workspace);
    assert.is(warm.filesRead, 0);
    assert.equal([...(warm.facts ?? [])], [...(cold.facts ?? [])]);
    assert.equal(plain(warm.rows.map(packRow)), plain(cold.rows.map(packRow)));
    const light = await rows(workspace);
    assert.is(light.filesRead, 0);
    assert.is(light.facts, null);
    assert.equal(plain(light.rows.map(packRow)), plain(cold.rows.map(packRow)));
    assert.is(light.rows.find(({ path }) => path === plan)?.title, 'Login');
    assert.equal(light.rows.find(({ path }) => path === plan)?.values.tags, ['a', 'b']);
  }
});

test('after an edit only that file is read, and its row holds after the commit and a checkout', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await all(workspace);
  writeFiles(root, { [plan]: page('PLAN-001', '', 'changed\n') });
  const edited = await all(workspace);
  assert.is(edited.filesRead, 1);
  assert.equal(edited.facts?.get(plan)?.headings.length, 1);
  commit(root);
  assert.is((await rows(workspace)).filesRead, 0);
  assert.is((await all(workspace)).filesRead, 0);
  git(root, ['checkout', '-q', '-b', 'side', 'HEAD~']);
  assert.is((await rows(workspace)).filesRead, 1);
  git(root, ['checkout', '-q', 'main']);
  assert.is((await all(workspace)).filesRead, 0);
});

test('more than a few changes are written down, by blob id as well', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await all(workspace);
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`dev_ops/bugs/BUG-${at + 100}.md`, page(`BUG-${at + 100}`)]),
  );
  writeFiles(root, many);
  assert.is((await all(workspace)).filesRead, 40);
  assert.is((await all(workspace)).filesRead, 0);
  commit(root);
  assert.is((await all(workspace)).filesRead, 0);
  for (const path of Object.keys(many)) rmSync(join(root, path));
  const fewer = await all(workspace);
  assert.equal(paths(fewer), Object.keys(start).sort());
  assert.is(fewer.filesRead, 0);
});

test('new, deleted, renamed and ignored files, staged or not', async () => {
  const root = repository({ ...start, '.gitignore': 'private/\n*.local.md\n' });
  const workspace = await openAs(root);
  await all(workspace);
  writeFiles(root, {
    'dev_ops/private/one.md': 'x\n',
    'dev_ops/two.local.md': 'x\n',
    'dev_ops/new/deep/three.md': 'x\n',
    'dev_ops/plans/picture.png': 'x',
    'dev_ops/templates/plan.md': 'x\n',
  });
  rmSync(join(root, adr));
  git(root, ['mv', plan, 'dev_ops/plans/PLAN-001-moved.md']);
  assert.equal(paths(await rows(workspace)), [
    'dev_ops/board.md',
    'dev_ops/new/deep/three.md',
    'dev_ops/plans/PLAN-001-moved.md',
    'dev_ops/private/one.md',
    'dev_ops/two.local.md',
  ]);
});

test('with and without git the same files are found', async () => {
  const root = repository({ ...start, '.gitignore': 'private/\n', 'docs/guide.md': '# Guide\n' });
  writeFiles(root, { 'dev_ops/private/one.md': 'x\n', 'dev_ops/ünïcode/zwei drei.md': 'x\n' });
  symlinkSync('../docs', join(root, 'dev_ops/linked'));
  symlinkSync('PLAN-001-login.md', join(root, 'dev_ops/plans/alias.md'));
  const workspace = await openAs(root);
  const untracked = paths(await rows(workspace));
  commit(root);
  const tracked = paths(await rows(workspace));
  const walked = paths(await rows({ ...workspace, repository: null }));
  assert.equal(untracked, walked);
  assert.equal(tracked, walked);
  assert.ok(walked.includes('dev_ops/linked/guide.md'));
  assert.ok(walked.includes('dev_ops/ünïcode/zwei drei.md'));
});

test('a folder of documents that git ignores, below the top, or without a commit', async () => {
  const ignored = repository({ ...start, '.gitignore': 'dev_ops/\n' });
  const inside = repository({ 'README.md': 'x\n' });
  writeFiles(join(inside, 'pkg'), start);
  const fresh = temporaryFolder(start);
  git(fresh, ['init', '-q']);
  for (const root of [ignored, join(inside, 'pkg'), fresh]) {
    const workspace = await openAs(root);
    assert.equal(paths(await rows(workspace)), Object.keys(start).sort());
    writeFiles(root, { [plan]: page('PLAN-001', '', '', 'Complete') });
    const row = (await rows(workspace)).rows.find(({ path }) => path === plan);
    assert.is(row?.values.status, 'Complete');
  }
});

test('a file that was written this moment is never met again, whatever its times say', async () => {
  const root = temporaryFolder(start);
  const { ctimeMs } = statSync(join(root, plan));
  const identity = async (later: number) =>
    statIdentity(await openAs(root, { now: () => new Date(ctimeMs + later) }), plan);
  const at = await openAs(root, { now: () => new Date(ctimeMs + 10) });
  assert.is.not(statIdentity(at, plan), statIdentity(at, plan));
  assert.is(await identity(100), await identity(1e6));
  assert.is.not(await identity(-1e6), await identity(1e6), 'a clock that runs behind');
  assert.is(statIdentity(at, 'dev_ops/none.md'), null);
});

test('a file that changes after git was asked is used once', async () => {
  const root = repository(start);
  const early = await openAs(root, { now: () => new Date(0) });
  assert.is((await all(early)).filesRead, 3);
  assert.is((await all(early)).filesRead, 3);
  assert.is((await all(await openAs(root))).filesRead, 3);
});

test('whatever cannot be read is a row with a problem', async () => {
  const root = temporaryFolder({
    ...start,
    'dev_ops/latin.md': Buffer.from([0x2d, 0xe4, 0x0a]),
    'dev_ops/zero.md': 'a\0b\n',
    'dev_ops/large.md': Buffer.alloc(6 * 1024 * 1024, 'x'),
    'dev_ops/locked.md': 'x\n',
  });
  symlinkSync('loop.md', join(root, 'dev_ops/loop.md'));
  symlinkSync('/etc/hostname', join(root, 'dev_ops/outside.md'));
  symlinkSync('nothing.md', join(root, 'dev_ops/dangling.md'));
  symlinkSync('.', join(root, 'dev_ops/self'));
  mkdirSync(join(root, 'dev_ops/folder.md'));
  execFileSync('mkfifo', [join(root, 'dev_ops/pipe.md')]);
  chmodSync(join(root, 'dev_ops/locked.md'), 0);
  const problems = async () => {
    const index = await all(await openAs(root));
    return Object.fromEntries(
      [...(index.facts ?? [])].map(([path, { problems }]) => [path, problems[0]?.kind]),
    );
  };
  const expected: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.keys(start).map((path) => [path, undefined])),
    'dev_ops/latin.md': 'not-utf8',
    'dev_ops/large.md': 'too-large',
    'dev_ops/loop.md': 'unreadable',
    'dev_ops/outside.md': 'unreadable',
    'dev_ops/dangling.md': 'unreadable',
    'dev_ops/pipe.md': 'unreadable',
    'dev_ops/locked.md': 'unreadable',
    'dev_ops/zero.md': undefined,
  };
  if (process.getuid?.() === 0) {
    skipped('a file without permission to read: root reads everything');
    expected['dev_ops/locked.md'] = undefined;
  }
  assert.equal(await problems(), expected);
  assert.equal(await problems(), expected);
  git(root, ['init', '-q']);
  // Git lists no pipes.
  delete expected['dev_ops/pipe.md'];
  assert.equal(await problems(), expected);
});

test('a cache that is damaged, foreign or half there is made again', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await all(workspace);
  const generation = JSON.parse(readFileSync(join(root, 'dev_ops/.state/rows.json'), 'utf8')).generation;
  for (const [name, content] of [
    ['details.jsonl', `${generation}\n\0\0\n[1]\n\n`],
    ['rows.json', '{"version":'],
    ['rows.json', '[]'],
    ['rows.json', JSON.stringify({ version: 'of another program', generation: 'x', rows: [[1, 2, 3]] })],
    ['details.jsonl', ''],
    ['details.jsonl', 'another generation\n{}\n{}\n{}\n'],
  ] as const) {
    writeFiles(root, { [`dev_ops/.state/${name}`]: content });
    const index = await all(workspace);
    assert.is(index.filesRead, 3, `${name}: ${content}`);
    assert.is(index.facts?.get(plan)?.links.length, 2);
  }
  assert.is((await all(workspace)).filesRead, 0);
  rmSync(join(root, 'dev_ops/.state/details.jsonl'));
  assert.is((await rows(workspace)).filesRead, 0);
});

test('other document types have another cache', async () => {
  const root = repository(start);
  await all(await openAs(root));
  writeFiles(root, {
    'dev_ops/config.yaml': 'types:\n  spike: { prefix: SPK, folder: spikes, statuses: [Open, Done] }\n',
  });
  assert.is((await all(await openAs(root))).filesRead, 3);
});

test('the cache is never committed, and no cache is no trouble', async () => {
  const root = repository(start);
  await all(await openAs(root));
  assert.is(git(root, ['status', '--porcelain']).stdout, '');
  rmSync(join(root, 'dev_ops/.state'), { recursive: true });
  writeFileSync(join(root, 'dev_ops/.state'), 'a file in its place');
  assert.is((await all(await openAs(root))).rows.length, 3);
});

test('git takes no lock and its index is left alone', async () => {
  const root = repository(start);
  // Other times than git's index knows: `git status` would write it anew.
  utimesSync(join(root, plan), 1e9, 1e9);
  const before = readFileSync(join(root, '.git/index'));
  const workspace = await openAs(root);
  const processes = processesStarted();
  await all(workspace);
  assert.is(processesStarted() - processes, 2);
  assert.ok(before.equals(readFileSync(join(root, '.git/index'))));
});

test('the key of a snapshot changes with every file, and with nothing else', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  const key = async () => (await takeSnapshot(workspace)).key;
  const first = await key();
  await all(workspace);
  writeFiles(root, { 'README.md': 'x\n', 'dev_ops/.state/output/x.md': 'x\n' });
  assert.is(await key(), first);
  writeFiles(root, { 'dev_ops/new.md': 'x\n' });
  const second = await key();
  assert.is.not(second, first);
  assert.is(await key(), second);
  rmSync(join(root, 'dev_ops/new.md'));
  assert.is(await key(), first);
  writeFiles(root, { [plan]: `${start[plan]} ` });
  assert.is.not(await key(), first);
});

test('facts and rows come out of the cache as they went in', async () => {
  const span = fc.record({ line: fc.nat(), column: fc.nat(), offset: fc.nat(), length: fc.nat() });
  const value: fc.Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const facts: fc.Arbitrary<DocumentFacts> = fc.record({
    path: fc.string(),
    problems: fc.array(
      fc.record({ kind: fc.constantFrom('conflict', 'too-large'), message: fc.string(), span }),
    ),
    fields: fc.uniqueArray(
      fc.record(
        { key: fc.string(), keySpan: span, value, valueSpan: span, itemSpans: fc.array(span) },
        { requiredKeys: ['key', 'keySpan', 'value', 'valueSpan'] },
      ),
      { selector: ({ key }) => key, maxLength: 4 },
    ),
    hasFrontMatter: fc.boolean(),
    headings: fc.array(
      fc.record({
        depth: fc.constantFrom(1, 2, 6),
        text: fc.string({ unit: 'grapheme' }),
        anchor: fc.string(),
        span,
      }),
    ),
    anchors: fc.array(fc.string()),
    links: fc.array(
      fc.record({
        form: fc.constantFrom('wiki', 'markdown', 'bare'),
        target: fc.string({ unit: 'grapheme', maxLength: 40 }),
        fragment: fc.option(fc.string({ maxLength: 30 })),
        span,
      }),
    ),
    prompts: fc.array(span),
  });
  fc.assert(
    fc.property(facts, (one) => {
      const values = Object.fromEntries(one.fields.map((field) => [field.key, field.value]));
      const out = new ByteWriter();
      writeDetails(one, out);
      const written = Buffer.concat(out.pieces()).toString('utf8');
      assert.equal(plain(unpackDetails(one.path, plain(values), JSON.parse(written))), plain(one));
      const detached = structuredClone(one);
      new Detacher().detach(detached);
      assert.equal(plain(detached), plain(one));
      const row = { path: one.path, identity: 'i', blob: null, title: 't', values, broken: null };
      assert.equal(plain(unpackRow(plain(packRow(row)))), plain(row));
      assert.equal(
        plain(unpackRow(plain(packRow({ ...row, blob: 'b', broken: '' })))),
        plain({ ...row, blob: 'b', broken: '' }),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('what changed between two listings is found from both ends', async () => {
  const record = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom('aa', 'bb', 'cc'));
  const listing = fc.uniqueArray(record, { selector: ([name]) => name, maxLength: 300 });
  const bytes = (records: readonly (readonly [number, string])[]) =>
    Buffer.from(
      [...records]
        .sort(([a], [b]) => a - b)
        .map(([name, blob]) => `H 100644 ${blob.repeat(20)} 0\tf/${String(name).padStart(4, '0')}.md\0`)
        .join(''),
    );
  fc.assert(
    fc.property(listing, fc.oneof(listing, fc.constant(null)), fc.nat(), (before, other, cut) => {
      const after = other ?? before.filter((_, at) => at !== cut % Math.max(1, before.length));
      const old = new Map(before);
      const expected = [...after]
        .sort(([a], [b]) => a - b)
        .filter(([name, blob]) => old.get(name) !== blob)
        .map(([name]) => `f/${String(name).padStart(4, '0')}.md`);
      assert.equal(changedPaths(bytes(before), bytes(after)), expected);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test.run();
