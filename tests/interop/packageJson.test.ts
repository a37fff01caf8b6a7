import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withDocumentsFolder } from '../../src/interop/packageJson.js';

async function set(text: string, folder = 'work'): Promise<string> {
  const result = await withDocumentsFolder(text, folder);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('adds the key at the end, as the file is written', async () => {
  assert.is(
    await set('{\n  "name": "x",\n  "files": ["a"]\n}\n'),
    '{\n  "name": "x",\n  "files": ["a"],\n  "docOps": {\n    "folder": "work"\n  }\n}\n',
  );
  assert.is(
    await set('\uFEFF{\r\n\t"name": "x"\r\n}'),
    '\uFEFF{\r\n\t"name": "x",\r\n\t"docOps": {\r\n\t\t"folder": "work"\r\n\t}\r\n}',
  );
  assert.is(await set('{"name":"x"}'), '{"name":"x","docOps":{"folder":"work"}}');
  assert.is(await set('{}\n'), '{\n  "docOps": {\n    "folder": "work"\n  }\n}\n');
});

test('changes only the value where the key is there', async () => {
  const text = '{\n  "docOps": { "other": [1, "}"], "folder" : "old" },\n  "a": "\\"docOps\\": {}"\n}\n';
  assert.is(await set(text), text.replace('"old"', '"work"'));
});

test('adds to an object that is there', async () => {
  assert.is(await set('{\n  "docOps": {}\n}\n'), '{\n  "docOps": {\n    "folder": "work"\n  }\n}\n');
  assert.is(
    await set('{\n  "docOps": {\n    "a": 1\n  }\n}\n'),
    '{\n  "docOps": {\n    "a": 1,\n    "folder": "work"\n  }\n}\n',
  );
  assert.is(await set('{"docOps":{"a":1}}'), '{"docOps":{"a":1,"folder":"work"}}');
});

test('a key of that name elsewhere is another', async () => {
  const text = '{\n  "config": { "docOps": { "folder": "mine" } }\n}\n';
  assert.equal(JSON.parse(await set(text)), {
    config: { docOps: { folder: 'mine' } },
    docOps: { folder: 'work' },
  });
});

test('any object keeps what it held', async () => {
  const value = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('docOps', 'folder', 'a')).filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(
      value,
      fc.constantFrom(undefined, 1, 2, '\t'),
      fc.string(),
      async (object, indent, folder) => {
        const { docOps } = object;
        fc.pre(
          docOps === undefined || (typeof docOps === 'object' && docOps !== null && !Array.isArray(docOps)),
        );
        const after = await set(JSON.stringify(object, null, indent), folder);
        assert.equal(JSON.parse(after), { ...object, docOps: { ...(docOps as object), folder } });
        assert.is(await set(after, folder), after);
      },
    ),
    { seed: 1, numRuns: 1000 },
  );
});

test('refuses what is no object', async () => {
  for (const text of ['', '[]', '"x"', '{"a": 1,}', '{"docOps": "x"}', '{"docOps": []}'])
    assert.not.ok((await withDocumentsFolder(text, 'work')).ok, text);
});

test.run();
