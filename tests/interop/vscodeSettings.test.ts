import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withYamlSchemas } from '../../src/interop/vscodeSettings.js';

async function merge(
  text: string,
  schemas: Record<string, string[]> = { './a.json': ['a.yaml'] },
): Promise<string> {
  const result = await withYamlSchemas(text, schemas);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('comments, trailing commas and foreign settings stay', async () => {
  const text = `// of the team
{
  "editor.rulers": [80,], // wide
  /* schemas, "yaml.schemas": {} */
  "yaml.schemas": {
    "https://example.org/x.json": ["x.yaml"], // theirs
  },
  "a": "// no comment" // last
}
`;
  assert.is(await merge(text), text.replace('// theirs\n', '// theirs\n    "./a.json": "a.yaml",\n'));
  assert.is(
    await merge('{\n  "a": 1 // one\n  // two\n}\n'),
    '{\n  "a": 1, // one\n  // two\n  "yaml.schemas": {\n    "./a.json": "a.yaml"\n  }\n}\n',
  );
});

test('an empty file, an empty object, one line, CRLF', async () => {
  const made = '{\n  "yaml.schemas": {\n    "./a.json": "a.yaml"\n  }\n}\n';
  assert.is(await merge(''), made);
  assert.is(await merge('{}\n'), made);
  assert.is(await merge('{"a":1}'), '{"a":1,"yaml.schemas":{"./a.json":"a.yaml"}}');
  assert.is(
    await merge('{\r\n\t"a": 1\r\n}'),
    '{\r\n\t"a": 1,\r\n\t"yaml.schemas": {\r\n\t\t"./a.json": "a.yaml"\r\n\t}\r\n}',
  );
  assert.is((await merge('{ // nothing yet\n}\n')).includes('// nothing yet\n'), true);
});

test('an association is brought up to date, and nothing is written twice', async () => {
  const first = await merge('{}\n', { './a.json': ['a.yaml'], './b.json': ['b', 'c'] });
  assert.is(await merge(first, { './b.json': ['b', 'c'], './a.json': ['a.yaml'] }), first);
  assert.is(await merge(first, { './a.json': ['z.yaml'] }), first.replace('a.yaml', 'z.yaml'));
});

test('settings that cannot be read are refused', async () => {
  for (const text of ['[]', '{ "a": }', '{ "yaml.schemas": [] }', 'x'])
    assert.is((await withYamlSchemas(text, { './a.json': ['a'] })).ok, false, text);
});

test('any settings keep what they held', async () => {
  const settings = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('yaml.schemas', '//', '/*')).filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(settings, fc.constantFrom(undefined, 1, 2, '\t'), async (object, indent) => {
      const { 'yaml.schemas': present } = object;
      fc.pre(
        present === undefined || (typeof present === 'object' && present !== null && !Array.isArray(present)),
      );
      const plain = JSON.stringify(object, null, indent);
      const commented =
        indent === undefined ? plain : `// top\n${plain.replace(/\n/g, ' // {"x": [\n')}/* end */`;
      const after = await merge(commented);
      assert.equal(parse(after), {
        ...object,
        'yaml.schemas': { ...(present as object), './a.json': 'a.yaml' },
      });
      assert.is(await merge(after), after);
      const without = (text: string) => text.replace(/\s+/g, ' ').split('// ').length;
      assert.ok(without(after) >= without(commented));
    }),
    { seed: 2, numRuns: 500 },
  );
});

test.run();
