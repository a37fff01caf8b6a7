import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { splitFrontMatter } from '../../../src/model/frontMatter/split.js';

test('front matter stands between two lines of three dashes at the very start', () => {
  const cases: [string, string, string][] = [
    ['---\na: 1\n---\nbody', 'a: 1\n', 'body'],
    ['---\na: 1\n---', 'a: 1\n', ''],
    ['---\n---\nbody', '', 'body'],
    ['--- \t\r\na: 1\r\n--- \r\nbody', 'a: 1\r\n', 'body'],
    ['\ufeff---yaml\na: 1\n---\n', 'a: 1\n', ''],
    ['--- yaml \n\na: 1\n\n---\n\n', '\na: 1\n\n', '\n'],
    [
      '---\na: |\n  ---\nb: ---\n---x: 1\n----\n---\nbody\n---\n',
      'a: |\n  ---\nb: ---\n---x: 1\n----\n',
      'body\n---\n',
    ],
    ['---\nprose\n---\n', 'prose\n', ''],
  ];
  for (const [text, yaml, body] of cases) {
    const split = splitFrontMatter(text);
    if (split.kind !== 'found') throw new Error(`${split.kind}: ${JSON.stringify(text)}`);
    assert.is(text.slice(split.yamlStart, split.yamlEnd), yaml);
    assert.is(text.slice(split.bodyStart), body);
    assert.is(split.open, text.indexOf('---'));
  }
});

test('no front matter: other beginnings, thematic breaks, prose below a rule', () => {
  for (const text of [
    '',
    '-',
    '---',
    '--',
    '\n---\na: 1\n---\n',
    ' ---\na: 1\n---\n',
    '----\na: 1\n---\n',
    '--- -\na: 1\n---\n',
    '---\ta---\n',
    '---\n\nSome prose.\n',
    '---\nSome prose, with a word: and a colon\n',
    '---\n\nNote: prose\n',
    '---\n# Heading\n',
    '---\n',
    '# T\n---\na: 1\n---\n',
    '---\ra: 1\r---\r',
    '--- a title ---\ntext\n',
    '---\n...\n',
  ]) {
    if (text === '---\ta---\n') assert.is(splitFrontMatter(text).kind, 'bad-language');
    else assert.equal(splitFrontMatter(text), { kind: 'none' }, JSON.stringify(text));
  }
});

test('a fence that is opened and not closed is told where a key follows', () => {
  for (const text of [
    '---\nid: A-1\n',
    '---\n\nid: A-1\n\n# Title\n',
    '---\n# c\nid:\n',
    '---\n"id": x',
    '---\nTitle: x\n----\n',
    '---\nid: 1\n --- \n',
    '---\nid: 1\n...x\n',
  ]) {
    assert.equal(
      splitFrontMatter(text),
      { kind: 'unclosed', open: 0, at: 0, length: 3 },
      JSON.stringify(text),
    );
  }
  // Where `...` was meant to close it, that line is pointed at, even when a rule in the body would close it.
  for (const tail of ['', '\nbody\n---\n']) {
    assert.equal(splitFrontMatter(`---\nid: A-1\n...\n${tail}`), {
      kind: 'unclosed',
      open: 0,
      at: 12,
      length: 3,
    });
  }
});

test('any word behind the fence but yaml is another language', () => {
  const cases: [string, string, number][] = [
    ['---js\nx\n---\nbody', 'js', 3],
    ['--- javascript\nx\n', 'javascript', 4],
    ['\ufeff---json\r\n{}\r\n---\r\n', 'json', 4],
    ['---coffee', 'coffee', 3],
    ['---yml\na: 1\n---\n', 'yml', 3],
    ['---YAML\na: 1\n---\n', 'YAML', 3],
    ['---{"a": 1}\n---\n', '{"a": 1}', 3],
    ['---constructor\na: 1\n---\n', 'constructor', 3],
    ['--- js yaml\na: 1\n---\n', 'js yaml', 4],
  ];
  for (const [text, language, at] of cases) {
    const split = splitFrontMatter(text);
    if (split.kind !== 'bad-language') throw new Error(`${split.kind}: ${JSON.stringify(text)}`);
    assert.is(split.language, language);
    assert.is(split.languageStart, at);
    assert.is(
      split.bodyStart,
      /\n---/.test(text)
        ? text.lastIndexOf('---') +
            3 +
            (/---(\r?\n)/.exec(text.slice(text.lastIndexOf('---')))?.[1]?.length ?? 0)
        : 0,
    );
  }
});

test('long texts take no time', () => {
  const long = 1 << 24;
  for (const text of [
    `---\n${'a'.repeat(long)}`,
    `---${' '.repeat(long)}`,
    `---\n${'\n---x'.repeat(long / 8)}`,
    `---\n${'\n'.repeat(long)}a`,
    `---\n${'---'.repeat(long / 4)}`,
    `---\n${'...x\n'.repeat(long / 8)}`,
    `---\n${' '.repeat(4000)}\n${'#'.repeat(long)}`,
  ]) {
    assert.ok(['none', 'unclosed'].includes(splitFrontMatter(text).kind));
  }
});

test.run();
