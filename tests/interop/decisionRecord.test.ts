import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type DecisionRecord,
  isDecisionName,
  isNumberedName,
  readDecisionRecord,
} from '../../src/interop/decisionRecord.js';
import { readStatus } from '../../src/interop/decisionStatus.js';
import { readForeignFields } from '../../src/interop/foreignFrontMatter.js';
import { defaultConfig } from '../../src/model/config/config.js';
import { readFacts } from '../support/readFacts.js';

async function read(name: string, text: string): Promise<DecisionRecord> {
  const fields = await readForeignFields(text);
  if (!fields.ok) throw new Error(fields.problem.message);
  return readDecisionRecord(
    name,
    text,
    readFacts(`docs/adr/${name}`, text, defaultConfig.types),
    fields.value,
  );
}

const nothing: DecisionRecord = {
  number: null,
  title: 'Untitled decision',
  status: null,
  date: null,
  deciders: [],
  tags: [],
  supersedes: [],
  supersededBy: [],
};

test('MADR with front matter', async () => {
  const text = `---
status: "superseded by [ADR-0012](0012-use-tokens.md)"
date: 2024-02-03
decision-makers: Ada, Grace
---
# Use cookies

## Context
`;
  assert.equal(await read('0005-use-cookies.md', text), {
    ...nothing,
    number: 5,
    title: 'Use cookies',
    status: { written: 'superseded by [ADR-0012](0012-use-tokens.md)', status: 'Superseded' },
    date: '2024-02-03',
    deciders: ['Ada', 'Grace'],
    supersededBy: ['0012-use-tokens.md'],
  });
});

test('log4brains, and MADR before front matter', async () => {
  const text = `# Use tokens

Some words first.

- **Status**: accepted
* Deciders: Ada Lovelace; Grace Hopper <!-- everyone -->
- Date: 2020-10-29
- Tags: web, security

## Links

- Supersedes [cookies](20201028-use-cookies.md)
- Amends [other](20201001-other.md)
`;
  assert.equal(await read('20201029-use-tokens.md', text), {
    ...nothing,
    title: 'Use tokens',
    status: { written: 'accepted', status: 'Accepted' },
    date: '2020-10-29',
    deciders: ['Ada Lovelace', 'Grace Hopper'],
    tags: ['web', 'security'],
    supersedes: ['20201028-use-cookies.md'],
  });
});

test('adr-tools, its spelling included', async () => {
  const text = `# 9. Use tokens

Date: 2016-02-12

## Status

Accepted

Supercedes [3. Use cookies](0003-use-cookies.md)

Amended by [12. Short tokens](0012-short-tokens.md)

## Context

It replaces 5 servers.
`;
  assert.equal(await read('0009-use-tokens.md', text), {
    ...nothing,
    number: 9,
    title: 'Use tokens',
    status: { written: 'Accepted', status: 'Accepted' },
    date: '2016-02-12',
    supersedes: ['0003-use-cookies.md'],
  });
});

test('ids and numbers count where there is no link', async () => {
  const status = (line: string) => read('1-a.md', `# A\n\n## Status\n\n${line}\n`);
  assert.equal((await status('Superseded by ADR-0007')).supersededBy, ['ADR-0007']);
  assert.equal((await status('Replaced by 7')).supersededBy, ['7']);
  assert.equal((await status('Accepted, supersedes ADR-1 and ADR-2')).supersedes, ['ADR-1', 'ADR-2']);
  assert.equal(await status('Supersedes ADR-1, superseded by ADR-3'), {
    ...(await status('Superseded')),
    status: { written: 'Supersedes ADR-1, superseded by ADR-3', status: 'Superseded' },
    supersedes: ['ADR-1'],
    supersededBy: ['ADR-3'],
  });
});

test('titles lose their number and nothing else', async () => {
  const title = async (heading: string) => (await read('0003-x.md', `# ${heading}\n`)).title;
  assert.is(await title('3. Use X'), 'Use X');
  assert.is(await title('ADR-0003: Use X'), 'Use X');
  assert.is(await title('ADR 3 - Use X'), 'Use X');
  assert.is(await title('0003 - Use X'), 'Use X');
  assert.is(await title('3 tiers are enough'), '3 tiers are enough');
  assert.is(await title('2.0 is next'), '2.0 is next');
  assert.is(await title('Use `X` & *Y*'), 'Use X & Y');
});

test('the file name stands in where there is nothing else', async () => {
  assert.is((await read('0003-use_the-x.md', 'text\n')).title, 'Use the x');
  assert.is((await read('2020-01-02-use-x.md', '')).title, 'Use x');
  assert.equal((await read('2020-01-02-use-x.md', '')).number, null);
  assert.is((await read('20200102-use-x.md', '')).date, '2020-01-02');
  assert.is((await read('20201399-use-x.md', '')).date, null);
  assert.is((await read('adr-004-x.md', '')).number, 4);
  assert.equal(await read('notes.md', ''), { ...nothing, title: 'Notes' });
});

test('a placeholder is no decider', async () => {
  assert.equal((await read('1-a.md', '---\ndeciders: {list everyone}\n---\n# A\n')).deciders, []);
  assert.equal((await read('1-a.md', '# A\n\n- Deciders: [list everyone]\n')).deciders, ['list everyone']);
});

test('statuses of any tool', () => {
  const status = (text: string) => readStatus(text).status;
  assert.is(status('✅ Approved'), 'Accepted');
  assert.is(status('draft'), 'Proposed');
  assert.is(status('on hold'), 'Proposed');
  assert.is(status('declined'), 'Rejected');
  assert.is(status('superceded by [accepted things](x.md)'), 'Superseded');
  assert.is(status('accepted [superseded once](x.md)'), 'Accepted');
  assert.is(status('[Deprecated](x.md)'), 'Deprecated');
  assert.is(status('whatever'), null);
});

test('lists, templates and hidden files are no decisions', () => {
  assert.ok(isDecisionName('use-x.md'));
  for (const name of [
    'README.md',
    'index.md',
    'adr-template.md',
    'template.md',
    '.hidden.md',
    '_draft.md',
    'a.png',
  ])
    assert.not.ok(isDecisionName(name), name);
  assert.ok(isNumberedName('0001-x.md'));
  assert.ok(isNumberedName('ADR-1-x.md'));
  assert.ok(isNumberedName('20200101-x.md'));
  assert.not.ok(isNumberedName('use-2-x.md'));
});

test('front matter in another language than YAML is refused, not evaluated', async () => {
  for (const language of ['js', 'javascript', 'json', 'coffee', 'toml', 'lua']) {
    const read = await readForeignFields(`---${language}\nthrow new Error(process.exit(9))\n---\n# A\n`);
    assert.not.ok(read.ok, language);
  }
  assert.not.ok((await readForeignFields('---\na: b: c\n---\n')).ok);
  assert.equal(await readForeignFields('---\n- a\n---\n'), { ok: true, value: {} });
});

test.run();
