import * as assert from 'node:assert/strict';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { openContext } from '../../../../src/operations/openContext.js';
import type { Context } from '../../../../src/operations/verb.js';
import { verb as set } from '../../../../src/operations/verbs/documents/set.js';
import { verb as undo } from '../../../../src/operations/verbs/other/undo.js';
import { corporaFolder, skipped, temporaryFolder } from '../../../support/folder.js';

async function contextIn(root: string): Promise<Context> {
  const context = await openContext({
    needs: 'workspace',
    root,
    dryRun: false,
    person: null,
    readInput: async () => '',
  });
  assert.ok(context.ok);
  return context.value;
}

const noInput = { unset: [], fromFile: undefined, force: false };

function withFrontMatter(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /^---[ \t]*\r?\n/.test(readFileSync(path, 'utf8')));
}

for (const [name, change] of [
  ['as they are', (text: string) => text],
  [
    'with CRLF and a comment',
    (text: string) => text.replace(/^---\n/, '---\n# kept\n').replaceAll('\n', '\r\n'),
  ],
] as const) {
  test(`set status on every document of the corpora, ${name}: one line changes, back and undo give the same bytes`, async () => {
    if (!corporaFolder) return skipped('set over the corpora: ../shared is absent');
    const root = temporaryFolder({ 'dev_ops/board.md': '' });
    cpSync(corporaFolder, join(root, 'corpora'), { recursive: true });
    const context = await contextIn(root);
    let count = 0;
    for (const path of withFrontMatter(join(root, 'corpora'))) {
      const before = change(readFileSync(path, 'utf8'));
      chmodSync(path, 0o644);
      writeFileSync(path, before);
      const old = /^status:[ \t]*([^\n\r]*)/m.exec(before.slice(0, before.search(/\n---/) + 1));
      const done = await set.run(context, { document: path, assignments: ['status=x'], ...noInput });
      assert.ok(done.ok, `${path}: ${JSON.stringify(done)}`);
      const after = readFileSync(path, 'utf8');
      const kept = new Set(before.split('\n'));
      assert.ok(after.split('\n').filter((line) => !kept.has(line)).length <= 1, path);
      assert.ok(Math.abs(after.split('\n').length - before.split('\n').length) <= 1, path);
      const undone = await undo.run(context, {});
      assert.ok(undone.ok, path);
      assert.equal(readFileSync(path, 'utf8'), before, path);
      const value = old?.[1]?.replace(/^(['"])(.*)\1$/, '$2').trim();
      await set.run(context, { document: path, assignments: ['status=x'], ...noInput });
      const back = await set.run(
        context,
        value === undefined
          ? { ...noInput, document: path, assignments: [], unset: ['status'] }
          : { document: path, assignments: [`status=${value}`], ...noInput },
      );
      assert.ok(back.ok, `${path}: ${JSON.stringify(back)}`);
      assert.equal(readFileSync(path, 'utf8'), before, path);
      count += 1;
    }
    assert.ok(count > 300, `${count} documents`);
  });
}

test.run();
