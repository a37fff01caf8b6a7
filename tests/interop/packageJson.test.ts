import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withDocumentsFolder } from '../../src/interop/packageJson.js';

function set(text: string, folder = 'work'): string {
  const result = withDocumentsFolder(text, folder);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('adds the key at the end, as the file is written', () => {
  assert.is(
    set('{\n  "name": "x",\n  "files": ["a"]\n}\n'),
    '{\n  "name": "x",\n  "files": ["a"],\n  "docOps": {\n    "folder": "work"\n  }\n}\n',
  );
  assert.is(
    set('\uFEFF{\r\n\t"name": "x"\r\n}'),
    '\uFEFF{\r\n\t"name": "x",\r\n\t"docOps": {\r\n\t\t"folder": "work"\r\n\t}\r\n}',
  );
  assert.is(set('{"name":"x"}'), '{"name":"x","docOps":{"folder":"work"}}');
  assert.is(set('{}\n'), '{\n  "docOps": {\n    "folder": "work"\n  }\n}\n');
});

test('changes only the value where the key is there', () => {
  const text = '{\n  "docOps": { "other": [1, "}"], "folder" : "old" },\n  "a": "\\"docOps\\": {}"\n}\n';
  assert.is(set(text), text.replace('"old"', '"work"'));
});

test('adds to an object that is there', () => {
  assert.is(set('{\n  "docOps": {}\n}\n'), '{\n  "docOps": {\n    "folder": "work"\n  }\n}\n');
  assert.is(
    set('{\n  "docOps": {\n    "a": 1\n  }\n}\n'),
    '{\n  "docOps": {\n    "a": 1,\n    "folder": "work"\n  }\n}\n',
  );
  assert.is(set('{"docOps":{"a":1}}'), '{"docOps":{"a":1,"folder":"work"}}');
});

test('a key of that name elsewhere is another', () => {
  const text = '{\n  "config": { "docOps": { "folder": "mine" } }\n}\n';
  assert.equal(JSON.parse(set(text)), { config: { docOps: { folder: 'mine' } }, docOps: { folder: 'work' } });
});

test('any object keeps what it held', () => {
  const value = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('docOps', 'folder', 'a')).filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, 2, '\t'), fc.string(), (object, indent, folder) => {
      const { docOps } = object;
      fc.pre(
        docOps === undefined || (typeof docOps === 'object' && docOps !== null && !Array.isArray(docOps)),
      );
      const after = set(JSON.stringify(object, null, indent), folder);
      assert.equal(JSON.parse(after), { ...object, docOps: { ...(docOps as object), folder } });
      assert.is(set(after, folder), after);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('refuses what is no object', () => {
  for (const text of ['', '[]', '"x"', '{"a": 1,}', '{"docOps": "x"}', '{"docOps": []}'])
    assert.not.ok(withDocumentsFolder(text, 'work').ok, text);
});

test.run();
