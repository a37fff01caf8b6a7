import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot, skipped, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';

/** Installing a tool takes a registry; where there is none, or a slow one, nobody waits for it. */
const patience = 60_000;
const home = temporaryFolder();

function sh(cwd: string, command: string, extra: Record<string, string> = {}, timeout = patience) {
  const env = { ...testEnvironment(), HOME: home, NO_COLOR: '1', ...extra };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    input: '',
    timeout,
  });
  return { code: status, said: `${stdout}${stderr}` };
}

/** The settings of the person, for registries and proxies alone. */
const registries = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(?:HOME|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|npm_config_\w+|NPM_CONFIG_\w+|PIP_\w+|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE)$/.test(
      name,
    ),
  ),
) as Record<string, string>;

/** The code block of docs/hooks.md behind a manager's name. */
function documented(manager: string): string {
  const text = readFile(repositoryRoot, 'docs/hooks.md');
  const block = new RegExp(
    `^\\*\\*${manager}\\*\\*:[^\\n]*\\n\\n\`\`\`\\w+\\n([\\s\\S]*?)^\`\`\`$`,
    'm',
  ).exec(text)?.[1];
  assert.ok(block, `docs/hooks.md shows ${manager}`);
  return block;
}

/** A project that has doc-ops as npm installs it, and these packages. */
function project(): string {
  const folder = temporaryFolder({
    'package.json': '{ "name": "x", "private": true }\n',
    '.gitignore': 'node_modules/\n',
  });
  git(folder, ['init', '-q', '-b', 'main', '--template=']);
  assert.equal(docOps(folder, ['init', '--yes']).code, 0);
  assert.equal(docOps(folder, ['create', 'task', 'One']).code, 0);
  return folder;
}

function withDocOps(folder: string): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(repositoryRoot, 'dist/doc-ops.cjs'), join(folder, 'node_modules/.bin/doc-ops'));
}

/** A good commit passes; one with a broken link does not, and says where. */
function commitsAreChecked(folder: string, env: Record<string, string> = {}): void {
  const commit = (message: string) => sh(folder, `git add --all && git commit --message ${message}`, env);
  const good = commit('good');
  assert.equal(good.code, 0, good.said);
  writeFiles(folder, {
    'dev_ops/tasks/TASK-001-one.md': `${readFile(folder, 'dev_ops/tasks/TASK-001-one.md')}\nSee [[TASK-009]].\n`,
  });
  const broken = commit('broken');
  assert.notEqual(broken.code, 0, broken.said);
  assert.match(broken.said, /TASK-001-one\.md:\d+:\d+ error/);
  assert.equal(git(folder, ['log', '--format=%s']).stdout, 'good\n');
  assert.match(docOps(folder, ['hooks', 'status']).stdout, /installed by hand/);
}

function installed(folder: string, ...packages: string[]): boolean {
  const { code } = sh(
    folder,
    `npm install --save-dev --prefer-offline --no-audit --no-fund --loglevel=error ${packages.join(' ')}`,
    registries,
  );
  return code === 0;
}

test('husky runs the lines of docs/hooks.md', () => {
  const folder = project();
  if (!installed(folder, 'husky@9')) return skipped('husky: it cannot be installed here');
  withDocOps(folder);
  const started = sh(folder, 'npx husky');
  assert.equal(started.code, 0, started.said);
  for (const hook of ['pre-commit', 'pre-merge-commit'])
    writeFiles(folder, { [`.husky/${hook}`]: documented('husky') });
  commitsAreChecked(folder);
});

test('lefthook runs the file of docs/hooks.md', () => {
  const folder = project();
  if (!installed(folder, '--ignore-scripts', 'lefthook@1'))
    return skipped('lefthook: it cannot be installed here');
  withDocOps(folder);
  writeFiles(folder, { 'lefthook.yml': documented('lefthook') });
  const started = sh(folder, 'npx lefthook install');
  assert.equal(started.code, 0, started.said);
  commitsAreChecked(folder);
});

test('pre-commit runs the file of docs/hooks.md', () => {
  const place = temporaryFolder();
  const fetched = sh(
    place,
    'python3 -m pip install --quiet --disable-pip-version-check --retries 0 --target site pre-commit',
    registries,
  );
  if (fetched.code !== 0) return skipped('pre-commit: it cannot be installed here');
  const env = { PYTHONPATH: join(place, 'site') };
  const folder = project();
  withDocOps(folder);
  writeFiles(folder, { '.pre-commit-config.yaml': documented('pre-commit') });
  const started = sh(folder, 'python3 -m pre_commit install', env);
  assert.equal(started.code, 0, started.said);
  commitsAreChecked(folder, env);
});

test.run();
