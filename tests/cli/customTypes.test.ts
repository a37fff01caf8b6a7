import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { verbLoaders } from '../../src/operations/registry.js';
import { readFile, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git, type Ran } from '../support/process.js';

const config = `types:
  risk:
    prefix: RISK
    aliases: [danger]
    folder: risks
    statuses: [Seen, Handled, Gone]
    closing: [Gone]
    fields:
      impact: [small, large]
      owner: text
      source: id
relations:
  endangers: endangered_by
board:
  columns:
    - { name: Inbox, status: todo, statuses: { risk: Seen } }
    - { name: Doing, status: in_progress, statuses: { risk: Handled } }
    - { name: Finished, status: done, complete: true, statuses: { risk: Gone } }
`;

function project(): string {
  const folder = temporaryFolder({ 'dev_ops/config.yaml': config });
  git(folder, ['init', '-q']);
  ok(docOps(folder, ['init', '--yes']));
  ok(docOps(folder, ['create', 'plan', 'Move to the cloud']));
  return folder;
}

function ok(ran: Ran): string {
  assert.equal(ran.code, 0, ran.stderr + ran.stdout);
  return ran.stdout;
}
const risk = 'dev_ops/risks/RISK-001-the-key-leaks.md';

test('a type of config.yaml is created, linked, put on the board, moved, listed and shown as any other', () => {
  const folder = project();
  assert.match(
    ok(docOps(folder, ['create', 'risk', 'The key leaks', '--set', 'impact=large', '--card', '--plain'])),
    /^RISK-001\t/,
  );
  assert.match(readFile(folder, risk), /^id: RISK-001$/m);
  assert.match(readFile(folder, risk), /^status: Seen\b/m);
  ok(docOps(folder, ['link', 'danger-1', 'PLAN-001', '--relation', 'endangers']));
  assert.match(readFile(folder, risk), /^endangers:\s+(?:- )?PLAN-001$/m);
  assert.match(ok(docOps(folder, ['links', 'PLAN-001'])), /endangered_by[\s\S]*RISK-001/);
  assert.match(readFile(folder, 'dev_ops/board.md'), /## Inbox\n\n- \[ \] \[\[RISK-001\]\] The key leaks/);
  ok(docOps(folder, ['validate', '--max-warnings', '0']));
  ok(docOps(folder, ['board', 'move', 'RISK-001', 'Doing']));
  assert.match(readFile(folder, risk), /^status: Handled\b/m);
  ok(docOps(folder, ['set', 'RISK-001', 'status=gone']));
  assert.match(readFile(folder, 'dev_ops/board.md'), /## Finished[\s\S]*- \[x\] \[\[RISK-001\]\]/);
  const [listed] = JSON.parse(ok(docOps(folder, ['list', 'risk', '--json']))).data;
  assert.deepEqual(
    [listed.id, listed.type, listed.status, listed.closed],
    ['RISK-001', 'risk', 'Gone', true],
  );
  assert.match(ok(docOps(folder, ['show', 'RISK-001'])), /The key leaks/);
  ok(docOps(folder, ['rename', 'RISK-001', 'The token leaks']));
  ok(docOps(folder, ['validate', '--max-warnings', '0']));
  ok(docOps(folder, ['board', 'rebuild']));
  ok(docOps(folder, ['validate', '--max-warnings', '0']));
});

test('its template may be the repository’s own', () => {
  const folder = project();
  writeFiles(folder, {
    'dev_ops/templates/risk.md':
      '---\nid: {{id}}\ntitle: {{title}}\nstatus: {{status}}\ncreated: {{created}}\n---\n\n# {{id}} - {{title}}\n\n## How bad\n',
  });
  ok(docOps(folder, ['create', 'risk', 'The key leaks']));
  assert.match(readFile(folder, risk), /## How bad/);
  ok(docOps(folder, ['validate', '--max-warnings', '0']));
});

test('what is wrong with it is found, with its own words', () => {
  const folder = project();
  ok(docOps(folder, ['create', 'risk', 'The key leaks']));
  const good = readFile(folder, risk);
  writeFiles(folder, {
    [risk]: good.replace('status: Seen', 'status: Sene\nimpact: huge\nsource: PLAN-009\nendangers: RISK-9'),
  });
  const { code, stdout } = docOps(folder, ['validate', '--json']);
  assert.equal(code, 1);
  const rules = (JSON.parse(stdout).findings as { rule: string; suggestion?: string }[]).map(
    (one) => one.rule,
  );
  for (const rule of ['front-matter/unknown-status', 'front-matter/wrong-type', 'links/dangling'])
    assert.ok(rules.includes(rule), `${rule} in ${rules.join()}`);
  assert.match(docOps(folder, ['set', 'RISK-001', 'status=Hndled']).stderr, /did you mean Handled\?/);
});

test('completion and schema know it', () => {
  const folder = project();
  ok(docOps(folder, ['create', 'risk', 'The key leaks']));
  const complete = (...words: string[]) => ok(docOps(folder, ['__complete', 'zsh', 'doc-ops', ...words]));
  assert.match(complete('create', 'ri'), /^risk\t/m);
  assert.match(complete('show', 'RI'), /^RISK-001\tThe key leaks$/m);
  assert.match(complete('set', 'RISK-001', 'status='), /^status=Handled\t/m);
  assert.match(complete('set', 'RISK-001', 'impact='), /^impact=large\t/m);
  assert.match(complete('link', 'RISK-001', 'PLAN-001', '--relation', 'end'), /^endangers\t/m);
  assert.deepEqual(JSON.parse(ok(docOps(folder, ['schema', 'risk']))).properties.status.default, 'Seen');
});

if (Object.hasOwn(verbLoaders, 'search')) {
  test('search finds it', () => {
    const folder = project();
    ok(docOps(folder, ['create', 'risk', 'The key leaks']));
    assert.match(ok(docOps(folder, ['search', 'leaks', 'type:risk', '--json'])), /RISK-001/);
  });
}

test.run();
