import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { renderMarkdown } from '../../../src/tui/markdown/render.js';
import { rows, styledRows } from './rendering.js';

test('inline marks become styles, and their characters go', () => {
  assert.deepEqual(styledRows('*a* **b** ***c*** ~~d~~ `e` f\\*', 60), [
    '{italic|a} {bold|b} {bold italic|c} {strikethrough|d} {dim|`}{magenta|e}{dim|`} f*',
  ]);
});

test('links show their text, wiki links their label, ids themselves', () => {
  assert.deepEqual(styledRows('[to **x**](a.md) [[PLAN-001|the plan]] ADR-002 NOPE-003', 60), [
    '{blue underline #0|to }{blue bold underline #0|x} {blue underline #1|the plan} {blue underline #2|ADR-002} NOPE-003',
  ]);
});

test('a wiki link whose label holds emphasis is one link', () => {
  assert.deepEqual(styledRows('[[PLAN-001|the *best* plan]].', 60), [
    '{blue underline #0|the }{blue italic underline #0|best}{blue underline #0| plan}.',
  ]);
});

test('an image in a link: both can be walked to', () => {
  const { lines, links } = renderMarkdown('[![Build](b.svg)](ci.md)', 60);
  assert.deepEqual(
    lines[0]?.map(({ text, link }) => [text, link]),
    [
      ['[image: ', 0],
      ['Build', 1],
      [']', 0],
    ],
  );
  assert.deepEqual(
    links.map(({ form, target }) => `${form} ${target}`),
    ['markdown ci.md', 'image b.svg'],
  );
});

test('a link without text shows where it leads', () => {
  assert.deepEqual(rows('[](a.md) and ![](img/b.png)', 60), ['a.md and [image: b.png]']);
});

test('tasks are told by their boxes', () => {
  assert.deepEqual(styledRows('- [ ] a\n- [x] b\n1. [x] c', 60).slice(0, 2), ['{bold|☐ }a', '{green|☑ }b']);
  assert.deepEqual(rows('1. [x] c\n2. d', 60), ['1. ☑ c', '2. d']);
});

test('lists hang below their text, numbers end at one column', () => {
  assert.deepEqual(
    rows('9. one two three\n10. four\n    - five six', 12),
    [' 9. one two', '    three', '10. four', '    • five', '      six'].slice(0, 5),
  );
});

test('deep nesting gives up indents before text', () => {
  const deep = Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}- lv${depth}`).join('\n');
  const shown = rows(deep, 20);
  for (let depth = 0; depth < 12; depth++) assert.ok(shown.some((row) => row.endsWith(`lv${depth}`)));
});

test('columns are as wide as they need, and shrink where that is too wide', () => {
  const table = '| a | b |\n| :-: | --: |\n| one two three four | 10 |\n| x | 9 |';
  assert.deepEqual(rows(table, 40), [
    '┌────────────────────┬────┐',
    '│         a          │  b │',
    '├────────────────────┼────┤',
    '│ one two three four │ 10 │',
    '│         x          │  9 │',
    '└────────────────────┴────┘',
  ]);
  assert.deepEqual(rows(table, 18), [
    '┌───────────┬────┐',
    '│     a     │  b │',
    '├───────────┼────┤',
    '│  one two  │ 10 │',
    '│   three   │    │',
    '│   four    │    │',
    '├───────────┼────┤',
    '│     x     │  9 │',
    '└───────────┴────┘',
  ]);
  assert.deepEqual(rows(table, 10), [
    '──────────',
    'a: one two',
    'three four',
    'b: 10',
    '──────────',
    'a: x',
    'b: 9',
    '──────────',
  ]);
});

test('code keeps its lines and spaces; what is too long goes on behind a broken bar', () => {
  assert.deepEqual(rows('```js\nif (a)  {\n\tb();\n\n}\n```', 12), [
    '┌─ js ──────',
    '│ if (a)  {',
    '│     b();',
    '│ ',
    '│ }',
    '└───────────',
  ]);
  assert.deepEqual(rows('```\nabcdefghijkl\n```', 10), ['┌─────────', '│ abcdefgh', '┆ ijkl', '└─────────']);
});

test('tascs are named, their keys set apart', () => {
  assert.deepEqual(styledRows('```yaml tascs\n- id: x\n  title: X # why\n```', 30), [
    '{dim|┌─ }{cyan|tascs · yaml}{dim| ────────}',
    '{dim|│ }- {cyan|id}: x',
    '{dim|│ }  {cyan|title}: X # why',
    '{dim|└───────────────────────}',
  ]);
});

test('callouts of GitHub and Obsidian have a title in words', () => {
  assert.deepEqual(styledRows('> [!CAUTION]\n> Hot.', 30), [
    '{red bold|┃ }{red bold|Caution}',
    '{red bold|┃ }Hot.',
  ]);
  assert.deepEqual(rows('> [!tip]+ Look *here*', 30), ['┃ Tip: Look here']);
  assert.deepEqual(rows('> [!own kind]\n> x', 30), ['│ [!own kind] x']);
});

test('prompts of templates are hints, other comments stay as they are', () => {
  assert.deepEqual(styledRows('<!-- prompt: Why now? -->\n\n<!-- kept -->', 30), [
    '{dim italic|✎ }{dim italic|Why now?}',
    '',
    '{dim|<!-- kept -->}',
  ]);
});

test('what acts on a terminal is shown and never sent', () => {
  const shown = rows('a\u001b[31mb \u202ec \u200bd\n\n```\n\u001b]0;x\u0007\n```\n', 60);
  assert.equal(shown[0], 'a\\u{1b}[31mb \\u{202e}c \\u{200b}d');
  assert.equal(shown[3], '│ \\u{1b}]0;x\\u{7}');
});

test('front matter: empty keys are left out, lists are wrapped below themselves', () => {
  const text = '---\nid: PLAN-001\ntitle: T\nowner:\nrelated_docs: [ADR-001, ADR-002, ADR-003]\n---\nx';
  assert.deepEqual(styledRows(text, 30), [
    '{cyan bold|PLAN-001} {bold|T}',
    '{dim|related_docs  }{blue underline #0|ADR-001},',
    '              {blue underline #1|ADR-002}, {blue underline #2|ADR-003}',
    '{dim|──────────────────────────────}',
    '',
    'x',
  ]);
});

test('links of the front matter may be given as the configuration reads them', () => {
  const text = '---\nrelated_docs: [notes/a.md, ADR-001]\n---\n';
  const offset = text.indexOf('notes');
  const span = { line: 2, column: 16, offset, length: 10 };
  const fieldLinks = [{ form: 'field' as const, target: 'notes/a.md', fragment: null, span }];
  const { links } = renderMarkdown(text, 40, { prefixes: ['ADR'], fieldLinks });
  assert.deepEqual(
    links.map(({ form, target }) => `${form} ${target}`),
    ['field notes/a.md'],
  );
});

test('front matter that cannot be read is named and shown as it stands', () => {
  assert.deepEqual(rows('---\nid: [x\n---\n# T', 60), [
    '✗ flow sequence in block collection must be sufficiently',
    'indented and end with a ] (line 3)',
    '',
    '---',
    'id: [x',
    '---',
    '',
    'T',
    '═'.repeat(60),
  ]);
  const unclosed = rows('---\nid: X\n\n# T', 90);
  assert.match(unclosed[0] ?? '', /never closed.*\(line 1\)/);
  assert.deepEqual(unclosed.slice(1, 7), ['', '---', 'id: X', '', 'T', '═'.repeat(90)]);
});

test('a key that stands twice is a problem above a header that shows', () => {
  const shown = rows('---\nid: A\nid: B\n---\n', 60);
  assert.equal(shown[0], "✗ duplicate key 'id' (line 3)");
  assert.equal(shown[1], 'A');
});

test('conflict markers: the text as it stands', () => {
  const text = 'a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\n';
  assert.deepEqual(styledRows(text, 50), [
    '{red bold|✗ git left conflict markers here (line 2)}',
    '',
    'a',
    '{red|<<<<<<< x}',
    'b',
    '{red|=======}',
    'c',
    '{red|>>>>>>> y}',
    '',
  ]);
});

test('what is too much for a parser is shown as it stands', () => {
  const shown = rows(`&copy; ${'[a '.repeat(11_000)}`, 30);
  assert.match(shown.slice(0, 3).join(' '), /too large or too deeply nested/);
  assert.ok(shown.some((row) => row.startsWith('&copy; [a')));
  const nested = rows(`${'> '.repeat(3_000)}x ${'*'.repeat(5_000)}`, 30);
  assert.ok(nested.some((row) => row.includes('x')));
});

test('each row knows the line that it came from', () => {
  const text = '# A\n\none two\nthree four\n\n- x\n\n  y\n\n```\nc\n```\n';
  assert.deepEqual(renderMarkdown(text, 10).sourceLines, [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a line break that is written as a tag breaks the line, also in a table', () => {
  assert.deepEqual(rows('a<br>b<BR />c', 60), ['a', 'b', 'c']);
  assert.deepEqual(rows('| x | y |\n|---|---|\n| one<br/>two | z |', 60).slice(3, 5), [
    '│ one │ z │',
    '│ two │   │',
  ]);
});

test('a comment by which a program finds its part is not shown, any other is', () => {
  assert.deepEqual(rows('a\n\n<!-- AC:BEGIN -->\n- [ ] b\n<!-- AC:END -->\n\n<!-- c -->\n', 60), [
    'a',
    '',
    '☐ b',
    '',
    '<!-- c -->',
  ]);
  assert.deepEqual(rows('<!-- TODO: say why -->', 60), ['<!-- TODO: say why -->']);
});

test('nothing makes nothing', () => {
  for (const text of ['', '\n\n', '\ufeff', '---\n---\n', '[a]: b']) {
    assert.deepEqual(rows(text, 40).join(''), '', JSON.stringify(text));
  }
});

test.run();
