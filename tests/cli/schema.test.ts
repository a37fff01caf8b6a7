import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { test } from 'uvu';
import { parse } from 'yaml';
import { readFile, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const ajv = new Ajv({ strict: false, allowUnionTypes: true });

function project(files: Record<string, string> = {}): string {
  const folder = temporaryFolder(files);
  git(folder, ['init', '-q']);
  return folder;
}

test('schema prints every schema that it lists, each a JSON Schema, and names the closest of a wrong one', () => {
  const folder = project({
    'dev_ops/config.yaml': 'types:\n  risk: { prefix: RISK, folder: risks, statuses: [Seen, Gone] }\n',
  });
  const names = docOps(folder, ['schema']).stdout.trim().split('\n');
  assert.ok(['config', 'tascs', 'plan', 'risk'].every((name) => names.includes(name)));
  for (const name of names) {
    const { code, stdout } = docOps(folder, ['schema', name]);
    assert.equal(code, 0);
    const schema = JSON.parse(stdout) as object;
    assert.equal(ajv.validateSchema(schema), true, name);
    assert.deepEqual(JSON.parse(docOps(folder, ['schema', name, '--json']).stdout).data.schema, schema);
  }
  const wrong = docOps(folder, ['schema', 'rsik']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /did you mean risk\?/);
});

test('what the templates make fits the schemas', () => {
  const folder = project();
  assert.equal(docOps(folder, ['init', '--yes']).code, 0);
  for (const type of ['plan', 'adr', 'task', 'bug', 'research', 'backlog', 'objective']) {
    const { stdout } = docOps(folder, ['create', type, 'Something: "new"', '--plain']);
    const text = readFile(folder, stdout.split('\t')[1]?.trim() ?? '');
    const fits = ajv.compile(JSON.parse(docOps(folder, ['schema', type]).stdout) as object);
    assert.ok(
      fits(parse(text.split(/^---$/m)[1] ?? '') as unknown),
      `${type}: ${ajv.errorsText(fits.errors)}`,
    );
  }
});

test('init --editor writes schemas and settings, keeps what stood there, can be repeated and undone', () => {
  const settings = '{\n  // of the team\n  "editor.tabSize": 2,\n}\n';
  const folder = project({ '.vscode/settings.json': settings });
  assert.equal(docOps(folder, ['init', '--yes', '--editor']).code, 0);
  const written = readFile(folder, '.vscode/settings.json');
  assert.match(written, /\/\/ of the team\n {2}"editor.tabSize": 2,\n {2}"yaml.schemas": \{/);
  assert.match(written, /"\.\/dev_ops\/\.schemas\/config\.json": "dev_ops\/config\.yaml"/);
  const config = readFile(folder, 'dev_ops/config.yaml');
  assert.match(config, /^# yaml-language-server: \$schema=\.schemas\/config\.json\n/);
  assert.equal(readFile(folder, 'dev_ops/.schemas/task.json'), docOps(folder, ['schema', 'task']).stdout);
  assert.equal(docOps(folder, ['validate', '--max-warnings', '0']).code, 0);

  writeFiles(folder, {
    'dev_ops/config.yaml': `${config}rules:\n  links/one-way: warning\ntypes:\n  risk: { prefix: RISK, folder: risks, statuses: [Seen, Gone] }\n`,
  });
  assert.equal(docOps(folder, ['init', '--yes', '--editor']).code, 0);
  assert.match(readFile(folder, '.vscode/settings.json'), /\.schemas\/risk\.json/);
  const again = docOps(folder, ['init', '--yes', '--editor', '--json']);
  assert.deepEqual(JSON.parse(again.stdout).data.created, []);

  assert.equal(docOps(folder, ['undo']).code, 0);
  assert.equal(docOps(folder, ['undo']).code, 4, 'config.yaml was edited by hand since');
  writeFiles(folder, { 'dev_ops/config.yaml': config });
  assert.equal(docOps(folder, ['undo']).code, 0);
  assert.equal(readFile(folder, '.vscode/settings.json'), settings);
  assert.ok(!existsSync(join(folder, 'dev_ops/.schemas/task.json')));
});

test('settings that cannot be read are left alone, and said so', () => {
  const folder = project({ '.vscode/settings.json': '{ "a": \n' });
  const { code, stderr } = docOps(folder, ['init', '--yes', '--editor']);
  assert.equal(code, 0);
  assert.match(stderr, /\.vscode\/settings\.json was left unchanged/);
  assert.equal(readFile(folder, '.vscode/settings.json'), '{ "a": \n');
  assert.ok(existsSync(join(folder, 'dev_ops/.schemas/config.json')));
});

test.run();
