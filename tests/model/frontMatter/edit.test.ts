import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editFrontMatter, type FieldEdit } from '../../../src/model/frontMatter/edit.js';

/** The text after these edits; fails the test where they are refused. */
function edited(text: string, ...edits: FieldEdit[]): string {
  const result = editFrontMatter(text, edits);
  if (!result.ok) throw new Error(`${result.problem.message} in ${JSON.stringify(text)}`);
  return result.value;
}

function inFences(...lines: string[]): string {
  return ['---', ...lines, '---', '', '# Body', ''].join('\n');
}

const set = (key: string, value: string, after?: string[]): FieldEdit => ({
  kind: 'set',
  key,
  value,
  ...(after ? { after } : {}),
});
const add = (key: string, ...items: string[]): FieldEdit => ({ kind: 'add', key, items });
const remove = (key: string, ...items: string[]): FieldEdit => ({ kind: 'remove', key, items });

test('a value is replaced where it stands: spaces, comment and quotes stay', () => {
  const cases: [string, string, string][] = [
    ['status: Draft            # Draft | Active', 'Active', 'status: Active            # Draft | Active'],
    ["status:   'Draft'", 'Active', "status:   'Active'"],
    ["status: 'Draft'", "it's", "status: 'it''s'"],
    ['status: "Draft"\t# why', 'a "b"', 'status: "a \\"b\\""\t# why'],
    ["status: 'Draft'", 'two\nlines', 'status: "two\\nlines"'],
    ['"status" : Draft', 'Active', '"status" : Active'],
    ['status:', 'Active', 'status: Active'],
    ['status:   # Draft | Active', 'Active', 'status: Active   # Draft | Active'],
    ['status: Draft', '', 'status:'],
    ['status: ""', 'x', 'status: "x"'],
    ['status: []  # none', 'x', 'status: x  # none'],
    ['status: >-  # folded\n  a\n  b', 'x', 'status: x  # folded'],
    ['status: one\n  two # c', 'x', 'status: x # c'],
    ['status:\n  Draft # c', 'x', 'status:\n  x # c'],
    ['status: # list\n  - a # one\n  # two\n  - b # three', 'x', 'status: x # list'],
  ];
  for (const [before, value, after] of cases) {
    for (const [head, tail] of [
      [[], []],
      [['id: A-1'], ['created: 1']],
      [['# top'], ['# end', '']],
    ] as [string[], string[]][]) {
      assert.is(
        edited(inFences(...head, before, ...tail), set('status', value)),
        inFences(...head, after, ...tail),
      );
    }
  }
});

test('values that YAML would read otherwise are quoted', () => {
  const cases: [string, string][] = [
    ['Draft', 'Draft'],
    ['1.10', '1.10'],
    ['on', 'on'],
    ['null', 'null'],
    ['2026-11-20', '2026-11-20'],
    ['a:b#c', 'a:b#c'],
    ["it's", "it's"],
    ['Fix: the 500', '"Fix: the 500"'],
    ['Fix: the "500" # now', `'Fix: the "500" # now'`],
    ['a: \\', "'a: \\'"],
    ['#12', '"#12"'],
    ['a #b', '"a #b"'],
    ['-x', '"-x"'],
    ['- x', '"- x"'],
    ['-', '"-"'],
    ['?', '"?"'],
    ['*a', '"*a"'],
    ['&a', '"&a"'],
    ['!a', '"!a"'],
    ['|', '"|"'],
    ['>', '">"'],
    ['%a', '"%a"'],
    ['@a', '"@a"'],
    ['`a`', '"`a`"'],
    ['[a]', '"[a]"'],
    ['{a}', '"{a}"'],
    [' a', '" a"'],
    ['a ', '"a "'],
    ['a\n', '"a\\n"'],
    ['a\tb', '"a\\tb"'],
    ['', '""'],
    ['a:', '"a:"'],
    [':a', '":a"'],
    ['🚀 go', '"🚀 go"'],
    ['---', '"---"'],
    ['...', '"..."'],
    ['\0\x1b[31m', '"\\u0000\\u001b[31m"'],
    ['\u2028', '"\\u2028"'],
    ['\ud83d', '"\\ud83d"'],
    ['"a"', `'"a"'`],
  ];
  for (const [value, written] of cases) {
    assert.is(edited(inFences('id: A-1'), set('title', value)), inFences('id: A-1', `title: ${written}`));
    assert.is(edited(inFences('title: x'), set('title', value)).includes('title: x'), false);
  }
});

test('a new key goes behind the last of its forerunners, below what belongs to them', () => {
  const text = inFences('id: A-1', 'tags:', '  - a', '  # more', '# about', 'created: 1', '', '# end');
  assert.is(
    edited(text, set('x', '1', ['id', 'tags', 'owner'])),
    text.replace('  # more\n', '  # more\nx: 1\n'),
  );
  assert.is(edited(text, set('x', '1', ['id'])), text.replace('id: A-1\n', 'id: A-1\nx: 1\n'));
  assert.is(edited(text, set('x', '1', ['gone'])), text.replace('created: 1\n', 'created: 1\nx: 1\n'));
  assert.is(edited(text, set('x', '1')), text.replace('created: 1\n', 'created: 1\nx: 1\n'));
  assert.is(edited(inFences('# nothing'), set('x', '1')), inFences('# nothing', 'x: 1'));
  assert.is(edited(inFences('  id: A-1'), set('x', '1')), inFences('  id: A-1', '  x: 1'));
  const block = inFences('a: |+', '  x', '', 'b: 1');
  assert.is(edited(block, set('x', '1', ['a'])), inFences('a: |+', '  x', '', 'x: 1', 'b: 1'));
});

test('a document without front matter gets one, and loses it with its only key', () => {
  for (const body of [
    '',
    '# Title\n',
    '\n# Title',
    'no newline',
    '---\n\nrule above',
    '\ufeff# Mark\n',
    'a\r\nb\r\n',
    '  \n',
    '- - -\n---\n',
  ]) {
    const once = edited(body, set('key', 'value'));
    const eol = body.includes('\r') ? '\r\n' : '\n';
    const mark = body.startsWith('\ufeff') ? '\ufeff' : '';
    assert.is(once, `${mark}---${eol}key: value${eol}---${eol}${eol}${body.slice(mark.length)}`);
    assert.is(edited(once, { kind: 'unset', key: 'key' }), body);
    assert.is(edited(edited(body, add('key', 'A-1')), remove('key', 'A-1')), body);
    assert.is(edited(body, { kind: 'unset', key: 'key' }, remove('key', 'x'), add('key')), body);
  }
  assert.is(
    edited('---\na: 1\n---\n---\nb: 1\n---\n', { kind: 'unset', key: 'a' }),
    '---\n---\n---\nb: 1\n---\n',
  );
});

test('items go into order where the list is in order, else to its end', () => {
  const sorted = inFences(
    'related_docs:',
    '  - ADR-002',
    '  # why',
    '  - TASK-010 # first',
    '  - src/a.ts',
    'x: 1',
  );
  assert.is(
    edited(sorted, add('related_docs', 'ADR-015')),
    sorted.replace('ADR-002\n', 'ADR-002\n  - ADR-015\n'),
  );
  assert.is(
    edited(sorted, add('related_docs', 'TASK-9')),
    sorted.replace('ADR-002\n', 'ADR-002\n  - TASK-9\n'),
  );
  assert.is(
    edited(sorted, add('related_docs', 'TASK-100')),
    sorted.replace('# first\n', '# first\n  - TASK-100\n'),
  );
  assert.is(
    edited(sorted, add('related_docs', 'ADR-001')),
    sorted.replace('docs:\n', 'docs:\n  - ADR-001\n'),
  );
  assert.is(
    edited(sorted, add('related_docs', 'src/b.ts', 'ADR-002')),
    sorted.replace('a.ts\n', 'a.ts\n  - src/b.ts\n'),
  );
  const byHand = inFences('related_docs:', '- "TASK-010"', '- "ADR-002"');
  assert.is(
    edited(byHand, add('related_docs', 'ADR-001')),
    inFences('related_docs:', '- "TASK-010"', '- "ADR-002"', '- "ADR-001"'),
  );
  assert.is(edited(sorted, add('related_docs', 'TASK-010', 'src/a.ts')), sorted);
});

test('new lists are block lists, indented as the others', () => {
  assert.is(
    edited(inFences('id: A-1'), add('tags', 'b', 'a')),
    inFences('id: A-1', 'tags:', '  - b', '  - a'),
  );
  assert.is(
    edited(inFences('id: A-1'), add('blocks', 'T-10', 'T-9', 'T-9')),
    inFences('id: A-1', 'blocks:', '  - T-9', '  - T-10'),
  );
  const flush = inFences('tags:', '- a');
  assert.is(edited(flush, add('blocks', 'T-9')), inFences('tags:', '- a', 'blocks:', '- T-9'));
  assert.is(
    edited(inFences('blocks: T-9 # one'), add('blocks', 'T-10')),
    inFences('blocks: # one', '  - T-9', '  - T-10'),
  );
  assert.is(
    edited(inFences('blocks: # none'), add('blocks', 'T-10')),
    inFences('blocks: # none', '  - T-10'),
  );
  assert.is(edited(inFences('a: 1'), { kind: 'set', key: 'b', value: [] }), inFences('a: 1', 'b: []'));
});

test('a flow list stays one while it holds one id or no ids', () => {
  assert.is(edited(inFences('blocks: [ ] # c'), add('blocks', 'T-1')), inFences('blocks: [T-1] # c'));
  assert.is(
    edited(inFences('blocks: [T-2] # c'), add('blocks', 'T-1')),
    inFences('blocks: # c', '  - T-1', '  - T-2'),
  );
  assert.is(edited(inFences('blocks: [T-2, "T-1"]'), remove('blocks', 'T-2')), inFences('blocks: ["T-1"]'));
  assert.is(edited(inFences('blocks: [T-2]'), remove('blocks', 'T-2')), inFences('blocks: []'));
  assert.is(
    edited(inFences('tags: [ a, c ]'), add('tags', 'b', 'd, e')),
    inFences('tags: [ a, b, c, "d, e" ]'),
  );
  assert.is(edited(inFences('tags: [b]'), add('tags', 'a')), inFences('tags: [a, b]'));
  assert.is(edited(inFences('tags: [a, b, c, d]'), remove('tags', 'a', 'c')), inFences('tags: [b, d]'));
});

test('taking out the last item takes out the key, but no comment', () => {
  assert.is(
    edited(inFences('a: 1', 'blocks:', '  - T-1', 'b: 2'), remove('blocks', 'T-1')),
    inFences('a: 1', 'b: 2'),
  );
  assert.is(
    edited(inFences('blocks: # why', '  - T-1', 'b: 2'), remove('blocks', 'T-1')),
    inFences('blocks: # why', 'b: 2'),
  );
  assert.is(
    edited(inFences('blocks:', '  # why', '  - T-1'), remove('blocks', 'T-1')),
    inFences('blocks:', '  # why'),
  );
  assert.is(edited(inFences('a: 1', 'blocks: T-1'), remove('blocks', 'T-1')), inFences('a: 1'));
  assert.is(edited(inFences('blocks: T-1 # c'), remove('blocks', 'T-1')), inFences('blocks: # c'));
  assert.is(edited(inFences('blocks: T-1'), remove('blocks', 'T-2')), inFences('blocks: T-1'));
});

test('a list that is set keeps the lines of items that stay', () => {
  const text = inFences('tags:', '  # head', '  - a # one', '  # on b', '  - "b"', '  - c', 'x: 1');
  const value = ['c', 'b', 'd'];
  assert.is(
    edited(text, { kind: 'set', key: 'tags', value }),
    inFences('tags:', '  # head', '  - c', '  # on b', '  - "b"', '  - d', 'x: 1'),
  );
  assert.is(edited(text, { kind: 'set', key: 'tags', value: ['a', 'b', 'c'] }), text);
  assert.is(edited(text, { kind: 'set', key: 'tags', value: [] }), inFences('tags: []', 'x: 1'));
  assert.is(
    edited(inFences('tags: [a, b]'), { kind: 'set', key: 'tags', value: ['b', 'z'] }),
    inFences('tags: [b, z]'),
  );
  assert.is(
    edited(inFences('tags: a'), { kind: 'set', key: 'tags', value: ['T-2', 'T-1'] }),
    inFences('tags:', '  - T-1', '  - T-2'),
  );
});

test('a map is a block map, of which only the lines that differ change', () => {
  const proof = { overall: 'a1', result: 'b2', commit: 'c3' };
  const lines = ['proof:', '  overall: a1', '  result: b2', '  commit: c3'];
  assert.is(
    edited(inFences('id: P-1'), { kind: 'set', key: 'proof', value: proof }),
    inFences('id: P-1', ...lines),
  );
  assert.is(edited(inFences('proof: {}'), { kind: 'set', key: 'proof', value: proof }), inFences(...lines));
  const old = inFences(
    'proof: # of the run',
    "    overall: 'x' # hash",
    '    gone: 1',
    '    # on commit',
    '    commit: c3',
    'z: 1',
  );
  const now = inFences(
    'proof: # of the run',
    "    overall: 'a1' # hash",
    '    # on commit',
    '    commit: c3',
    '    result: b2',
    'z: 1',
  );
  assert.is(edited(old, { kind: 'set', key: 'proof', value: proof }), now);
  assert.is(
    edited(old, { kind: 'set', key: 'proof', value: {} }),
    inFences('proof: {} # of the run', 'z: 1'),
  );
});

test('line endings stay what they are', () => {
  const text = inFences('id: A-1', 'tags:', '  - b # c').replaceAll('\n', '\r\n');
  const after = inFences('id: A-2', 'tags:', '  - a', '  - b # c', 'x: 1').replaceAll('\n', '\r\n');
  assert.is(edited(text, set('id', 'A-2'), add('tags', 'a'), set('x', '1')), after);
  assert.is(edited('---\na: 1\n---', set('a', '2')), '---\na: 2\n---');
});

test('keys that are names of JavaScript are keys like others', () => {
  const text = inFences('constructor: 1', '__proto__: 2', 'toString:', '  - a');
  assert.is(
    edited(text, set('__proto__', '3'), add('toString', 'b')),
    inFences('constructor: 1', '__proto__: 3', 'toString:', '  - a', '  - b'),
  );
  assert.is(edited(text, { kind: 'unset', key: 'hasOwnProperty' }), text);
});

test('front matter that cannot be read is left alone, except a text on a line of its own', () => {
  const broken = inFences('id: A-1', 'title: Foo: bar  # yes', 'tags:', '  - x: y: z', 'status: Draft # c');
  assert.is(edited(broken, set('status', 'Active')), broken.replace('Draft', 'Active'));
  assert.is(edited(broken, set('title', 'Foo: baz')), broken.replace('Foo: bar', '"Foo: baz"'));
  const refused: [string, FieldEdit][] = [
    [broken, set('owner', 'ada')],
    [broken, set('tags', 'x')],
    [broken, { kind: 'unset', key: 'status' }],
    [broken, add('tags', 'x')],
    [inFences('a: "open', 'status: Draft'), set('status', 'x')],
    [inFences('a: [open', 'status: Draft'), set('status', 'x')],
    [inFences('a: "b" c', 'status: Draft', '  more'), set('status', 'x')],
    [inFences('a: b: c', 'status: Draft', 'status: Active'), set('status', 'x')],
    [inFences('status: Draft', 'status: Active'), set('status', 'x')],
    [inFences('status: &a Draft', 'b: *a'), set('status', 'x')],
    ['---\nstatus: x\n', set('status', 'y')],
    ['---js\nstatus: x\n---\n', set('status', 'y')],
    ['---\n- status: x\n---\n', set('status', 'y')],
  ];
  for (const [text, edit] of refused) {
    const result = editFrontMatter(text, [edit]);
    assert.is(result.ok, false, text);
    if (result.ok) continue;
    assert.is(result.problem.code, 'invalid-document');
    assert.ok((result.problem.place?.line ?? 0) >= 1 && (result.problem.place?.column ?? 0) >= 1, text);
    assert.ok(result.problem.hint);
  }
  assert.is(
    edited(inFences('a: &a x', 'b: *a', 'status: Draft'), set('status', 'y')),
    inFences('a: &a x', 'b: *a', 'status: y'),
  );
});

test('a duplicate key does not hinder an edit of another', () => {
  const text = inFences('a: 1', 'a: 2', 'tags:', '  - x', '  - x: 1', '    x: 2', 'b: 1');
  assert.is(edited(text, set('b', '2')), text.replace('b: 1', 'b: 2'));
  assert.is(edited(text, set('c', '2')), text.replace('b: 1', 'b: 1\nc: 2'));
  assert.is(edited(text, { kind: 'unset', key: 'b' }), text.replace('b: 1\n', ''));
  for (const edit of [
    set('a', '3'),
    { kind: 'unset' as const, key: 'a' },
    add('tags', 'y'),
    remove('tags', 'x'),
  ]) {
    const result = editFrontMatter(text, [edit]);
    assert.is(result.ok ? '' : result.problem.code, 'invalid-document');
  }
});

test('an edit that would change another value is refused', () => {
  const text = inFences('a: |+', '  x', '', 'b: 1', '', 'c: 2');
  const result = editFrontMatter(text, [{ kind: 'unset', key: 'b' }]);
  assert.is(result.ok ? '' : result.problem.code, 'refused');
  assert.is(edited(text, set('b', '2')), text.replace('b: 1', 'b: 2'));
});

test('what has no place in YAML is refused', () => {
  const flow = editFrontMatter(inFences('{a: 1}'), [set('b', '1')]);
  assert.is(flow.ok ? '' : flow.problem.code, 'refused');
  for (const key of ['', 'x'.repeat(300)]) {
    const result = editFrontMatter(inFences('a: 1'), [set(key, '1')]);
    assert.is(result.ok ? '' : result.problem.code, 'invalid-value');
  }
  const several = editFrontMatter(inFences('a: 1'), [set('a', '2'), set('', '1')]);
  assert.is(several.ok, false);
});

test.run();
