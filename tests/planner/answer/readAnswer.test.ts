import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultLine } from '../../../src/planner/answer/fault.js';
import type { AnswerOptions } from '../../../src/planner/answer/planOfAnswer.js';
import { readAnswer } from '../../../src/planner/answer/readAnswer.js';

const options: AnswerOptions = { goal: 'Fix the login\nof the shop', maxTascs: 10 };

function plan(answer: string, more: Partial<AnswerOptions> = {}) {
  const read = readAnswer(answer, { ...options, ...more });
  assert.ok(read.ok, read.ok ? '' : read.faults.map(faultLine).join('\n'));
  return read.plan;
}

function faults(answer: string, more: Partial<AnswerOptions> = {}): string[] {
  const read = readAnswer(answer, { ...options, ...more });
  assert.not(read.ok, 'the answer was taken');
  return read.ok ? [] : read.faults.map(faultLine);
}

const fix = { id: 'fix', title: 'Fix it', testing_instructions: 'npm test' };
const good = { title: 'Login', reasoning: 'Because', confidence: 0.7, tascs: [fix] };
const json = JSON.stringify(good, null, 2);

test('a plain answer is taken as it is', () => {
  const read = plan(json);
  assert.is(read.title, 'Login');
  assert.is(read.reasoning, 'Because');
  assert.is(read.confidence, 0.7);
  assert.equal(
    read.tascs.map(({ id, testingInstructions }) => [id, testingInstructions]),
    [['fix', 'npm test']],
  );
  assert.equal(read.notes, []);
});

const wrappings: Readonly<Record<string, (text: string) => string>> = {
  'a json fence': (text) => `Here it is:\n\n\`\`\`json\n${text}\n\`\`\`\nGood luck!`,
  'a fence without a language': (text) => `\`\`\`\n${text}\n\`\`\``,
  'a tilde fence of another language': (text) => `~~~js\n${text}\n~~~`,
  'a second fence': (text) => `\`\`\`sh\nnpm test\n\`\`\`\n\nand\n\n\`\`\`json\n${text}\n\`\`\`\n`,
  'a fence that is not closed': (text) => `\`\`\`json\n${text}\n`,
  'a fence with words in it': (text) => `\`\`\`\nThe plan: ${text} That is all.\n\`\`\``,
  'prose around it': (text) => `I looked at it. ${text} It doesn't need more.`,
  'prose with brackets and quotes': (text) => `See [the docs](x), "a { b", use {braces}: ${text} ok }`,
  'a stray bracket before it': (text) => `An open { and then\n${text}\n`,
  'Windows line ends': (text) => `\`\`\`json\n${text}\n\`\`\`\n`.replaceAll('\n', '\r\n'),
  'a byte order mark': (text) => `\uFEFF${text}`,
};
for (const [name, wrap] of Object.entries(wrappings))
  test(`the plan is found in ${name}`, () => {
    const read = plan(wrap(json));
    assert.is(read.title, 'Login');
    assert.equal(read.notes, []);
  });

const repairs: Readonly<Record<string, string>> = {
  'trailing commas': json.replace('"npm test"', '"npm test",'),
  comments: json.replace('{', '{ // the plan, "quoted\n /* of mine */'),
  'single quotes': json.replaceAll('"', "'"),
  'keys without quotes': json.replace(/"(\w+)":/g, '$1:'),
  'a comma that is missing': json.replace('"Login",', '"Login"'),
  'curly quotes': json.replaceAll('"Login"', '“Login”'),
  'quotes inside of a text': json.replace('Fix it', 'Fix the "login" page'),
  'a raw line end in a text': json.replace('Because', 'Because\nof that'),
};
for (const [name, text] of Object.entries(repairs))
  test(`${name} are repaired, and it is said`, () => {
    const read = plan(`\`\`\`json\n${text}\n\`\`\``);
    assert.is(read.title, 'Login');
    assert.is(read.tascs[0]?.testingInstructions, 'npm test');
    assert.match(read.notes[0] ?? '', /^the JSON was repaired: this is not valid JSON/);
  });

test('a plan that is cut off is never completed', () => {
  for (let end = 1; end < json.length; end++)
    for (const acceptList of [false, true])
      for (const text of [json.slice(0, -end), `\`\`\`json\n${json.slice(0, -end)}\n\`\`\``])
        faults(text, { acceptList });
  assert.match(faults(json.slice(0, -20)).join(), /cut off/);
});

test('of several plans the last valid one is taken, and it is said', () => {
  const draft = JSON.stringify({ ...good, title: 'Draft', tascs: [fix, { ...fix, id: 'more' }] });
  const broken = json.replace('"id": "fix"', '"id": "Fix It"');
  const read = plan(`First ${draft}, then\n\`\`\`\n${json}\n\`\`\`\nor ${broken}`);
  assert.is(read.title, 'Login');
  assert.equal(read.notes, ['the answer holds 2 plans; the one of 1 tascs was taken']);
});

test('a plan may be inside of `plan`, with the reasoning beside it', () => {
  const { title, tascs, ...beside } = good;
  const read = plan(JSON.stringify({ plan: { title, tascs }, ...beside, requires_approval: true }));
  assert.equal([read.title, read.reasoning, read.confidence], ['Login', 'Because', 0.7]);
  assert.equal(read.notes, []);
});

test('citations are read in our form, in tascer’s and as text', () => {
  const { citations } = plan(
    JSON.stringify({
      ...good,
      citations: [
        { target: 'src/auth.py:10-20', kind: 'evidence', description: 'here' },
        { cited_tasc_id: 'tasc_1', citation_type: 'prerequisite', description: 'first' },
        'ADR-015',
      ],
    }),
  );
  assert.equal(citations, [
    { target: 'src/auth.py:10-20', kind: 'evidence', description: 'here' },
    { target: 'tasc_1', kind: 'prerequisite', description: 'first' },
    { target: 'ADR-015', kind: 'evidence', description: '' },
  ]);
});

test('a list alone is taken only where that is wanted', () => {
  assert.match(faults(JSON.stringify([fix])).join(), /one object with `title` and `tascs`, not a list/);
  assert.is(plan(JSON.stringify([fix]), { acceptList: true, goal: null }).title, '');
});

test('data of another form is prepared first', () => {
  const prepare = (value: unknown) => ({
    value: { tascs: [fix], title: (value as { name: string }).name },
    notes: ['prepared'],
  });
  const read = plan('{"name": "Other", "steps": []}', { prepare });
  assert.is(read.title, 'Other');
  assert.equal(read.notes, ['prepared']);
});

test('a manual tasc never gets a command, however the pieces are written', () => {
  const kinds = fc.constantFrom(
    { proof_required: 'manual' },
    { proof_required: { proof_type: 'manual' } },
    { proof_required: { proof_type: 'manual', criteria: { required_approvals: 2 } } },
    { proof_type: 'manual' },
    { proof_type: 'manual', proof_required: {} },
  );
  const commands = fc.constantFrom('testing_instructions', 'command');
  const prose = fc.constantFrom({}, { additional_notes: 'Look first' }, { description: 'Look first' });
  fc.assert(
    fc.property(kinds, commands, fc.stringMatching(/^[^\0]*\S[^\0]*$/), prose, (kind, key, command, more) => {
      const tasc = { id: 'x', title: 'X', [key]: command, ...kind, ...more };
      const [read] = plan(JSON.stringify({ ...good, tascs: [tasc] })).tascs;
      assert.is(read?.testingInstructions, '');
      assert.is(read?.proof.check.type, 'manual');
      for (const line of command.trim().split('\n'))
        assert.ok(read?.additionalNotes.includes(line.trim()), JSON.stringify(read?.additionalNotes));
    }),
  );
});

const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    ':',
    '\\',
    '\n',
    '```',
    '```json',
    '~~~',
    '//',
    '/*',
    '*/',
    '...',
    '…',
  ],
  ...['"tascs"', 'tascs:', '"title": "x"', '"id": "a"', '"testing_instructions": "true"', '__proto__'],
  ...[
    '"dependencies": ["a"]',
    'null',
    'NaN',
    '1e999',
    '-0',
    '\u0000',
    '\uFEFF',
    '\u202E',
    '💥',
    '\uD800',
    ' ',
  ],
  json,
);

test('whatever text comes, the reader answers with a valid plan or with reasons', () => {
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json().map((value) => `{"title": "t", "tascs": ${value}}`),
    fc
      .tuple(fc.nat(json.length), fc.nat(5), pieces)
      .map(([at, cut, piece]) => json.slice(0, at) + piece + json.slice(at + cut)),
  );
  fc.assert(
    fc.property(text, (answer) => {
      const read = readAnswer(answer, options);
      if (!read.ok) {
        assert.ok(read.faults.length > 0 && read.faults.every(({ message }) => message !== ''));
        return;
      }
      const ids = read.plan.tascs.map(({ id }) => id);
      assert.is(new Set(ids).size, ids.length);
      assert.ok(ids.length > 0);
      for (const tasc of read.plan.tascs) {
        assert.ok(tasc.title !== '' && tasc.dependencies.every((one) => ids.includes(one)));
        assert.is(tasc.testingInstructions === '', tasc.proof.check.type === 'manual');
      }
      const { confidence } = read.plan;
      assert.ok(confidence === null || (confidence >= 0 && confidence <= 1));
    }),
    { numRuns: 2000 },
  );
});

test('no command is in a plan that is not in the answer, letter by letter', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\S[ -~]*$/), { minLength: 1, maxLength: 5 }), (commands) => {
      const tascs = commands.map((command, index) => ({
        id: `t${index}`,
        title: 'T',
        testing_instructions: command,
      }));
      const read = plan(`Text\n\`\`\`json\n${JSON.stringify({ title: 'x', tascs })}\n\`\`\``);
      assert.equal(
        read.tascs.map(({ testingInstructions }) => testingInstructions),
        commands.map((command) => command.trim()),
      );
    }),
  );
});

test('brackets and quotes without end take linear time and no stack', () => {
  for (const text of [
    '{'.repeat(300_000),
    '[{'.repeat(150_000),
    '{"a":'.repeat(100_000),
    '"x '.repeat(100_000),
  ])
    assert.ok(faults(`{"tascs": ${text}`).length > 0);
  assert.match(faults(`${'x'.repeat(2_000_001)}`).join(), /too long/);
  assert.match(faults(`{"tascs":${'['.repeat(5000)}${']'.repeat(5000)}}`).join(), /nested too deeply/);
});

test.run();
