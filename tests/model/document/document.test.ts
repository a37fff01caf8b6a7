import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { defaultConfig } from '../../../src/model/config/config.js';
import { field, listField, readDocument, textField, titleOf } from '../../../src/model/document/document.js';
import type { DocumentFacts } from '../../../src/model/document/facts.js';
import { tooHardAt } from '../../../src/model/markdown/effort.js';
import { referenceReaders } from '../../../src/model/referenceReaders.js';
import { lineStarts } from '../../../src/model/text.js';

const { types } = defaultConfig;
const path = 'dev_ops/plans/PLAN-001-login.md';

function read(text: string): DocumentFacts {
  const facts = readDocument(path, text, types, referenceReaders);
  assert.ok(facts);
  return facts;
}

function kinds(text: string): string[] {
  return read(text).problems.map(({ kind }) => kind);
}

const whole = `---
id: PLAN-001
title: "Fix: login"
related_docs:
  - ADR-001
  - docs/a.md#goal
tags: one
owner:
---

# PLAN-001 - Fix: login

<a id="goal"></a> See ADR-015, [[TASK-002#Steps|that]] and [the ADR](../adrs/ADR-001-x.md#why).

<!-- prompt: say more -->
`;

test('a document is its front matter and its body, with offsets into the file', () => {
  const facts = read(whole);
  assert.deepEqual(facts.problems, []);
  assert.equal(facts.hasFrontMatter, true);
  assert.deepEqual(
    facts.fields.map(({ key }) => key),
    ['id', 'title', 'related_docs', 'tags', 'owner'],
  );
  assert.deepEqual(
    facts.headings.map(({ depth, text, anchor, span }) => [depth, text, anchor, span.line]),
    [[1, 'PLAN-001 - Fix: login', 'plan-001---fix-login', 11]],
  );
  assert.deepEqual(facts.anchors, ['goal']);
  assert.deepEqual(
    facts.links.map(({ form, target, fragment, span }) => [
      form,
      target,
      fragment,
      whole.slice(span.offset, span.offset + span.length),
    ]),
    [
      ['bare', 'PLAN-001', null, 'PLAN-001'],
      ['bare', 'ADR-015', null, 'ADR-015'],
      ['wiki', 'TASK-002', 'Steps', 'TASK-002#Steps'],
      ['markdown', '../adrs/ADR-001-x.md', 'why', '../adrs/ADR-001-x.md#why'],
    ],
  );
  assert.deepEqual(
    facts.prompts.map(({ offset, length }) => whole.slice(offset, offset + length)),
    ['<!-- prompt: say more -->'],
  );
});

test('an ordinary document needs no reference parser', () => {
  const ordinary = whole.replace('<a id="goal"></a> ', '');
  const quick = readDocument(path, ordinary, types);
  assert.ok(quick);
  assert.deepEqual(quick, read(ordinary));
});

test('fields are read by key', () => {
  const facts = read(whole);
  assert.equal(field(facts, 'title')?.value, 'Fix: login');
  assert.equal(field(facts, 'none'), undefined);
  assert.equal(textField(facts, 'id'), 'PLAN-001');
  for (const key of ['owner', 'none', 'related_docs']) assert.equal(textField(facts, key), undefined, key);
  assert.deepEqual(listField(facts, 'related_docs'), ['ADR-001', 'docs/a.md#goal']);
  assert.deepEqual(listField(facts, 'tags'), ['one']);
  for (const key of ['owner', 'none']) assert.deepEqual(listField(facts, key), [], key);
  assert.deepEqual(listField(read('---\na:\n  - x\n  - [y]\n  - k: v\n---\n'), 'a'), ['x']);
});

test('the title is the field, else the first H1 without its id, else the file name', () => {
  assert.equal(titleOf(read(whole)), 'Fix: login');
  assert.equal(titleOf(read('---\ntitle:\n---\n## Goal\n\n# PLAN-001 - Keep - dashes\n')), 'Keep - dashes');
  assert.equal(titleOf(read('# P2P-001 - Prefixes hold digits')), 'Prefixes hold digits');
  assert.equal(titleOf(read('# Not PLAN-001 - at the start')), 'Not PLAN-001 - at the start');
  assert.equal(titleOf(read('## Only this\n')), 'PLAN-001-login');
});

const conflict = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n';

test('a conflict is one problem at its first marker, and nothing else is read', () => {
  const facts = read(`---\nid: [\n---\n\n# T\n\n${conflict}\n${conflict}`);
  assert.deepEqual(
    facts.problems.map(({ kind, span }) => [kind, span]),
    [['conflict', { line: 7, column: 1, offset: 20, length: 12 }]],
  );
  assert.deepEqual([facts.fields, facts.headings, facts.hasFrontMatter], [[], [], false]);
});

test('conflicts are found in every shape that git leaves', () => {
  const longer = conflict.replace(/[<=>]{7}/g, (marker) => marker.repeat(2));
  const found = [
    `---\n${conflict}---\n`,
    conflict.replaceAll('\n', '\r\n'),
    conflict.trimEnd(),
    conflict.replace('=======', '||||||| base\nold\n======='),
    longer,
    // A stray longer marker and an example do not hide the conflict behind them.
    `<<<<<<<<<< stray\n\n${conflict}`,
    `\`\`\`\n${conflict}\`\`\`\n\n${conflict}`,
    // Both sides open the fence that the common text closes.
    '<<<<<<< HEAD\n```js\n=======\n```ts\n>>>>>>> other\ncode\n```\n',
    // Neither a longer fence's inside nor an info string closes; a code span is no fence.
    `\`\`\`\`\n\`\`\`\n\`\`\`\`\n${conflict}`,
    `\`\`\`x\`\n${conflict}`,
    `~~~\n\`\`\`\n~~~\n${conflict}`,
  ];
  for (const text of found) assert.deepEqual(kinds(text), ['conflict'], JSON.stringify(text));
});

test('what only looks like a conflict is none', () => {
  const none = [
    `\`\`\`\n${conflict}\`\`\`\n`,
    `\`\`\`\`md\n\`\`\`\n${conflict}\`\`\`\`\n`,
    `\`\`\`\n\`\`\`js\n${conflict}\`\`\`\n`,
    `~~~\n\`\`\`\n${conflict}~~~\n`,
    'Title\n=======\n\ntext\n',
    '<<<<<<< HEAD\n\n=======\n',
    '<<<<<<< HEAD\n>>>>>>> other\n=======\n',
    '>>>>>>> other\n=======\n<<<<<<< HEAD\n',
    ' <<<<<<< HEAD\n=======\n>>>>>>> other\n',
    '<<<<<<< HEAD\n========\n>>>>>>> other\n',
    '<<<<<< HEAD\n======\n>>>>>> other\n',
  ];
  for (const text of none) assert.deepEqual(kinds(text), [], JSON.stringify(text));
});

test('what is too large is named and not read', () => {
  assert.deepEqual(kinds('a'.repeat(5 * 1024 * 1024 + 1)), ['too-large']);
  assert.deepEqual(kinds(`# Log\n\n${'word '.repeat(400_000)}\n`), []);
});

/** No quick scanner decides this: it sends the whole document to the reference parser. */
const puzzle = '# A&nbsp;[b](c&amp;d.md)\n\n';

test('a document that needs the reference parser and is too much for it is a problem, not a crash', () => {
  const attacks = [
    '> '.repeat(20_000),
    `${'- '.repeat(20_000)}a`,
    `${'1. '.repeat(20_000)}a`,
    `${'> 1. '.repeat(10_000)}a`,
    '['.repeat(100_000),
    '[a]('.repeat(50_000),
    `${'*a '.repeat(50_000)}${'b**'.repeat(50_000)}`,
    `x ${'a <![CDATA['.repeat(20_000)}`,
    `${'>'.repeat(90)} a\n${'a\n'.repeat(20_000)}`,
  ];
  for (const attack of attacks) {
    const text = `---\nid: PLAN-001\n---\n${puzzle}${attack}\n`;
    const starts = lineStarts(text);
    assert.equal(readDocument(path, text, types), null, 'the puzzle is no puzzle any more');
    assert.ok(tooHardAt(text, 20, starts) > 20, attack.slice(0, 20));
    const facts = read(text);
    assert.deepEqual(
      facts.problems.map(({ kind, span }) => [kind, span.line > 3]),
      [['too-large', true]],
      attack.slice(0, 20),
    );
    assert.equal(textField(facts, 'id'), 'PLAN-001');
  }
});

test('long ordinary documents are not too much for the reference parser', () => {
  const row = '| [a](b.md) | **c** `d` [[PLAN-001]] | _e_ <br> |\n';
  const long = [
    `| a | b | c |\n| --- | :-: | --- |\n${row.repeat(8_000)}`,
    '- [ ] **one** [two](three.md) `four`\n'.repeat(20_000),
    `\`\`\`\n${'[ a * b\n'.repeat(30_000)}\`\`\`\n`,
    'Prose with *emphasis*, `code`, <br> and [a link](b.md).\n\n'.repeat(10_000),
    'Prose with *emphasis*, `code`, <br> and [a link](b.md).\n'.repeat(600),
    `${'  '.repeat(10)}- deep\n`.repeat(1_000),
  ];
  for (const text of long) assert.equal(tooHardAt(text, 0, lineStarts(text)), -1, text.slice(0, 40));
});

test('a parser whose stack is full is a problem; its other errors are not hidden', () => {
  const failing = (error: Error) => ({
    frontMatter: referenceReaders.frontMatter,
    plan: () => undefined,
    markdown: () => {
      throw error;
    },
  });
  const facts = readDocument(
    path,
    puzzle,
    types,
    failing(new RangeError('Maximum call stack size exceeded')),
  );
  assert.deepEqual(
    facts?.problems.map(({ kind }) => kind),
    ['too-large'],
  );
  assert.throws(() => readDocument(path, puzzle, types, failing(new TypeError('a mistake'))), TypeError);
});

test.run();
