import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  openSearch,
  type SearchIndex,
  searchIn,
  searchOnce,
} from '../../../../src/operations/documents/search/searchDocuments.js';
import { adviseIn } from '../../../../src/operations/verbs/documents/context.js';
import { temporaryFolder, writeFiles } from '../../../support/folder.js';
import { commit, openAs, page, repository } from '../../../workspace/support/gitWorkspace.js';

const plan = 'dev_ops/plans/PLAN-001-login.md';
const start = {
  [plan]: page('PLAN-001', 'tags: [web]\nrelated_docs: [ADR-001]\n', 'The passkey flow.\n'),
  'dev_ops/adrs/ADR-001-tokens.md': page('ADR-001', '', 'Session tokens expire.\n', 'Accepted'),
  'dev_ops/notes/closing.md':
    '---\ntitle: Closing\nread_when:\n  - closing a plan\n  - a release\n---\n\nSee [the plan](../plans/PLAN-001-login.md).\n',
  'dev_ops/archive/plans/PLAN-000-old.md': page('PLAN-000', '', 'An old passkey.\n', 'Complete'),
};

function paths(index: SearchIndex, query: string, archived = false): string[] {
  const found = searchIn(index, query, { limit: 50, archived });
  if (!found.ok) throw new Error(found.problem.message);
  return found.value.hits.map(({ document }) => document.id ?? document.path);
}

function problem(index: SearchIndex, query: string) {
  const found = searchIn(index, query, { limit: 50 });
  return found.ok ? null : [found.problem.code, found.problem.suggestion];
}

test('only what changed is read, and it is found', async () => {
  for (const root of [temporaryFolder(start), repository(start)]) {
    const workspace = await openAs(root);
    const cold = await openSearch(workspace);
    assert.is(cold.filesRead, 4);
    const warm = await openSearch(workspace);
    assert.is(warm.filesRead, 0);
    assert.equal(paths(warm, 'passkey'), ['PLAN-001']);
    writeFiles(root, { [plan]: page('PLAN-001', '', 'Fingerprints instead.\n') });
    const edited = await openSearch(workspace);
    assert.is(edited.filesRead, 1);
    assert.equal(paths(edited, 'passkey'), []);
    assert.equal(paths(edited, 'fingerprint'), ['PLAN-001']);
    rmSync(join(root, plan));
    assert.equal(paths(await openSearch(workspace), 'fingerprint'), []);
    for (const index of [cold, warm, edited]) index.close();
  }
});

test('after a commit nothing is read, and many changes are written down', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await openSearch(workspace);
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `dev_ops/bugs/BUG-${at + 100}.md`,
      page(`BUG-${at + 100}`, '', 'crash\n'),
    ]),
  );
  writeFiles(root, many);
  assert.is((await openSearch(workspace)).filesRead, 40);
  assert.is((await openSearch(workspace)).filesRead, 0);
  commit(root);
  const committed = await openSearch(workspace);
  assert.is(committed.filesRead, 0);
  assert.is(paths(committed, 'crash').length, 40);
  for (const path of Object.keys(many)) rmSync(join(root, path));
  const fewer = await openSearch(workspace);
  assert.is(fewer.filesRead, 0);
  assert.equal(paths(fewer, 'crash'), []);
  assert.equal(paths(fewer, 'passkey'), ['PLAN-001']);
});

test('a commit of what was searched only changes the key of the cache', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await openSearch(workspace);
  const file = join(root, 'dev_ops/.state/search.bin');
  const { ino } = statSync(file);
  chmodSync(join(root, plan), 0o755);
  commit(root);
  assert.is((await openSearch(workspace)).filesRead, 0);
  let early = 0;
  const answer = await searchOnce(workspace, (index) => {
    early += 1;
    return paths(index, 'passkey');
  });
  assert.equal([answer, early], [['PLAN-001'], 1], 'answered from the cache, once');
  assert.is(statSync(file).ino, ino);
});

test('a question that is answered early is answered again where something changed', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await openSearch(workspace);
  writeFiles(root, { [plan]: page('PLAN-001', '', 'Fingerprints instead.\n') });
  assert.equal(await searchOnce(workspace, (index) => paths(index, 'fingerprints')), ['PLAN-001']);
});

test('a cache that is damaged, foreign or cut short is made again', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  await openSearch(workspace);
  const file = join(root, 'dev_ops/.state/search.bin');
  const good = readFileSync(file);
  for (const bad of [
    Buffer.alloc(0),
    Buffer.from('x'),
    good.subarray(0, 50),
    good.subarray(0, good.length - 4),
    Buffer.alloc(good.length, 255),
    Buffer.alloc(good.length),
  ]) {
    writeFileSync(file, bad);
    const index = await openSearch(workspace);
    assert.is(index.filesRead, 4);
    assert.equal(paths(index, 'passkey'), ['PLAN-001']);
  }
  writeFiles(root, {
    'dev_ops/config.yaml': 'types:\n  spike: { prefix: SPK, folder: spikes, statuses: [Open, Done] }\n',
  });
  assert.is((await openSearch(await openAs(root))).filesRead, 4, 'other types');
  rmSync(join(root, 'dev_ops/.state'), { recursive: true });
  writeFileSync(join(root, 'dev_ops/.state'), 'a file in its place');
  assert.equal(paths(await openSearch(workspace), 'passkey'), ['PLAN-001']);
});

test('filters', async () => {
  const index = await openSearch(await openAs(repository(start)));
  const all = (query: string) => paths(index, query).sort();
  assert.equal(all('type:plan'), ['PLAN-001']);
  assert.equal(all('type:plans,adr'), ['ADR-001', 'PLAN-001']);
  assert.equal(all('status:active'), ['PLAN-001']);
  assert.equal(all('tag:web tags:WEB'), ['PLAN-001']);
  assert.equal(all('is:closed'), ['ADR-001']);
  assert.equal(all('is:archived'), ['PLAN-000']);
  assert.equal(paths(index, 'passkey', true).sort(), ['PLAN-000', 'PLAN-001']);
  assert.equal(all('links:adr-1'), ['PLAN-001']);
  assert.equal(all('links:PLAN-001'), ['dev_ops/notes/closing.md']);
  assert.equal(all('links:plans/PLAN-001-login'), ['dev_ops/notes/closing.md']);
  assert.equal(all('created:2026-11 -type:adr'), ['PLAN-001']);
  assert.equal(all('created:>2026-11-20'), []);
  assert.equal(all('created:<=2026-11-20'), ['ADR-001', 'PLAN-001']);
  assert.equal(all('title:login'), ['ADR-001', 'PLAN-001']);
  assert.equal(all('title:passkey'), []);
  assert.equal(all('path:notes'), ['dev_ops/notes/closing.md']);
  assert.equal(all('id:plan-1'), ['PLAN-001']);
  assert.equal(all('"session tokens"'), ['ADR-001']);
  assert.equal(all('"tokens session"'), []);
  assert.equal(all('login -passkey'), ['ADR-001']);
  assert.equal(all('login -"session tokens"'), ['PLAN-001']);
  assert.equal(all('login +expires'), ['ADR-001']);
  assert.equal(all(''), []);
  assert.equal(problem(index, 'type:paln'), ['unknown-type', 'plan']);
  assert.equal(problem(index, 'status:activ'), ['unknown-status', 'Active']);
  assert.equal(problem(index, 'is:opne'), ['invalid-value', 'open']);
  assert.equal(problem(index, 'links:ADR-002'), ['unknown-id', 'ADR-001']);
});

test('what to read is ranked by when it says it should be read, and the reason is given', async () => {
  const index = await openSearch(await openAs(repository(start)));
  const advice = adviseIn(index, 'I am closing the plan', 5);
  assert.ok(advice.ok);
  const [first] = advice.ok ? advice.value : [];
  assert.is(first?.path, 'dev_ops/notes/closing.md');
  assert.equal(first?.reason, { found: 'read_when', text: 'closing a plan', line: null });
  assert.is(first?.relevance, 1);
});

test('hostile names and values are found like others', async () => {
  const root = temporaryFolder({
    'dev_ops/a\nb.md': '# Newline\n\npasskey\n',
    'dev_ops/proto.md': '---\n__proto__: x\nconstructor: y\ntags: ["a\\0b", toString]\n---\n\npasskey\n',
    'dev_ops/binary.md': Buffer.from([0xff, 0xfe, 0, 1]),
  });
  const workspace = await openAs(root);
  await openSearch(workspace);
  const index = await openSearch(workspace);
  assert.is(index.filesRead, 0);
  assert.equal(paths(index, 'passkey').sort(), ['dev_ops/a\nb.md', 'dev_ops/proto.md']);
  assert.equal(paths(index, 'constructor:y'), ['dev_ops/proto.md']);
  assert.equal(paths(index, 'tag:tostring'), ['dev_ops/proto.md']);
  assert.equal(paths(index, 'is:broken'), ['dev_ops/binary.md']);
});

test.run();
