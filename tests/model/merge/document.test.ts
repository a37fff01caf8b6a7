import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mergeLines } from '../../../src/model/merge/diff3.js';
import { mergeDocuments } from '../../../src/model/merge/document.js';
import { options } from './editing.js';

const byLine = async (base: string, ours: string, theirs: string) => mergeLines(base, ours, theirs, options);
const merge = (base: string, ours: string, theirs: string) =>
  mergeDocuments(base, ours, theirs, byLine, options);
const clean = (text: string) => ({ text, conflicts: 0 });

const document = `---
id: PLAN-001
title: "Fix: the 500 on /login"
# how far it is
status: Draft            # Draft | Active | Complete
created: 2026-11-20

related_docs:
  - ADR-015
  - TASK-001   # the parent
  - src/auth.py
tags: [auth, http]
---

# PLAN-001 - Fix: the 500 on /login

Body.
`;

test('different keys of both sides', async () => {
  const ours = document.replace('Draft   ', 'Active  ').replace('Body.', 'Body.\n\nMore.');
  const theirs = document.replace('created: 2026-11-20', 'created: 2026-11-21\nobjective: OBJ-001');
  assert.equal(
    await merge(document, ours, theirs),
    clean(ours.replace('created: 2026-11-20', 'created: 2026-11-21\nobjective: OBJ-001')),
  );
});

test('a value and its comment may change on different sides; a key above keeps its comment', async () => {
  const ours = document
    .replace('# Draft | Active | Complete', '# see FORMATS')
    .replace('how far', 'how very far');
  const theirs = document.replace('status: Draft ', 'status: Active ');
  assert.equal(await merge(document, ours, theirs), clean(ours.replace('status: Draft ', 'status: Active ')));
});

test('one key changed in two ways is marked at its lines', async () => {
  const merged = await merge(
    document,
    document.replace('Draft  ', 'Active '),
    document.replace('Draft  ', 'Complete'),
  );
  assert.is(merged.conflicts, 1);
  assert.ok(
    merged.text.includes(
      '# how far it is\n<<<<<<< ours\nstatus: Active           # Draft | Active | Complete\n=======\nstatus: Complete          # Draft | Active | Complete\n>>>>>>> theirs\ncreated',
    ),
    merged.text,
  );
});

test('a key that one side took out and the other left is gone', async () => {
  const [shorter, longer] = [document.replace(/created.*\n/, ''), document.replace('Draft ', 'Active ')];
  const merged = clean(shorter.replace('Draft ', 'Active '));
  assert.equal(await merge(document, shorter, longer), merged);
  assert.equal(await merge(document, longer, shorter), merged);
});

test('a key taken out on one side and changed on the other is marked', async () => {
  const merged = await merge(
    document,
    document.replace(/created.*\n/, ''),
    document.replace('2026-11-20', '2027-01-01'),
  );
  assert.is(merged.conflicts, 1);
  assert.ok(
    merged.text.includes('<<<<<<< ours\n=======\ncreated: 2027-01-01\n>>>>>>> theirs\n'),
    merged.text,
  );
  assert.equal(
    (await merge(document, document.replace(/created.*\n/, ''), document.replace('Body', 'Text'))).conflicts,
    0,
  );
});

test('lists are sets, whatever their form; comments of items stay', async () => {
  const ours = document.replace('  - ADR-015\n', '').replace('[auth, http]', '[auth, http, "a, b"]');
  const theirs = document
    .replace('  - src/auth.py\n', '  - src/auth.py\n  - "#12"\n')
    .replace('tags: [auth, http]', 'tags:\n  - http\n  - login');
  assert.equal(
    await merge(document, ours, theirs),
    clean(
      document
        .replace('  - ADR-015\n', '')
        .replace('  - src/auth.py\n', '  - "#12"\n  - src/auth.py\n')
        .replace('[auth, http]', '[http, "a, b", login]'),
    ),
  );
});

test('a sorted list stays sorted; an empty one becomes a block', async () => {
  const base = '---\ndepends_on:\n  - ADR-001\n  - ADR-005\nblocks: []\nfixes:\n---\n';
  const ours = base
    .replace('  - ADR-005\n', '  - ADR-005\n  - ADR-010\n')
    .replace('blocks: []', 'blocks:\n- BUG-1');
  const theirs = base
    .replace('  - ADR-001\n', '  - ADR-001\n  - ADR-002\n  - ADR-1000\n')
    .replace('blocks: []', 'blocks: [BUG-2]')
    .replace('fixes:\n', 'fixes:\n  - BUG-3\n');
  assert.equal(
    await merge(base, ours, theirs),
    clean(
      '---\ndepends_on:\n  - ADR-001\n  - ADR-002\n  - ADR-005\n  - ADR-010\n  - ADR-1000\nblocks:\n- BUG-1\n- BUG-2\nfixes:\n  - BUG-3\n---\n',
    ),
  );
});

test('a comment on the line of a key stays when its list gets or loses all items', async () => {
  const base = '---\nblocks:   # what waits\n  - BUG-1\n  - BUG-2\nfixes:   # what is mended\n---\n';
  const ours = base.replace('  - BUG-1\n', '').replace(' mended\n', ' mended\n  - BUG-3\n');
  const theirs = base.replace('  - BUG-2\n', '').replace('fixes:  ', 'fixes: BUG-4  ');
  assert.equal(
    await merge(base, ours, theirs),
    clean('---\nblocks: []   # what waits\nfixes:   # what is mended\n  - BUG-3\n  - BUG-4\n---\n'),
  );
});

test('one value made a list on both sides', async () => {
  const base = '---\nblocks: BUG-1\n---\n';
  assert.equal(
    await merge(base, '---\nblocks:\n  - BUG-1\n  - BUG-2\n---\n', '---\nblocks: [BUG-1, BUG-3]\n---\n'),
    clean('---\nblocks:\n  - BUG-1\n  - BUG-2\n  - BUG-3\n---\n'),
  );
  assert.is((await merge(base, '---\nblocks: BUG-2\n---\n', '---\nblocks: BUG-3\n---\n')).conflicts, 1);
});

test('the same document added on both sides, without a base', async () => {
  const merged = await merge(
    '',
    document,
    document.replace('auth, http', 'auth, ui').replace('Body', 'Body'),
  );
  assert.equal(merged, clean(document.replace('auth, http', 'auth, http, ui')));
});

test('without front matter, or with YAML that cannot be read, the text is merged as a whole', async () => {
  const seen: string[] = [];
  const spy = (base: string, ours: string, theirs: string) => {
    seen.push(base);
    return byLine(base, ours, theirs);
  };
  for (const base of [
    '# Title\n\na\nb\nc\n',
    '---\na: [1\n---\n\na\nb\nc\n',
    '---\na: 1\na: 2\n---\na\nb\nc\n',
  ]) {
    const [ours, theirs] = [base.replace(/^a$/m, 'A'), base.replace(/^c$/m, 'C')];
    const merged = await mergeDocuments(base, ours, theirs, spy, options);
    assert.equal(merged, clean(ours.replace(/^c$/m, 'C')));
    assert.is(seen.pop(), base);
  }
});

test('keys that are readable apart and not together go to the text merge', async () => {
  const base = '---\na: &x 1\n---\n';
  const { text } = await merge(base, '---\na: 2\nc: 1\n---\n', '---\na: &x 1\nb: *x\n---\n');
  assert.match(text, /<<<<<<< ours/);
});

test('the body of one side beside the front matter of the other', async () => {
  const ours = document.replace('Body.', 'Ours.').replace('Draft  ', 'Active ');
  const theirs = document.replace('# PLAN-001 - Fix', '# PLAN-001: Fix').replace('2026-11-20', '2026-11-21');
  assert.equal(
    await merge(document, ours, theirs),
    clean(ours.replace('# PLAN-001 - Fix', '# PLAN-001: Fix').replace('2026-11-20', '2026-11-21')),
  );
});

interface Fields {
  readonly scalars: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

const scalar = fc.constantFrom('one', 'two', '"three: 3"', "'fo''ur'", '1.10', '');
const ids = fc.uniqueArray(fc.constantFrom('ADR-001', 'ADR-002', 'BUG-003', 'PLAN-004', 'TASK-005'), {
  maxLength: 5,
});
const fields: fc.Arbitrary<Fields> = fc.record({
  scalars: fc.record({ title: scalar, status: scalar, created: scalar, step: scalar }),
  lists: fc.record({ related_docs: ids, blocks: ids, fixes: ids }),
});

function write({ scalars, lists }: Fields, flow: boolean, eol: string): string {
  const lines = [
    ...Object.entries(scalars).map(([key, value]) => `${key}: ${value}`.trimEnd()),
    ...Object.entries(lists).flatMap(([key, items]) =>
      items.length === 0
        ? [`${key}: []`]
        : flow
          ? [`${key}: [${items.join(', ')}]`]
          : [`${key}:`, ...items.map((item) => `  - ${item}`)],
    ),
  ];
  return ['---', ...lines, '---', '', '# Body', ''].join(eol);
}

/** The reference: scalars three-way, lists as sets. */
function mergeFields(base: Fields, ours: Fields, theirs: Fields): { fields: Fields; conflicts: number } {
  let conflicts = 0;
  const scalars = Object.fromEntries(
    Object.entries(base.scalars).map(([key, was]) => {
      const [one = '', other = ''] = [ours.scalars[key], theirs.scalars[key]];
      if (one !== was && other !== was && one !== other) conflicts += 1;
      return [key, one === was ? other : one];
    }),
  );
  const lists = Object.fromEntries(
    Object.entries(base.lists).map(([key, was]) => {
      const [one = [], other = []] = [ours.lists[key], theirs.lists[key]];
      const all = new Set([...one, ...other]);
      return [
        key,
        [...all].filter((id) => (one.includes(id) && other.includes(id)) || !was.includes(id)).sort(),
      ];
    }),
  );
  return { fields: { scalars, lists }, conflicts };
}

/** Read what `write` writes, with the lists sorted. */
function readBack(text: string): Fields {
  const scalars: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  let list: string[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    if (line === '---') break;
    const [, key = '', value = ''] = /^(\w+):(?: (.*))?$/.exec(line) ?? [];
    if (line.startsWith('  - ')) list.push(line.slice(4));
    else if (['related_docs', 'blocks', 'fixes'].includes(key)) {
      list = value
        .replace(/^\[|\]$/g, '')
        .split(', ')
        .filter(Boolean);
      lists[key] = list;
    } else scalars[key] = value;
  }
  for (const items of Object.values(lists)) items.sort();
  return { scalars, lists };
}

test('random changes of both sides agree with the reference', async () => {
  await fc.assert(
    fc.asyncProperty(
      fields,
      fields,
      fields,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      async (base, ours, theirs, flow, other, eol) => {
        const merged = await merge(write(base, flow, eol), write(ours, flow, eol), write(theirs, other, eol));
        const wanted = mergeFields(base, ours, theirs);
        assert.is(merged.conflicts, wanted.conflicts, merged.text);
        if (merged.conflicts === 0) assert.equal(readBack(merged.text), wanted.fields);
        assert.is(merged.text.includes('\r\n'), eol === '\r\n');
      },
    ),
    { seed: 1, numRuns: 1500 },
  );
});

test('where two sides are equal the third is the result; never throws', async () => {
  const line = fc.constantFrom(
    '---',
    'a: 1',
    'b: [x, y]',
    'b:',
    '  - x',
    '- y',
    '# c',
    '',
    'a: "',
    '&a',
    'text',
    '...',
    '{',
    '\tx: 1',
  );
  const text = fc.array(line, { maxLength: 10 }).map((list) => list.join('\n'));
  await fc.assert(
    fc.asyncProperty(text, text, text, async (one, two, three) => {
      assert.equal(await merge(one, one, two), clean(two));
      assert.equal(await merge(one, two, one), clean(two));
      assert.equal(await merge(one, two, two), clean(two));
      assert.type((await merge(`---\n${one}`, `---\n${two}`, `---\n${three}`)).text, 'string');
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test.run();
