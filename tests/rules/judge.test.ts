import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allRules } from '../../src/rules/index.js';
import { judge } from '../../src/rules/judge.js';
import type { Rule } from '../../src/rules/rule.js';
import { judged, page } from '../support/judged.js';
import { filesOf, memoryCorpus } from '../support/memoryCorpus.js';

const plan = page('plans/PLAN-001-login.md');

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  severity: 'error',
  summary: 'x.',
  why: 'x.',
  bad: '',
  good: '',

  ...more,
});

test('findings are sorted by file, place and rule, each once, with the rule’s severity', () => {
  const at = (offset: number) => ({ line: 1, column: offset + 1, offset, length: 1 });
  const found = judge(memoryCorpus(filesOf(`${plan}${page('adrs/ADR-001-x.md')}`)), [
    rule('z/z', {
      severity: 'warning',
      checkDocument: ({ facts: { path } }, _corpus, report) => {
        report({ path, span: at(5), message: 'late' });
        report({ path, span: at(5), message: 'late' });
        report({ path, message: 'whole file' });
      },
    }),
    rule('a/a', {
      checkCorpus: (_corpus, report) =>
        report({ path: 'dev_ops/adrs/ADR-001-x.md', span: at(5), message: 'm' }),
    }),
  ]);
  assert.equal(
    found.map((one) => `${one.path} ${one.rule} ${one.severity} ${one.message}`),
    [
      'dev_ops/adrs/ADR-001-x.md z/z warning whole file',
      'dev_ops/adrs/ADR-001-x.md a/a error m',
      'dev_ops/adrs/ADR-001-x.md z/z warning late',
      'dev_ops/plans/PLAN-001-login.md z/z warning whole file',
      'dev_ops/plans/PLAN-001-login.md z/z warning late',
    ],
  );
});

test('config.yaml sets severities, and a rule that is off does not run', () => {
  const body = '[[PLAN-009]] [x](gone.md)';
  const files = (rules: string) =>
    `### dev_ops/config.yaml\nrules: ${rules}\n${page('plans/PLAN-001-login.md', '', body)}`;
  const severities = (rules: string) =>
    judge(memoryCorpus(filesOf(files(rules)))).map(({ rule: id, severity }) => `${id} ${severity}`);
  assert.equal(severities('{}'), ['links/dangling error', 'links/dangling error']);
  assert.equal(severities('{ links/dangling: warning }'), [
    'links/dangling warning',
    'links/dangling warning',
  ]);
  assert.equal(severities('{ links/dangling: off }'), []);
  const failing = rule('links/dangling', {
    checkDocument: () => {
      throw new Error('ran');
    },
  });
  assert.equal(judge(memoryCorpus(filesOf(files('{ links/dangling: off }'))), [failing]), []);
  assert.throws(() => judge(memoryCorpus(filesOf(files('{}'))), [failing]), 'ran');
});

test('only what is to be judged is reported', () => {
  const files = `${page('plans/PLAN-001-login.md', '', '[[PLAN-009]]')}${page('plans/PLAN-002-out.md', '', '[[PLAN-008]]')}`;
  assert.is(judged(files).length, 2);
  assert.equal(judged(files, { judged: ['dev_ops/plans/PLAN-002-out.md'] }).length, 1);
});

test('templates are not judged', () => {
  assert.equal(
    judged('### dev_ops/templates/plan.md\n---\nid: {{id}}\n---\n[[{{task}}]] [x](gone.md)\n'),
    [],
  );
});

test('ids of rules are unique', () => {
  assert.is(new Set(allRules.map(({ id }) => id)).size, allRules.length);
});

test('a file that cannot be read is one finding, and the others are judged', () => {
  const found = judged(
    `### dev_ops/plans/PLAN-001-a.md\n---\nid: PLAN-001\nstatus: [\n---\n[[PLAN-003]]\n${page('plans/PLAN-002-b.md', '', '[[PLAN-001]] [[PLAN-009]]')}`,
  );
  assert.is(found.length, 3, found.join('\n'));
  assert.match(found[0] ?? '', /^dev_ops\/plans\/PLAN-001-a\.md:\d+:\d+ front-matter\/unreadable /);
  assert.match(found[1] ?? '', /^dev_ops\/plans\/PLAN-001-a\.md:5:3 links\/dangling /);
  assert.match(found[2] ?? '', /PLAN-002-b\.md:7:16 links\/dangling link to `PLAN-009`/);
});

test.run();
