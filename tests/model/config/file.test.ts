import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultConfig } from '../../../src/model/config/config.js';
import { parseConfig } from '../../../src/model/config/file.js';
import type { DocumentType } from '../../../src/model/document/type.js';

const parse = (text: string) => parseConfig(text, 'dev_ops/config.yaml');
const places = (text: string) =>
  parse(text).findings.map(({ span, message, suggestion }) =>
    [`${span?.line}:${span?.column}`, message, ...(suggestion === undefined ? [] : [suggestion])].join(' | '),
  );
const type = (text: string, name: string): DocumentType | undefined => {
  const { config, findings } = parse(text);
  assert.equal(findings, []);
  return config.types.find((known) => known.name === name);
};

test('an empty file, a comment and empty parts are the default', () => {
  for (const text of [
    '',
    '\n',
    '# nothing\n',
    'types: {}\nboard:\nrules: {}\nrun:\n  jobs:\n',
    '\ufeff',
    '---\n',
  ]) {
    assert.equal(parse(text), { config: defaultConfig, findings: [] }, JSON.stringify(text));
  }
});

test('the documented file is the default', () => {
  const { config, findings } = parse(`types: {}                       # added or changed document types
board:
  links: id                     # id | file
  columns:
    - { name: Backlog, status: todo }
    - { name: In Progress, status: in_progress }
    - { name: Review, status: pending }
    - { name: Done, status: done, complete: true }
relations: {}                   # added relations, name: inverse
rules:                          # severity of validation rules
  links/one-way: warning        # error | warning | off
run:
  jobs: 2                       # default: the number of cores
  implementer: ""               # a proposal, see above
planner:
  executor: offline             # offline | claude | anthropic | command
  command: ""                   # a proposal, see above
  model: ""
`);
  assert.equal(findings, []);
  assert.equal(config, {
    ...defaultConfig,
    board: { ...defaultConfig.board, links: 'id' },
    rules: { 'links/one-way': 'warning' },
    run: { jobs: 2, implementer: '' },
  });
});

test('an unknown key names its place, what is allowed and the closest one', () => {
  assert.equal(places('board:\n  linkz: file\n'), [
    '2:3 | `linkz` is not a key of `board`; allowed: links, columns | links',
  ]);
  assert.equal(places('planer:\n  model: x\n'), [
    '1:1 | `planer` is not a key of the configuration; allowed: types, board, relations, rules, run, planner | planner',
  ]);
  assert.equal(places('constructor: x\n').length, 1);
});

test('a wrong value names its place, what is allowed and the closest one', () => {
  assert.equal(places('board:\n  links: fil\n'), [
    '2:10 | `board.links` is `fil`, but must be one of id, file | file',
  ]);
  assert.equal(places('run: { jobs: -1 }'), [
    '1:14 | `run.jobs` is `-1`, but must be a whole number from 1 to 9999',
  ]);
  assert.equal(places('run: 3'), ['1:6 | `run` is `3`, but must be a mapping']);
  assert.equal(places('planner:\n  model: [a]\n'), ['2:10 | `planner.model` must be a text']);
  assert.equal(places('- a\n'), ['1:1 | the configuration must be a mapping']);
});

test('what is wrong keeps its default and the rest counts', () => {
  const { config, findings } = parse(
    'board:\n  links: nope\nrun:\n  jobs: 3\nrules:\n  links/self: loud\n  links/case: off\n',
  );
  assert.is(findings.length, 2);
  assert.is(config.board.links, null);
  assert.is(config.run.jobs, 3);
  assert.equal(config.rules, { 'links/case': 'off' });
});

test('rules must exist', () => {
  assert.equal(places('rules:\n  links/danglin: off\n'), [
    '2:3 | `links/danglin` is not a rule | links/dangling',
  ]);
  assert.equal(places('rules:\n  links/self: warn\n'), [
    '2:15 | `rules.links/self` is `warn`, but must be one of error, warning, off | warning',
  ]);
});

test('a new type', () => {
  const text = `types:
  spike:
    prefix: SPK
    folder: spikes
    statuses: [Open, Running, Done]
    aliases: [spike]
    fields:
      effort: [small, large]
      started: date
      parent: id
`;
  assert.equal(type(text, 'spike'), {
    name: 'spike',
    prefix: 'SPK',
    aliases: ['SPIKE'],
    folder: 'spikes',
    statuses: ['Open', 'Running', 'Done'],
    closing: ['Done'],
    completes: [],
    claimed: 'Running',
    superseded: null,
    card: false,
    fields: {
      effort: { kind: 'choice', values: ['small', 'large'] },
      started: { kind: 'date' },
      parent: { kind: 'id' },
    },
    template: 'spike',
  });
  const { columns } = parse(text).config.board;
  assert.equal(columns, defaultConfig.board.columns);
});

test('a changed type keeps what is not mentioned', () => {
  const bug = type('types: { bug: { statuses: [New, Fixed, Closed], folder: defects } }', 'bug');
  assert.is(bug?.prefix, 'BUG');
  assert.is(bug?.folder, 'defects');
  assert.equal(bug?.closing, ['Closed']);
  assert.equal(type('types: { bug: { statuses: [New, Fixed] } }', 'bug')?.closing, ['Fixed']);
  assert.equal(Object.keys(type('types: { task: { fields: { estimate: text } } }', 'task')?.fields ?? {}), [
    'priority',
    'assignee',
    'workflow',
    'spawned_from',
    'estimate',
  ]);
});

test('a type says which statuses complete it, by default its first closing one, and only a plan has any', () => {
  const completes = (body: string, name = 'plan') => type(`types: { ${name}: ${body} }`, name)?.completes;
  assert.equal(type('', 'plan')?.completes, ['Complete']);
  assert.equal(completes('{ statuses: [Draft, Active, Done] }'), ['Done']);
  assert.equal(completes('{ statuses: [Draft, Done, Gone], closing: [Done, Gone] }'), ['Done']);
  assert.equal(completes('{ closing: [Abandoned, Complete], completes: [complete] }'), ['complete']);
  assert.equal(completes('{ folder: designs }'), ['Complete']);
  assert.equal(completes('{ statuses: [Open, Closed] }', 'bug'), []);
  const added = '{ prefix: RUN, folder: runs, statuses: [Open, Done]';
  assert.equal(completes(`${added} }`, 'runbook'), []);
  assert.equal(completes(`${added}, completes: [Done] }`, 'runbook'), ['Done']);
  const wrong = (body: string) =>
    parse(`types: { plan: ${body} }`)
      .findings.map(({ message }) => message)
      .join('; ');
  assert.match(wrong('{ completes: [Finished] }'), 'one of the statuses Draft, Active, Complete');
  assert.match(wrong('{ completes: [] }'), 'at least one status');
  // Which of these finishes a plan cannot be guessed: `Superseded` is left of the closing ones.
  assert.match(wrong('{ statuses: [Draft, Active, Done, Superseded] }'), 'needs `closing`, or `completes`');
});

test('what is claimed, superseded and shown on the board is said by the type', () => {
  const of = (body: string, name = 'note') => {
    const found = type(
      `types: { ${name}: { ${name === 'note' ? 'prefix: NOTE, folder: notes, ' : ''}${body} } }`,
      name,
    );
    return [found?.claimed, found?.superseded, found?.card];
  };
  assert.equal(of('statuses: [Open, Done]'), ['Open', null, false]);
  assert.equal(of('statuses: [Open, Next, In Progress, Done]'), ['In Progress', null, false]);
  assert.equal(of('statuses: [Open, Doing, superseded, Done], closing: [superseded, Done]'), [
    'Doing',
    'superseded',
    false,
  ]);
  assert.equal(of('statuses: [Open, Doing, Old, Done], claimed: Doing, superseded: Old, card: true'), [
    'Doing',
    'Old',
    true,
  ]);
  assert.equal(of('card: false', 'task'), ['in_progress', null, false]);
  assert.equal(of('statuses: [Proposed, Agreed]', 'adr'), ['Proposed', null, false]);
  const { findings } = parse('types: { task: { claimed: done, superseded: gone } }');
  assert.is(findings.length, 2);
});

test('values stay the texts that they are', () => {
  const release = type(
    'types: { release: { prefix: REL, folder: releases, statuses: [1.10, on, 010, 2026-11-20] } }',
    'release',
  );
  assert.equal(release?.statuses, ['1.10', 'on', '010', '2026-11-20']);
});

test('types that cannot be used are refused and leave the others', () => {
  const refused = (body: string) => {
    const { config, findings } = parse(
      `types:\n  spike: ${body}\n  memo: { prefix: MEM, folder: memos, statuses: [x] }\n`,
    );
    assert.is(
      config.types.some(({ name }) => name === 'spike'),
      false,
      body,
    );
    assert.is(config.types.at(-1)?.name, 'memo');
    return findings.map(({ message }) => message).join('; ');
  };
  assert.match(refused('{ prefix: PLAN, folder: spikes, statuses: [x] }'), '`PLAN` is that of plan');
  assert.match(refused('{ prefix: RESEARCH, folder: spikes, statuses: [x] }'), 'is that of research');
  assert.match(
    refused('{ prefix: SPK, aliases: [adr], folder: spikes, statuses: [x] }'),
    '`ADR` is that of adr',
  );
  assert.match(refused('{ prefix: SPK, folder: Plans, statuses: [x] }'), '`plans` is that of plan');
  for (const folder of [
    '../spikes',
    '/spikes',
    'a/../../b',
    '.state',
    'archive',
    'proofs/x',
    'a\\b',
    '""',
    'a/',
    'x.',
  ]) {
    assert.match(refused(`{ prefix: SPK, folder: ${folder}, statuses: [x] }`), 'types.spike.folder', folder);
  }
  assert.match(refused('{ prefix: spk, folder: spikes, statuses: [x] }'), 'upper-case');
  assert.match(refused('{ prefix: SPK, folder: spikes }'), 'needs `statuses`');
  assert.match(refused('{ prefix: SPK, folder: spikes, statuses: [] }'), 'at least one status');
  assert.match(refused('{ prefix: SPK, folder: spikes, statuses: [a b, A_B] }'), 'not in the list already');
  assert.match(
    refused('{ prefix: SPK, folder: spikes, statuses: [a], closing: [b] }'),
    'one of the statuses a',
  );
  assert.match(
    refused('{ prefix: SPK, folder: spikes, statuses: [a], fields: { id: text } }'),
    'every type has',
  );
  assert.match(
    refused('{ prefix: SPK, folder: spikes, statuses: [a], fields: { x: number } }'),
    'text, date',
  );
  assert.match(
    refused('{ prefix: SPK, folder: spikes, statuses: [a], colour: red }'),
    '`colour` is not a key',
  );
  assert.match(refused('hello'), 'must be a mapping');
});

test('a misspelled type says which it might be', () => {
  assert.equal(places('types:\n  plann: { folder: x }\n'), [
    '2:3 | `plann` is a new type and needs `prefix`, `statuses` | plan',
  ]);
});

test('columns by position', () => {
  const { config, findings } = parse(`board:
  columns:
    - { name: To do, status: Todo }
    - { name: Doing, status: in progress, statuses: { plan: Draft } }
    - { name: Finished, status: done }
`);
  assert.equal(findings, []);
  const [first, second, last] = config.board.columns;
  assert.equal(
    config.board.columns.map(({ status }) => status),
    ['todo', 'in_progress', 'done'],
  );
  assert.equal(
    config.board.columns.map(({ complete }) => complete),
    [false, false, true],
  );
  assert.is(first?.statuses.bug, 'Open');
  assert.is(second?.statuses.plan, 'Draft');
  assert.is(second?.statuses.bug, 'In Progress');
  assert.is(last?.statuses.plan, 'Complete');
  assert.is(last?.statuses.task, undefined);
});

test('columns know the statuses of types that were added or changed', () => {
  const { config, findings } = parse(`types:
  spike: { prefix: SPK, folder: spikes, statuses: [Idea, Running, Shelved, Told], closing: [Told, Shelved] }
  bug: { statuses: [New, Fixed] }
board:
  columns:
    - { name: Ideas, status: Idea }
    - { name: Run, status: Running }
    - { name: Done, status: done, complete: true }
`);
  assert.equal(findings, []);
  assert.equal(
    config.board.columns.map(({ statuses }) => statuses.spike),
    ['Idea', 'Running', 'Told'],
  );
  assert.equal(
    config.board.columns.map(({ statuses }) => statuses.bug),
    ['New', 'New', 'Fixed'],
  );
  assert.equal(
    config.board.columns.map(({ statuses, status }) => statuses.task ?? status),
    ['todo', 'in_progress', 'done'],
  );
});

test('columns that cannot be used leave the default board', () => {
  const refused = (columns: string) => {
    const { config, findings } = parse(`board:\n  columns: ${columns}\n`);
    assert.equal(config.board.columns, defaultConfig.board.columns);
    return findings.map(({ span, message, suggestion }) =>
      `${span?.column} ${message} ${suggestion ?? ''}`.trim(),
    );
  };
  assert.equal(refused('[{ name: A, status: todo }, { name: a, status: done }]'), [
    '48 `board.columns[1].name` is `a`, but must be a name that no other column has',
  ]);
  assert.equal(refused('[{ name: In Review, status: todo }, { name: in-review, status: done }]'), [
    '56 `board.columns[1].name` is `in-review`, but must be a name that no other column has',
  ]);
  assert.equal(refused('[{ name: A, status: tdo }]'), [
    '32 `board.columns[0].status` is `tdo`, but must be a status of a document type, as a task’s todo, in_progress, blocked, pending, done todo',
  ]);
  assert.equal(refused('[{ name: A, status: todo, limit: 3 }]'), [
    '38 `limit` is not a key of `board.columns[0]`; allowed: name, status, statuses, complete',
  ]);
  assert.equal(refused('[{ name: A, status: todo, complete: yes }]'), [
    '48 `board.columns[0].complete` is `yes`, but must be one of true, false',
  ]);
  assert.equal(refused('[{ status: todo }]'), ['13 `board.columns[0]` needs a `name`']);
  assert.equal(refused('[]'), ['12 `board.columns` must be a list of at least one column']);
  assert.equal(refused('[{ name: A, status: todo, statuses: { paln: Draft } }]'), [
    '50 `paln` is not a document type (plan, adr, task, bug, research, backlog, objective) plan',
  ]);
  assert.equal(refused('[{ name: A, status: todo, statuses: { plan: Drafty } }]'), [
    '56 `board.columns[0].statuses.plan` is `Drafty`, but must be one of Draft, Active, Complete, Superseded, Abandoned Draft',
  ]);
});

test('relations', () => {
  const { config, findings } = parse('relations:\n  mentions: mentioned_by\n  blocks: blocked_by\n');
  assert.equal(findings, []);
  assert.is(config.relations.mentions, 'mentioned_by');
  assert.is(config.relations.blocks, 'blocked_by');
  assert.equal(places('relations:\n  blocks: stops\n  x: status\n  Y: z\n  w:\n  v: blocked_by\n'), [
    '2:3 | `blocks` is a key already',
    '3:6 | `relations.x` is `status`, but must be a name that is not a key yet',
    '4:3 | a relation’s name is lower-case letters, digits and _, not `Y`',
    '5:3 | `relations.w` needs the name of its inverse',
    '6:6 | `relations.v` is `blocked_by`, but must be a name that is not a key yet',
  ]);
});

test('YAML that cannot be read, or hides what it says, is refused', () => {
  assert.equal(places('board:\n  links: [id\n').length, 1);
  assert.equal(places('run: &x { jobs: 2 }\nplanner: *x\n'), [
    '1:9 | anchors (`&x`) are not allowed',
    '2:10 | aliases are not allowed; write the value out',
  ]);
  assert.equal(places('run: { jobs: !!int 2 }\n').length, 1);
  assert.equal(places('run:\n  jobs: 2\nrun:\n  jobs: 3\n'), ['3:1 | duplicate key `run`']);
  assert.equal(places('run: {}\n---\nrun: {}\n').length, 1);
  for (const text of [
    `${'['.repeat(100_000)}`,
    `a: ${'{a: '.repeat(20_000)}`,
    '\u0000',
    'run: *missing',
    '%',
    '\t- x',
  ]) {
    const { config, findings } = parse(text);
    assert.ok(findings.length > 0, text.slice(0, 20));
    assert.equal(config, defaultConfig);
  }
  assert.equal(parse('__proto__: { run: x }\n').config, defaultConfig);
});

test.run();
