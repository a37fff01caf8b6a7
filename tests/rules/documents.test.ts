import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judge } from '../../src/rules/judge.js';
import { judged, page } from '../support/judged.js';
import { filesOf, memoryCorpus } from '../support/memoryCorpus.js';

const raw = (path: string, frontMatter: string, body = '') =>
  `### dev_ops/${path}\n---\n${frontMatter}\n---\n${body}`;
const found = (example: string) => judged(example).map((line) => line.replace(/^dev_ops\//, ''));

test('every missing field has its own finding, and what to write', () => {
  assert.equal(found(raw('plans/PLAN-007-x.md', 'status:')), [
    'plans/PLAN-007-x.md:1:1 front-matter/missing-field `created` is missing from the front matter',
    'plans/PLAN-007-x.md:1:1 front-matter/missing-field `id` is missing from the front matter → id: PLAN-007',
    'plans/PLAN-007-x.md:1:1 front-matter/missing-field `title` is missing from the front matter',
    'plans/PLAN-007-x.md:2:8 front-matter/missing-field `status` is empty → status: Draft',
  ]);
  assert.is(found('### dev_ops/plans/PLAN-007-x.md\n# Login\n').length, 3);
});

test('a heading that says only the id is no title', () => {
  const with_ = (heading: string) =>
    found(raw('plans/PLAN-007-x.md', 'id: PLAN-007\nstatus: Draft\ncreated: 2026-11-20', `${heading}\n`));
  assert.is(with_('# PLAN-007 - ').length, 1);
  assert.is(with_('# PLAN-007').length, 1);
  assert.is(with_('## Login').length, 1);
  assert.equal(with_('# PLAN-007 - Login'), []);
  assert.equal(with_('# Login'), []);
});

test('an id that is missing is put in only where file name and folder agree', () => {
  const fixOf = (path: string) =>
    judge(memoryCorpus(filesOf(raw(path, 'title: x\nstatus: Draft\ncreated: 2026-11-20'))))
      .filter(({ rule }) => rule === 'front-matter/missing-field')
      .map(({ fix }) => fix?.edits[0]);
  assert.equal(fixOf('plans/PLAN-007-x.md'), [
    {
      kind: 'field',
      path: 'dev_ops/plans/PLAN-007-x.md',
      edit: { kind: 'set', key: 'id', value: 'PLAN-007' },
    },
  ]);
  assert.equal(fixOf('plans/ADR-007-x.md'), [undefined]);
  assert.equal(fixOf('plans/notes.md'), [undefined]);
});

test('READMEs and other markdown are no documents', () => {
  assert.equal(
    found(
      '### dev_ops/plans/README.md\n# Plans\n### docs/x.md\n---\nstatus: [\n---\n### dev_ops/notes.md\nhi\n',
    ),
    [],
  );
});

test('types of fields', () => {
  const field = (line: string, path = 'tasks/TASK-001-x.md') =>
    found(page(path, line))
      .filter((text) => !text.includes(' links/'))
      .map((text) => text.replace(/^\S+:(\d+:\d+) /, '$1 '));
  for (const line of [
    'priority: HIGH',
    'priority:',
    'tags: one',
    'tags: [a, b]',
    'tags: []',
    'depends_on:',
    'assignee: "1.10"',
    'related_docs: src/x.py',
    'unknown: { a: [1] }',
    'read_when:\n  - x',
  ]) {
    assert.equal(field(line), [], line);
  }
  assert.equal(field('priority: hgih'), [
    '6:11 front-matter/wrong-type `priority` is `hgih`, but must be one of high, medium, low → high',
  ]);
  assert.equal(field('assignee: [ada]'), ['6:11 front-matter/wrong-type `assignee` must be a single value']);
  assert.equal(field('tags: { a: b }'), ['6:7 front-matter/wrong-type `tags` must be a list of texts']);
  assert.equal(field('tags:\n  - a\n  - { b: c }'), [
    '8:5 front-matter/wrong-type `tags` must be a list of texts',
  ]);
  assert.equal(field('depends_on: [src/x.py]'), [
    '6:14 front-matter/wrong-type `depends_on` has `src/x.py`, which is not a document id',
  ]);
  assert.equal(field('blocked_by: "#12"'), [
    '6:13 front-matter/wrong-type `blocked_by` has `#12`, which is not a document id',
  ]);
  assert.equal(field('related_docs:\n  - [[ADR-015]]'), [
    '7:5 front-matter/wrong-type `related_docs` must be a list of ids and paths → ADR-015',
  ]);
  assert.equal(field('proof: yes', 'plans/PLAN-001-x.md'), [
    '6:8 front-matter/wrong-type `proof` must be a mapping',
  ]);
});

test('dates', () => {
  const created = (date: string) =>
    found(raw('plans/PLAN-001-x.md', `id: PLAN-001\ntitle: x\nstatus: Draft\ncreated: ${date}`)).length;
  for (const date of [
    '2026-11-20',
    '2024-02-29',
    '"2026-11-20"',
    '2026-11-20T10:00:00Z',
    '2026-11-20 10:00',
  ]) {
    assert.is(created(date), 0, date);
  }
  for (const date of [
    '2026-13-01',
    '2026-02-30',
    '2025-02-29',
    '2026-1-2',
    'today',
    '20.11.2026',
    '2026-00-10',
    '2026-04-31',
  ]) {
    assert.is(created(date), 1, date);
  }
});

test('statuses', () => {
  const status = (text: string) => found(page('tasks/TASK-001-x.md', '', '', text));
  assert.equal(status('in_progress'), []);
  assert.equal(status('In Progress'), [
    'tasks/TASK-001-x.md:4:9 front-matter/status-spelling the status `In Progress` should be `in_progress` → in_progress',
  ]);
  assert.equal(status('don'), [
    'tasks/TASK-001-x.md:4:9 front-matter/unknown-status `don` is not a valid status for a task (todo, in_progress, blocked, pending, done) → done',
  ]);
  assert.equal(status('"Active"'), [
    'tasks/TASK-001-x.md:4:9 front-matter/unknown-status `Active` is not a valid status for a task (todo, in_progress, blocked, pending, done)',
  ]);
});

test('ids, file names and folders', () => {
  const id = (path: string, text: string) =>
    found(raw(path, `id: ${text}\ntitle: x\nstatus: Draft\ncreated: 2026-11-20`));
  assert.equal(id('plans/PLAN-001-x.md', 'PLAN-001'), []);
  assert.equal(id('plans/PLAN-001.md', 'PLAN-001'), []);
  assert.equal(id('archive/plans/PLAN-001-x.md', 'PLAN-001'), []);
  assert.equal(id('plans/PLAN-1000-x.md', 'PLAN-1000'), []);
  assert.equal(id('plans/PLAN-001-x.md', 'PLN-001'), [
    'plans/PLAN-001-x.md:2:5 id/malformed `PLN-001` is not a valid id; ids of this type look like PLAN-001 → PLAN-001',
  ]);
  assert.equal(id('plans/PLAN-001-x.md', '7'), [
    'plans/PLAN-001-x.md:2:5 id/malformed `7` is not a valid id; ids of this type look like PLAN-001 → PLAN-001',
  ]);
  assert.equal(id('plans/PLAN-0010-x.md', 'PLAN-001'), [
    'plans/PLAN-0010-x.md:2:5 id/file-name the file name says PLAN-010, but the front matter says PLAN-001 → doc-ops set dev_ops/plans/PLAN-0010-x.md id=PLAN-010',
  ]);
  assert.equal(id('plans/plan-1-x.md', 'PLAN-001'), [
    'plans/plan-1-x.md:2:5 id/file-name the file name does not start with its id PLAN-001 → PLAN-001-x.md',
  ]);
  assert.equal(id('plans/Fix.md', 'PLAN-001'), [
    'plans/Fix.md:2:5 id/file-name the file name does not start with its id PLAN-001 → PLAN-001-fix.md',
  ]);
  assert.equal(id('plans/PLAN-001x.md', 'PLAN-001').length, 1);
  assert.equal(
    id('archive/adrs/PLAN-001-x.md', 'PLAN-001').filter((line) => line.includes('id/folder')),
    [
      'archive/adrs/PLAN-001-x.md id/folder PLAN-001 is a document of type plan, but is not in dev_ops/archive/plans/ → dev_ops/archive/plans/PLAN-001-x.md',
    ],
  );
});

test('duplicates name each other, in the archive too', () => {
  assert.equal(found(`${page('plans/PLAN-001-a.md')}${page('archive/plans/PLAN-001-b.md')}`), [
    'archive/plans/PLAN-001-b.md:2:5 id/duplicate PLAN-001 is also the id of dev_ops/plans/PLAN-001-a.md → doc-ops renumber dev_ops/archive/plans/PLAN-001-b.md',
    'plans/PLAN-001-a.md:2:5 id/duplicate PLAN-001 is also the id of dev_ops/archive/plans/PLAN-001-b.md → doc-ops renumber dev_ops/plans/PLAN-001-a.md',
  ]);
});

test('keys that are nearly known', () => {
  const key = (line: string) =>
    found(page('tasks/TASK-001-x.md', line)).map((text) => text.replace(/^\S+ /, ''));
  assert.equal(key('depend_on: [TASK-001]'), [
    'front-matter/misspelled-key `depend_on` is not a known key; did you mean `depends_on`? → depends_on',
  ]);
  for (const line of [
    'step: 3',
    'date: 2026-01-01',
    'author: x',
    'tag: x',
    'statsu: x',
    'owner: x',
    'notes: x',
  ]) {
    assert.equal(key(line), [], line);
  }
});

test('prompts count once the document is past its first status', () => {
  const body =
    'x <!-- prompt: why? -->\n\n<!-- prompt:\nwhat? -->\n\n<!-- a comment -->\n`<!-- prompt: code -->`\n';
  assert.equal(found(page('plans/PLAN-001-x.md', '', body)), []);
  assert.equal(
    found(page('plans/PLAN-001-x.md', '', body, 'Complete')).map((line) => line.split(' a ')[0]),
    ['plans/PLAN-001-x.md:7:3 template/prompt-left', 'plans/PLAN-001-x.md:9:1 template/prompt-left'],
  );
});

test('types of config.yaml are judged like the shipped ones', () => {
  const config =
    '### dev_ops/config.yaml\ntypes: { spike: { prefix: SPK, folder: spikes, statuses: [Open, Told], fields: { effort: [small, large], parent: id } } }\n';
  const spike = raw(
    'spikes/SPK-001-x.md',
    'id: SPK-001\ntitle: x\nstatus: Tolt\ncreated: 2026-11-20\neffort: huge\nparent: SPK-002',
  );
  assert.equal(
    found(`${config}${spike}`).map((line) => line.replace(/^\S+ /, '')),
    [
      'front-matter/unknown-status `Tolt` is not a valid status for a spike (Open, Told) → Told',
      'front-matter/wrong-type `effort` is `huge`, but must be one of small, large',
      'links/dangling `parent` names `SPK-002`, which does not exist → SPK-001',
    ],
  );
});

test.run();
