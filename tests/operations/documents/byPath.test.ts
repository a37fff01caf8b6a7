import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verbLoaders } from '../../../src/operations/registry.js';
import type { Verb } from '../../../src/operations/verb.js';
import { judge } from '../../../src/rules/judge.js';
import { readFile, temporaryFolder } from '../../support/folder.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';
import { boardOf, contextIn, emptyOf, type Files, page, situations, sound } from '../support/situations.js';

// A document that its id does not name, since another has it or its name and front matter contradict each other, can be
// named by its path: it is held to the same rules, and can be repaired.

/** Run a verb for real. */
async function run(root: string, name: 'set' | 'rename' | 'renumber' | 'link', given: object) {
  const verb = (await verbLoaders[name]()).verb as unknown as Verb;
  const all = { ...verb.arguments, ...verb.options };
  const empty = Object.fromEntries(Object.entries(all).map(([key, one]) => [key, emptyOf(one)]));
  return verb.run({ ...(await contextIn(root, '')), dryRun: false }, { ...empty, ...given } as never);
}

function textsIn(root: string): Files {
  const files: Record<string, string> = {};
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.md')) files[path.replaceAll('\\', '/')] = readFile(root, path);
  return files;
}

for (const prefix of ['TASK', 'PLAN'] as const) {
  for (const { name, files } of situations(prefix)) {
    for (const path of Object.keys(files).filter((one) => !one.endsWith('README.md'))) {
      test(`${prefix}: ${name}: ${path} by its path`, async () => {
        const root = temporaryFolder({
          ...sound,
          ...files,
          'dev_ops/board.md': boardOf(`${prefix}-001`, 'TASK-050'),
        });
        const wrongStatus = await run(root, 'set', { document: path, assignments: ['status=Nonsense'] });
        assert.is(wrongStatus.ok ? '' : wrongStatus.problem.code, 'unknown-status');
        // Only a document that its id names may be named by it elsewhere.
        const linked = await run(root, 'link', { from: `${prefix}-050`, to: path });
        const corpus = memoryCorpus(files);
        const document = corpus.document(path);
        const isCertain = document?.contradiction === null && corpus.pathsOf(document.id ?? '').length === 1;
        assert.is(linked.ok, isCertain, saidOf(linked));
        if (!linked.ok) assert.is(linked.problem.code, 'ambiguous');
        const renumbered = await run(root, 'renumber', { document: path, to: '077' });
        assert.ok(renumbered.ok, saidOf(renumbered));
        const { path: now } = renumbered.value.data as { readonly path: string };
        const after = textsIn(root);
        assert.match(now, `/${prefix}-077`);
        assert.equal([...memoryCorpus(after).pathsOf(`${prefix}-077`)], [now]);
        const wrong = judge(memoryCorpus(after)).filter(
          (one) => /^(?:id\/(?!folder)|links\/dangling|board\/unknown)/.test(one.rule) && one.path === now,
        );
        assert.equal(wrong, []);
      });
    }
  }
}

function rulesBroken(files: Files): string[] {
  return judge(memoryCorpus(files)).flatMap(({ rule }) => (/^(?:id|links)\//.test(rule) ? [rule] : []));
}

function saidOf(result: { readonly ok: boolean; readonly problem?: { readonly message: string } }): string {
  return result.problem?.message ?? '';
}

test('contradicting ids are mended by their path, either way, and a file without an id gets one', async () => {
  const path = 'dev_ops/tasks/TASK-001-one.md';
  const start = { ...sound, [path]: page('TASK', 'TASK-009'), 'dev_ops/tasks/notes.md': page('TASK', null) };
  const set = (root: string, document: string, id: string) =>
    run(root, 'set', { document, assignments: [`id=${id}`] });
  const root = temporaryFolder(start);
  assert.not((await set(root, path, 'TASK-009')).ok);
  assert.ok((await set(root, path, 'task-1')).ok);
  assert.match(readFile(root, path), '\nid: TASK-001\n'.slice(1));
  assert.is(saidOf(await set(root, 'dev_ops/tasks/notes.md', 'TASK-001')), `TASK-001 is the id of ${path}`);
  assert.not((await set(root, 'dev_ops/tasks/notes.md', 'PLAN-003')).ok);
  assert.ok((await set(root, 'dev_ops/tasks/notes.md', 'TASK-003')).ok);
  assert.ok((await run(root, 'rename', { document: 'TASK-003' })).ok);
  assert.equal(rulesBroken(textsIn(root)), []);
  const other = temporaryFolder(start);
  assert.ok((await run(other, 'renumber', { document: path, to: 'TASK-009' })).ok);
  assert.match(readFile(other, 'dev_ops/tasks/TASK-009-one.md'), 'id: TASK-009');
});

test.run();
