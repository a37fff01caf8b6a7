import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Problem } from '../../src/model/result.js';
import { type RawInput, readInput } from '../../src/operations/readInput.js';
import { verbLoaders, verbNames } from '../../src/operations/registry.js';
import { flag, list, number, required, requiredList, text } from '../../src/operations/verb.js';

const verb = {
  name: 'sample',
  arguments: { id: required('a document'), rest: list('more') },
  options: {
    format: text('a format', { choices: ['json', 'sarif'] }),
    tags: list('tags', { commas: true }),
    keepGoing: flag('continue'),
    maxWarnings: number('at most'),
  },
};
const empty = { id: 'A', rest: [], format: undefined, tags: [], keepGoing: false, maxWarnings: undefined };

function read(raw: RawInput): unknown {
  const input = readInput(verb, raw);
  return input.ok ? input.value : input.problem;
}
function problem(raw: RawInput): Problem {
  const input = readInput(verb, raw);
  assert.not.ok(input.ok);
  return input.ok ? { code: 'usage', message: '' } : input.problem;
}

test('what is not given is undefined, off or empty', () => {
  assert.equal(read({ id: 'A' }), empty);
  const absent = { rest: undefined, format: null, tags: undefined, keepGoing: null, maxWarnings: undefined };
  assert.equal(read({ id: 'A', ...absent }), empty);
});

test('values of a command line and values of JSON give the same input', () => {
  const typed = { id: '7', rest: ['a', '7'], tags: ['a', 'b', 'c'], keepGoing: true, maxWarnings: 3 };
  assert.equal(read({ id: '7', rest: ['a', '7'], tags: ['a, b', 'c,'], keepGoing: true, maxWarnings: '3' }), {
    ...empty,
    ...typed,
  });
  assert.equal(read({ id: 7, rest: ['a', 7], tags: ['a', 'b', 'c'], keepGoing: true, maxWarnings: 3 }), {
    ...empty,
    ...typed,
  });
  assert.equal(read({ id: 'A', rest: 'one', tags: 'a,b' }), { ...empty, rest: ['one'], tags: ['a', 'b'] });
});

const wrong: readonly (readonly [RawInput, Problem])[] = [
  [{}, { code: 'usage', message: 'id is missing' }],
  [{ id: {} }, { code: 'invalid-value', message: 'id takes a text' }],
  [{ id: true }, { code: 'invalid-value', message: 'id takes a text' }],
  [
    { id: 'A', rest: [true] },
    { code: 'invalid-value', message: 'rest takes a list of texts' },
  ],
  [
    { id: 'A', rest: { length: 1 } },
    { code: 'invalid-value', message: 'rest takes a list of texts' },
  ],
  [
    { id: 'A', keepGoing: 'yes' },
    { code: 'invalid-value', message: '--keep-going takes true or false' },
  ],
  ...['', 'many', '1.5', 1.5, '1e3', Number.NaN, true, [1]].map(
    (maxWarnings) =>
      [
        { id: 'A', maxWarnings },
        { code: 'invalid-value', message: '--max-warnings takes a whole number' },
      ] as const,
  ),
  [
    { id: 'A', format: 'sarf' },
    {
      code: 'invalid-value',
      message: "'sarf' is not a valid value for --format",
      suggestion: 'sarif',
      allowed: ['json', 'sarif'],
    },
  ],
  [
    { id: 'A', tag: 'x' },
    {
      code: 'usage',
      message: "sample does not take 'tag'",
      suggestion: 'tags',
      allowed: ['id', 'rest', 'format', 'tags', 'keepGoing', 'maxWarnings'],
    },
  ],
  [
    { id: 'A', constructor: 'x' },
    {
      code: 'usage',
      message: "sample does not take 'constructor'",
      allowed: ['id', 'rest', 'format', 'tags', 'keepGoing', 'maxWarnings'],
    },
  ],
];
for (const [raw, expected] of wrong)
  test(`${JSON.stringify(raw)}: ${expected.message}`, () => assert.equal(problem(raw), expected));

test('a required list has an element', () => {
  const ids = { name: 'sample', arguments: { ids: requiredList('documents') }, options: {} };
  for (const raw of [{}, { ids: [] }, { ids: undefined }]) assert.not.ok(readInput(ids, raw).ok);
  assert.ok(readInput(ids, { ids: 'A' }).ok);
});

test('of any verb, input that was read once is read again as it is', async () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.constant(undefined),
  );
  for (const name of verbNames) {
    const { verb } = await verbLoaders[name]();
    const keys = Object.keys({ ...verb.arguments, ...verb.options });
    const raw = fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(raw, (given) => {
        const once = readInput(verb, given);
        if (!once.ok) return;
        assert.equal(Object.keys(once.value).sort(), [...keys].sort());
        assert.equal(readInput(verb, once.value), once);
      }),
      { numRuns: 50 },
    );
  }
});

test.run();
