import { deepStrictEqual } from 'node:assert/strict';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFrontMatter } from '../../../src/model/frontMatter/quick.js';
import { readFaithfully } from '../../../src/model/frontMatter/read.js';
import { lineStarts } from '../../../src/model/text.js';

function quick(text: string): ReturnType<typeof readFaithfully> | null {
  return readFrontMatter(text, lineStarts(text));
}

function either(text: string): ReturnType<typeof readFaithfully> {
  return readFrontMatter(text, lineStarts(text), readFaithfully);
}

test('every scalar is the string that stands there', () => {
  const written = [
    '1.10',
    '010',
    '2026-11-20',
    'on',
    'null',
    '~',
    'true',
    '0x1F',
    '1e3',
    '.inf',
    '12:30:45',
    '1_000',
    '=',
    "''",
    '""',
    '',
  ];
  const text = `---\n${written.map((value, i) => `k${i}: ${value}`).join('\n')}\n---\n`;
  for (const reading of [quick(text), readFaithfully(text)]) {
    deepStrictEqual(
      reading?.fields.map(({ value }) => value),
      written.map((value) => value.replace(/^(''|"")$/, '')),
    );
  }
});

test('keys, values and items have exact spans', () => {
  const text =
    "\ufeff---\r\n\"a b\" : 'x''y' # c\r\nlist: # l\r\n- one\r\n-   \"two\" # t\r\n-\r\nempty:\r\nflow: [p, 'q']\r\nmap:\r\n  k: v\r\n---\r\n";
  for (const reading of [quick(text), readFaithfully(text)]) {
    if (!reading) throw new Error('the quick reader did not answer');
    const slice = (span: { offset: number; length: number }): string =>
      text.slice(span.offset, span.offset + span.length);
    deepStrictEqual(
      reading.fields.map(({ key, keySpan, value, valueSpan, itemSpans }) => [
        key,
        slice(keySpan),
        value,
        slice(valueSpan),
        itemSpans?.map(slice),
      ]),
      [
        ['a b', '"a b"', "x'y", "'x''y'", undefined],
        ['list', 'list', ['one', 'two', ''], '- one\r\n-   "two" # t\r\n-', ['one', '"two"', '']],
        ['empty', 'empty', '', '', undefined],
        ['flow', 'flow', ['p', 'q'], "[p, 'q']", ['p', "'q'"]],
        ['map', 'map', { k: 'v' }, 'k: v', undefined],
      ],
    );
    deepStrictEqual(reading.fields[1]?.itemSpans?.[1], {
      line: 5,
      column: 5,
      offset: text.indexOf('"two"'),
      length: 5,
    });
    deepStrictEqual(reading.fields[2]?.valueSpan, {
      line: 7,
      column: 7,
      offset: text.indexOf('empty:') + 6,
      length: 0,
    });
    assert.is(text.slice(reading.bodyStart), '');
    assert.is(reading.hasFrontMatter, true);
  }
});

test('what the quick reader leaves is read by the other, which it does without when it can', () => {
  const cases: [string, unknown][] = [
    ['title: >-\n  folded\n  text', 'folded text'],
    ['title: |\n  two\n  lines\n', 'two\nlines\n'],
    ['title: over\n  lines', 'over lines'],
    ['title: "over\n  lines"', 'over lines'],
    ['title: {a: 1, b: [x]}', { a: '1', b: ['x'] }],
    ['title: [a: b, [c]]', [{ a: 'b' }, ['c']]],
    ['title: [a,\n  b]', ['a', 'b']],
  ];
  for (const [yaml, value] of cases) {
    const text = `---\n${yaml}\n---\n`;
    assert.is(quick(text), null, yaml);
    deepStrictEqual(either(text).fields[0]?.value, value);
    deepStrictEqual(either(text.replaceAll('\n', '\r\n')).fields[0]?.value, value);
  }
  const simple = '---\na: 1\n---\n';
  readFrontMatter(simple, lineStarts(simple), () => {
    throw new Error('asked for what is simple');
  });
});

test('problems have a kind, a place and a sentence', () => {
  const cases: [string, string, number, number, string][] = [
    ['---\na: b: c\n---\n', 'yaml-syntax', 2, 4, 'b: c'.slice(0, 1)],
    ['---\nid: 1\na: "open\n---\n', 'yaml-syntax', 4, 1, ''],
    ['---\na: @x\n---\n', 'yaml-syntax', 2, 4, '@'],
    ['---\na: !js x\n---\n', 'yaml-syntax', 2, 4, '!js'],
    ['---\n? a\n: b\n---\n', 'yaml-syntax', 2, 1, '?'],
    ['---\na: 1\nb: \0\n---\n', 'yaml-syntax', 3, 4, '\0'],
    ['---\na: 1\rb: 2\n---\n', 'yaml-syntax', 2, 5, '\r'],
    ['---\na: &x 1\n---\n', 'yaml-alias', 2, 4, '&x'],
    ['---\na: *x\n---\n', 'yaml-alias', 2, 4, '*x'],
    ['---\n<<: {a: 1}\n---\n', 'yaml-alias', 2, 1, '<<'],
    ['---\na: 1\nb: 2\n"a": 3\n---\n', 'yaml-duplicate-key', 4, 1, '"a"'],
    ['---\na:\n  b: 1\n  b: 2\n---\n', 'yaml-duplicate-key', 4, 3, 'b'],
    ['---\n__proto__: 1\n__proto__: 2\n---\n', 'yaml-duplicate-key', 3, 1, '__proto__'],
    ['---\n- a\n- b\n---\n', 'yaml-not-mapping', 2, 1, '- a\n- b\n'],
    ['---\nprose\n---\n', 'yaml-not-mapping', 2, 1, 'prose'],
    ['---\na: 1\n--- # x\nb: 1\n---\n', 'yaml-syntax', 3, 1, '---'],
    ['---\n%YAML 1.2\na: 1\n---\n', 'yaml-syntax', 2, 1, '%YAML 1.2'],
    ['---js\na: 1\n---\n', 'fence-language', 1, 4, 'js'],
    ['---\na: 1\n', 'unclosed-front-matter', 1, 1, '---'],
    ['---\na: 1\n...\n', 'unclosed-front-matter', 3, 1, '...'],
  ];
  for (const [text, kind, line, column, source] of cases) {
    const { problems, hasFrontMatter } = either(text);
    const [problem] = problems;
    if (!problem) throw new Error(`no problem in ${JSON.stringify(text)}`);
    const { span } = problem;
    deepStrictEqual([problem.kind, span.line, span.column], [kind, line, column], text);
    assert.is(
      text.slice(span.offset, span.offset + span.length).slice(0, Math.max(1, source.length)),
      source === '' ? text.charAt(span.offset).slice(0, span.length) : source,
      text,
    );
    assert.ok(problem.message.length > 10 && !/[.\n]$/.test(problem.message), problem.message);
    assert.is(hasFrontMatter, true);
    deepStrictEqual(readFaithfully(text), either(text));
  }
});

test('of keys that stand twice the first counts, and both are listed', () => {
  const { fields } = either('---\na: 1\na: 2\nmap:\n  k: x\n  k: y\n---\n');
  deepStrictEqual(
    fields.map(({ key, value }) => [key, value]),
    [
      ['a', '1'],
      ['a', '2'],
      ['map', { k: 'x' }],
    ],
  );
});

test('a document without front matter has none, and its body is all of it', () => {
  for (const text of ['', '# Title\n', '---\n\nprose\n']) {
    deepStrictEqual(either(text), {
      fields: [],
      problems: [],
      hasFrontMatter: false,
      bodyStart: 0,
      root: null,
    });
  }
  deepStrictEqual(either('---\n# only a comment\n---\nbody').fields, []);
  assert.is(either('---\n# only a comment\n---\nbody').hasFrontMatter, true);
});

test('keys that are names of JavaScript are own properties', () => {
  const text = '---\nconstructor: 1\n__proto__: 2\nmap:\n  __proto__: x\n  constructor: y\n---\n';
  for (const { fields } of [either(text), readFaithfully(text)]) {
    deepStrictEqual(
      fields.map(({ key }) => key),
      ['constructor', '__proto__', 'map'],
    );
    assert.is(JSON.stringify(fields[2]?.value), '{"__proto__":"x","constructor":"y"}');
  }
});

test('deep, wide, long and aliased input ends in a problem or a value, soon', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghij'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`),
  ];
  const many = 60_000;
  const cases: [string, string | null][] = [
    [bomb.join('\n'), 'yaml-alias'],
    [`a: ${'['.repeat(many)}`, 'yaml-syntax'],
    [`a: ${'['.repeat(many)}${']'.repeat(many)}`, 'yaml-syntax'],
    [`a: ${'{a: '.repeat(many / 4)}`, 'yaml-syntax'],
    ['- '.repeat(many), 'yaml-syntax'],
    ['? '.repeat(many), 'yaml-syntax'],
    ['a: '.repeat(many / 3), 'yaml-syntax'],
    [Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}k:`).join('\n'), 'yaml-syntax'],
    [Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}k:`).join('\n'), null],
    [Array.from({ length: 10_000 }, (_, i) => `k${i}: v`).join('\n'), null],
    [`a: "${'x '.repeat(many)}`, 'yaml-syntax'],
    [`a: ${'"'.repeat(many)}`, null],
    [`a: "${'\\q'.repeat(many)}"`, 'yaml-syntax'],
    [`a: ${'&a '.repeat(many / 3)}`, 'yaml-syntax'],
    [`a: ${' '.repeat(many)}x${' '.repeat(many)}#`, null],
    [`a: >\n  x${' '.repeat(many)}y\n`, null],
    [`a: ${'x'.repeat(1 << 18)}`, 'too-large'],
    [`${'#\n'.repeat(1 << 20)}`, 'too-large'],
  ];
  for (const [yaml, kind] of cases) {
    const { problems } = either(`---\n${yaml}\n---\n`);
    if (kind !== null) assert.is(problems[0]?.kind, kind, yaml.slice(0, 40));
    else if (!yaml.includes('"')) deepStrictEqual(problems, [], yaml.slice(0, 40));
  }
});

test.run();
