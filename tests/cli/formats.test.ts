import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../src/model/finding.js';
import { toGithubAnnotations } from '../../src/present/views/checking/githubAnnotations.js';
import { toSarif } from '../../src/present/views/checking/sarif.js';
import { allRules } from '../../src/rules/index.js';
import { temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('schemastore/schemas/json/sarif-2.1.0.json'), 'utf8'),
);
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile<unknown>(schema);

const findings: Finding[] = allRules.map(({ id }, index) => ({
  rule: id,
  severity: index % 2 ? 'error' : 'warning',
  path: `dev_ops/plans/PLAN-00${index} é%?#.md`,
  message: 'a: b, 100%',
  ...(index % 3 ? { span: { line: index + 1, column: 2, offset: 9, length: 0 } } : {}),
  ...(index % 5 ? { suggestion: 'x\ny' } : {}),
}));

test('findings of every rule, with and without place and suggestion, are SARIF', () => {
  const log = JSON.parse(toSarif(findings, '1.2.3'));
  assert.ok(isSarif(log as unknown), JSON.stringify(isSarif.errors?.slice(0, 3)));
  const [run] = log.runs;
  assert.is(run.results.length, findings.length);
  for (const result of run.results) assert.is(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
  const uri = run.results[1].locations[0].physicalLocation.artifactLocation.uri;
  assert.is(decodeURIComponent(uri), findings[1]?.path);
  log.runs[0].results[0].level = 'fatal';
  assert.not.ok(isSarif(log as unknown), 'the schema refuses what is not SARIF');
});

test('nothing found is SARIF too', () => {
  assert.ok(isSarif(JSON.parse(toSarif([], '1.2.3'))));
});

test('annotations escape what GitHub’s command syntax means otherwise', () => {
  const finding: Finding = {
    rule: 'links/dangling',
    severity: 'error',
    path: 'a,b:c%.md',
    message: '50%\nof it: all, really',
    span: { line: 3, column: 4, offset: 20, length: 2 },
  };
  assert.is(
    toGithubAnnotations([finding]),
    '::error file=a%2Cb%3Ac%25.md,line=3,col=4,title=links/dangling::50%25%0Aof it: all, really\n',
  );
});

test('errors come before warnings, and more than GitHub shows is said', () => {
  const many = Array.from(
    { length: 12 },
    (_, index): Finding => ({
      rule: 'x/y',
      severity: index % 2 ? 'error' : 'warning',
      path: 'a.md',
      message: `${index}`,
    }),
  );
  const kinds = (text: string) => text.match(/^::\w+/gm)?.map((one) => one.slice(2)) ?? [];
  assert.equal(kinds(toGithubAnnotations(many)), [
    ...Array<string>(6).fill('error'),
    ...Array<string>(6).fill('warning'),
  ]);
  const more = toGithubAnnotations([...many, ...many]);
  assert.is(kinds(more).at(-1), 'notice');
  assert.match(more, /12 errors and 12 warnings/);
});

test('paths start at the top of the git repository, also where the documents live below it', () => {
  const root = temporaryFolder({ 'packages/app/package.json': '{}' });
  git(root, ['init', '-q']);
  const app = join(root, 'packages/app');
  docOps(app, ['init', '--yes', '--here']);
  writeFiles(app, { 'dev_ops/tasks/TASK-001-x.md': 'no front matter\n' });
  assert.match(
    docOps(app, ['validate', '--format', 'github']).stdout,
    /^::error file=packages\/app\/dev_ops\/tasks\//,
  );
  const log = JSON.parse(docOps(app, ['validate', '--format', 'sarif']).stdout);
  const { uri, uriBaseId } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
  assert.match(uri, /^packages\/app\/dev_ops\/tasks\//);
  assert.ok(log.runs[0].originalUriBaseIds[uriBaseId]);
});

test('validate --format prints the format and keeps the exit code', async () => {
  const root = temporaryFolder();
  git(root, ['init', '-q']);
  docOps(root, ['init', '--yes']);
  docOps(root, ['create', 'task', '--title', 'Login']);
  const clean = docOps(root, ['validate', '--format', 'github']);
  assert.equal([clean.code, clean.stdout], [0, '']);
  await appendFile(join(root, 'dev_ops/tasks/TASK-001-login.md'), '\nSee [[PLAN-009]]\n');
  const annotated = docOps(root, ['validate', '--format', 'github']);
  assert.is(annotated.code, 1);
  assert.match(
    annotated.stdout,
    /^::error file=dev_ops\/tasks\/TASK-001-login\.md,line=\d+,col=7,title=links\/dangling::/,
  );
  const sarif = docOps(root, ['validate', '--format', 'sarif']);
  assert.is(sarif.code, 1);
  assert.ok(isSarif(JSON.parse(sarif.stdout)));
  assert.is(JSON.parse(docOps(root, ['validate', '--format', 'json']).stdout).findings.length, 1);
});

test.run();
