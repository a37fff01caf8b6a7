import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyPatches } from '../../src/model/text.js';
import { judge } from '../../src/rules/judge.js';
import { judged, page } from '../support/judged.js';
import { filesOf, memoryCorpus } from '../support/memoryCorpus.js';

const here = 'plans/PLAN-001-login.md';
const body = (text: string, others = '', more = '') => judged(`${page(here, more, text)}${others}`);
const adr = page(
  'adrs/ADR-015-tokens.md',
  '',
  '## Context\n\n<a id="why"></a>\n\n## The goal!\n\n## The goal!\n',
);

test('every form of a dangling link, with its place and what is near', () => {
  const found = body(
    [
      '[[ADR-051]] and [[ADR-015-old-name]]',
      '[a](../adrs/ADR-015-renamed.md), [b](../adrs/ADR-15-tokens.md) and [c][ref]',
      '![d](../adrs/pictrue.png) <a href="../adrs/gone.md">e</a>',
      '',
      '[ref]: ../adrs/ADR-015-token.md',
      '',
    ].join('\n'),
    `${adr}### dev_ops/adrs/picture.png\n`,
  );
  assert.equal(
    found.map((line) => line.replace('dev_ops/plans/PLAN-001-login.md:', '')),
    [
      '7:3 links/dangling link to `ADR-051`, which does not exist → ADR-015',
      '8:5 links/dangling link to `../adrs/ADR-015-renamed.md`, which does not exist → ../adrs/ADR-015-tokens.md',
      '8:38 links/dangling link to `../adrs/ADR-15-tokens.md`, which does not exist → ../adrs/ADR-015-tokens.md',
      '9:6 links/dangling link to `../adrs/pictrue.png`, which does not exist → ../adrs/picture.png',
      '9:36 links/dangling link to `../adrs/gone.md`, which does not exist',
      '11:8 links/dangling link to `../adrs/ADR-015-token.md`, which does not exist → ../adrs/ADR-015-tokens.md',
    ],
  );
});

test('dangling links of the front matter name their field', () => {
  const found = body(
    '',
    `${adr}### src/auth.py\n`,
    'related_docs:\n  - ADR-105\n  - src/auht.py\n  - PR-12\n  - "#7"\n  - https://example.org/x\n  - src\nobjective: OJB-001\ndepends_on: [ADR-015, "PLN-1"]',
  );
  assert.equal(
    found.map((line) => line.replace('dev_ops/plans/PLAN-001-login.md:', '')),
    [
      '7:5 links/dangling `related_docs` names `ADR-105`, which does not exist → ADR-015',
      '8:5 links/dangling `related_docs` names `src/auht.py`, which does not exist → src/auth.py',
      '13:12 links/dangling `objective` names `OJB-001`, which does not exist',
      '14:23 links/dangling `depends_on` names `PLN-1`, which does not exist → PLAN-001',
    ],
  );
});

test('headings by anchor, by text, and by explicit anchor', () => {
  const good = [
    '[[ADR-015#context]]',
    '[[ADR-015#The goal!]]',
    '[[ADR-015#Context#The goal!]]',
    '[[ADR-015#^block]]',
  ];
  const links = ['the-goal', 'the-goal-1', 'why', 'Context', '', 'top'].map(
    (anchor) => `[x](../adrs/ADR-015-tokens.md#${anchor})`,
  );
  assert.equal(body([...good, ...links, '[x](#own)', '', '## Own'].join('\n'), adr), []);
  assert.equal(
    body(
      '[[ADR-015#contxt]] [x](../adrs/ADR-015-tokens.md#the-goal-2) [y](#nowhere) [[ADR-015#The aim]]',
      adr,
    ).map((line) => line.replace('dev_ops/plans/PLAN-001-login.md:', '')),
    [
      '7:3 links/heading no heading `#contxt` in dev_ops/adrs/ADR-015-tokens.md → ADR-015#context',
      '7:24 links/heading no heading `#the-goal-2` in dev_ops/adrs/ADR-015-tokens.md → ../adrs/ADR-015-tokens.md#the-goal-1',
      '7:66 links/heading no heading `#nowhere` in this file',
      '7:78 links/heading no heading `#The aim` in dev_ops/adrs/ADR-015-tokens.md',
    ],
  );
});

test('fragments of what is no markdown are not looked up', () => {
  assert.equal(
    body('[x](../../src/auth.py#L10-L20) ![y](../../a.svg#layer)', '### src/auth.py\n### a.svg\n'),
    [],
  );
  assert.equal(body('[x](../../docs/#setup)', '### docs/README.md\n## Setup\n'), []);
  assert.is(body('[x](../../docs#steup)', '### docs/README.md\n## Setup\n').length, 1);
});

test('case, absolute paths, file addresses and paths that lead out', () => {
  const found = body(
    '[a](../ADRS/adr-015-tokens.md#context) [b](/src/auth.py) [c](file:///x) [d](../../../x.md) [e](/nope)',
    `${adr}### src/auth.py\n`,
    'related_docs:\n  - SRC/auth.py\n  - /src/auth.py\n  - ../x\n  - file:///x',
  );
  assert.equal(
    found.map((line) => line.replace('dev_ops/plans/PLAN-001-login.md:', '')),
    [
      '7:5 links/case `SRC/auth.py` differs in case from `src/auth.py` → src/auth.py',
      '8:5 links/absolute-path `/src/auth.py` is an absolute path → src/auth.py',
      '9:5 links/outside-root `../x` is outside the repository',
      '10:5 links/file-url `file:///x` works on one machine only',
      '12:5 links/case `../ADRS/adr-015-tokens.md` differs in case from `dev_ops/adrs/ADR-015-tokens.md` → ../adrs/ADR-015-tokens.md#context',
      '12:44 links/absolute-path `/src/auth.py` is an absolute path → ../../src/auth.py',
      '12:62 links/file-url `file:///x` works on one machine only',
      '12:77 links/outside-root `../../../x.md` is outside the repository',
      '12:96 links/absolute-path `/nope` is an absolute path',
    ],
  );
});

test('nothing in code, comments and escapes is a link', () => {
  assert.equal(
    body(
      '`[[ADR-009]]` \\[[ADR-009]] <!-- [[ADR-009]] -->\n\n    [[ADR-009]]\n\n```\n[x](gone.md) ADR-009\n```\n',
    ),
    [],
  );
});

test('a mention that names nothing is a warning, below the documents’ folder only', () => {
  assert.equal(body('See ADR-051 and ADR-015.', `${adr}### docs/x.md\nSee ADR-051.\n`), [
    'dev_ops/plans/PLAN-001-login.md:7:5 links/bare-id ADR-051 is mentioned, but does not exist → ADR-015',
  ]);
});

test('links to itself', () => {
  const found = body(
    '[[PLAN-001]] [[#x]] [y](#x) [z](PLAN-001-login.md) PLAN-001\n## x\n',
    '',
    'depends_on: [PLAN-001]',
  );
  assert.equal(
    found.map((line) => line.replace('dev_ops/plans/PLAN-001-login.md:', '')),
    [
      '6:14 links/self `PLAN-001` is this document itself',
      '8:3 links/self `PLAN-001` is this document itself',
      '8:33 links/self `PLAN-001-login.md` is this document itself',
    ],
  );
});

/** Apply the patches of all fixes to one file. */
function patched(files: Map<string, string>, path: string): string {
  const edits = judge(memoryCorpus(files)).flatMap(({ fix }) => fix?.edits ?? []);
  const patches = edits.flatMap((edit) => (edit.kind === 'patch' && edit.path === path ? [edit] : []));
  return applyPatches(files.get(path) ?? '', patches);
}

test('patches repair the spelling and nothing else', () => {
  const files = filesOf(
    `${page(here, 'related_docs:\n  - adr-15\n  - "SRC/a.py"\ndepends_on: ["adr-015"] # why', '[[adr-15#context]] [x](../ADRS/adr-015-tokens.md#context)\n')}${adr}### src/a.py\n`,
  );
  const path = 'dev_ops/plans/PLAN-001-login.md';
  const before = files.get(path) ?? '';
  const after = patched(files, path);
  assert.is(
    after,
    before
      .replace('- adr-15', '- ADR-015')
      .replace('"adr-015"', 'ADR-015')
      .replace('[[adr-15#', '[[ADR-015#')
      .replace('../ADRS/adr-015-tokens.md#context', '../adrs/ADR-015-tokens.md#context'),
  );
  files.set(path, after);
  const left = judge(memoryCorpus(files));
  assert.equal(
    left.map(({ rule, fix }) => [rule, fix === undefined]),
    [['links/case', true]],
  );
});

test('one way is told once for each side that lacks, with an edit of the other', () => {
  const files = filesOf(
    `### dev_ops/config.yaml\nrules: { links/one-way: error }\n${page(here, 'related_docs: [ADR-015, res-7, ADR-404]')}${adr}${page('research/RES-007-x.md', 'related_docs: [PLAN-001]')}`,
  );
  const found = judge(memoryCorpus(files)).filter(({ rule }) => rule === 'links/one-way');
  assert.equal(
    found.map(({ fix }) => fix?.edits),
    [
      [
        {
          kind: 'field',
          path: 'dev_ops/adrs/ADR-015-tokens.md',
          edit: { kind: 'add', key: 'related_docs', items: ['PLAN-001'] },
        },
      ],
    ],
  );
});

test('repeated items are found in any spelling', () => {
  const found = judge(
    memoryCorpus(
      filesOf(`${page(here, 'related_docs:\n  - ADR-015\n  - src\n  - ADR-15\n  - src')}${adr}### src/x\n`),
    ),
  ).filter(({ rule }) => rule === 'links/duplicate');
  assert.equal(
    found.map(({ span }) => span?.line),
    [9, 10],
  );
  assert.equal(found[0]?.fix?.edits, [
    {
      kind: 'field',
      path: 'dev_ops/plans/PLAN-001-login.md',
      edit: { kind: 'set', key: 'related_docs', value: ['ADR-015', 'src'] },
    },
  ]);
});

test('ten thousand broken links cost no more than their number', () => {
  const lookups = { ids: 0, siblings: 0 };
  const lines = Array.from({ length: 10_000 }, (_, i) => `[[PLAN-${500_000 + i * 7}]] [x](gone-${i}.md)`);
  const real = memoryCorpus(filesOf(page(here, '', lines.join('\n'))));
  const names = Array.from({ length: 10_000 }, (_, i) => `dev_ops/plans/other-${i}.md`);
  const found = judge({
    ...real,
    pathsOf(id) {
      lookups.ids++;
      return real.pathsOf(id);
    },
    siblings() {
      lookups.siblings++;
      return names;
    },
  });
  assert.is(found.length, 20_000);
  assert.ok(lookups.ids < 200_000, `${lookups.ids} lookups`);
  assert.ok(lookups.siblings < 30, `${lookups.siblings} folders measured`);
});

test.run();
