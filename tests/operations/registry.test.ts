import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  groupDefaults,
  groupOf,
  isVerbName,
  kanbanVerbs,
  verbLoaders,
  verbNames,
} from '../../src/operations/registry.js';
import type { Verb } from '../../src/operations/verb.js';
import { loadVerb } from '../../src/present/views.js';

const folder = fileURLToPath(new URL('../../src/operations/verbs', import.meta.url));

test('every file of a verb is in the registry by its name, in the folder of its group', async () => {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const { verb } = (await import(pathToFileURL(file).href)) as { readonly verb?: Verb };
    if (!verb) continue;
    found.push(verb.name);
    if (!isVerbName(verb.name)) throw new Error(`${verb.name} is not in the registry`);
    assert.is(relative(folder, file).split(/[\\/]/)[0], groupOf(verb.name), `the folder of ${verb.name}`);
    assert.is((await verbLoaders[verb.name]()).verb.name, verb.name);
  }
  assert.equal(found.sort(), [...verbNames].sort());
});

test('every verb has a view', async () => {
  for (const name of verbNames) {
    const { verb, view } = await loadVerb(name);
    assert.is(verb.name, name);
    assert.type(view.pretty, 'function');
    assert.type(view.plain, 'function');
  }
});

test('short names lead to verbs that there are', () => {
  for (const name of [...Object.values(groupDefaults), ...Object.values(kanbanVerbs)])
    assert.ok(isVerbName(name), name);
  for (const group of Object.keys(groupDefaults)) assert.not.ok(isVerbName(group), group);
});

test.run();
