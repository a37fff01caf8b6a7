import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile, temporaryFolder, writeFiles } from '../../../support/folder.js';
import { docOps, git } from '../../../support/process.js';

const good =
  '---\nid: ADR-001\ntitle: Use JWT\nstatus: Accepted\ncreated: 2026-11-20\n---\n\n# ADR-001 - Use JWT\n';
const bad = good.replace('---\n\n', 'related_docs:\n  - ADR-009\n---\n\n');
const barePath = { PATH: '/usr/bin:/bin' };

function repository(files: Record<string, string | Uint8Array> = {}): string {
  const root = temporaryFolder({ 'dev_ops/config.yaml': '# nothing\n', ...files });
  git(root, ['init', '-q', '-b', 'main', '--template=']);
  mkdirSync(join(root, '.git/hooks'));
  return root;
}

function install(root: string, env: Record<string, string> = {}) {
  const ran = docOps(root, ['hooks', 'install'], { env });
  assert.is(ran.code, 0, ran.stderr + ran.stdout);
  return ran;
}

/** Commit what is staged; the hook runs. */
function commit(root: string, env: Record<string, string> = {}, args: readonly string[] = []) {
  return git(root, ['commit', '-q', '-m', 'change', ...args], { check: false, env });
}

function stage(root: string, files: Record<string, string>): void {
  writeFiles(root, files);
  git(root, ['add', '-A']);
}

/** Every file and link of a folder with its mode and content; of git's own, what a person writes. */
function everything(folder: string, at = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, at)).sort()) {
    const path = join(at, name);
    const stat = lstatSync(join(folder, path));
    if (/^\.git\/(?!config$|hooks)|\/\.state$/.test(path)) continue;
    if (stat.isDirectory()) Object.assign(found, everything(folder, path));
    else found[path] = `${stat.mode.toString(8)} ${readFileSync(join(folder, path), 'latin1')}`;
  }
  return found;
}

test('stops a commit with a broken link and says how to skip', () => {
  const root = repository();
  install(root);
  stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad });
  const stopped = commit(root, barePath);
  assert.is(stopped.code, 1);
  assert.match(stopped.stderr, /dev_ops\/adrs\/ADR-001-use-jwt\.md:\d+:\d+/);
  assert.match(stopped.stderr, /DOC_OPS_SKIP=1 git commit/);
  assert.is(commit(root, { ...barePath, DOC_OPS_SKIP: '1' }).code, 0);
});

test('lets a commit pass from a client with a bare PATH', () => {
  const root = repository();
  install(root);
  stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': good });
  const passed = commit(root, barePath);
  assert.is(passed.code, 0, passed.stderr);
});

test('judges what is staged, whatever git calls its index', () => {
  const root = repository({ 'dev_ops/adrs/ADR-001-use-jwt.md': good, 'notes.txt': 'a\n' });
  install(root);
  git(root, ['add', '-A']);
  assert.is(commit(root).code, 0);
  writeFiles(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad, 'notes.txt': 'b\n' });
  // The temporary index of `git commit FILE` holds only that file's change.
  assert.is(commit(root, {}, ['notes.txt']).code, 0);
  assert.is(commit(root, {}, ['-a']).code, 1);
  assert.is(commit(root, {}, ['dev_ops/adrs/ADR-001-use-jwt.md']).code, 1);
  git(root, ['add', '-A']);
  writeFiles(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': good });
  assert.is(commit(root).code, 1);
});

test('works in a linked work tree, from a subfolder, and not where a branch has no documents', () => {
  const root = repository({ 'dev_ops/adrs/ADR-001-use-jwt.md': good });
  git(root, ['commit', '-q', '--allow-empty', '-m', 'empty']);
  git(root, ['branch', 'bare']);
  install(root);
  git(root, ['add', '-A']);
  assert.is(commit(root).code, 0);
  const linked = join(temporaryFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', '-b', 'other', linked]);
  stage(linked, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad });
  assert.is(commit(linked, barePath).code, 1);
  assert.is(commit(join(linked, 'dev_ops', 'adrs'), barePath).code, 1);
  const without = join(temporaryFolder(), 'without');
  git(root, ['worktree', 'add', '-q', without, 'bare']);
  stage(without, { 'a.txt': 'a\n' });
  assert.is(commit(without, barePath).code, 0);
});

test('checks a merge before it is committed', () => {
  const root = repository({ 'dev_ops/adrs/ADR-001-use-jwt.md': good });
  install(root);
  git(root, ['add', '-A']);
  assert.is(commit(root).code, 0);
  git(root, ['checkout', '-q', '-b', 'other']);
  const second = good
    .replaceAll('ADR-001', 'ADR-002')
    .replace('---\n\n', 'related_docs:\n  - ADR-001\n---\n\n');
  stage(root, { 'dev_ops/adrs/ADR-002-use-jwt.md': second });
  assert.is(commit(root).code, 0);
  git(root, ['checkout', '-q', 'main']);
  git(root, ['rm', '-q', 'dev_ops/adrs/ADR-001-use-jwt.md']);
  assert.is(commit(root).code, 0);
  const merged = git(root, ['merge', '--no-edit', 'other'], { check: false });
  assert.is(merged.code, 1, merged.stdout);
  assert.match(merged.stderr, /ADR-002-use-jwt\.md:\d+:\d+/);
});

test('a program that is gone stops the commit here, and only warns whom the hook came to', () => {
  const root = repository();
  git(root, ['config', 'core.hooksPath', '.githooks']);
  install(root);
  stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad });
  git(root, ['config', 'doc-ops.program', '/nonexistent/doc-ops.cjs']);
  const stopped = commit(root, barePath);
  assert.is(stopped.code, 1);
  assert.match(stopped.stderr, /could not be started.*\n.*npm install --global doc-ops/);
  git(root, ['config', '--remove-section', 'doc-ops']);
  const passed = commit(root, barePath);
  assert.is(passed.code, 0);
  assert.match(passed.stderr, /dev_ops\/ was not checked/);
});

test("prefers the repository's own doc-ops, and then finds the recorded node for it", () => {
  const root = repository({
    'node_modules/.bin/doc-ops':
      '#!/usr/bin/env node\nrequire("node:fs").writeFileSync("ran", process.argv.slice(2).join(" "));\n',
    '.gitignore': 'node_modules\n',
  });
  chmodSync(join(root, 'node_modules/.bin/doc-ops'), 0o755);
  install(root);
  git(root, ['add', '-A']);
  const empty = temporaryFolder({ bin: '' });
  // Nothing but git and sh on PATH.
  for (const name of ['git', 'sh']) symlinkSync(`/usr/bin/${name}`, join(empty, name));
  assert.is(commit(root, { PATH: empty }).code, 0);
  assert.is(readFile(root, 'ran'), 'validate --staged --root .');
});

const hooks: Record<string, string> = {
  'a hook that leaves early': '#!/bin/sh\nexit 0\n',
  'a hook that gives way to another program': '#!/usr/bin/env bash\nset -euo pipefail\nexec true\n',
  'a hook without a final line ending': '#!/bin/bash -e\ntrue',
  'a hook of one line without an end': '#!/bin/sh',
  'a hook without a shebang': 'true\n',
  'an empty hook': '',
};

for (const [name, text] of Object.entries(hooks)) {
  test(`${name} is checked all the same and is given back byte for byte`, () => {
    const root = repository();
    const path = join(root, '.git/hooks/pre-commit');
    writeFileSync(path, text);
    chmodSync(path, 0o750);
    const before = everything(root);
    install(root);
    assert.is(statSync(path).mode & 0o777, 0o750);
    stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad });
    assert.is(commit(root).code, 1);
    rmSync(join(root, 'dev_ops/adrs'), { recursive: true });
    assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
    assert.equal(everything(root), before);
  });
}

test('what was in a hook still runs, and its failure still counts', () => {
  const root = repository();
  writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\ntouch ran\nexit 3\n');
  chmodSync(join(root, '.git/hooks/pre-commit'), 0o755);
  install(root);
  stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': good });
  assert.is(commit(root).code, 1);
  assert.ok(existsSync(join(root, 'ran')));
});

test('installing again changes nothing, an outdated block is replaced in place', () => {
  const root = repository({ '.gitattributes': '*.png binary' });
  install(root);
  const first = everything(root);
  assert.not.match(install(root).stdout, /changed:/);
  assert.equal(everything(root), first);
  const path = join(root, '.git/hooks/pre-commit');
  const old = `${readFileSync(path, 'utf8').replace('validate --staged', 'validate --old')}echo mine\n`;
  writeFileSync(path, old);
  assert.match(docOps(root, ['hooks', '--plain']).stdout, /^pre-commit\toutdated\t/m);
  install(root);
  assert.is(readFileSync(path, 'utf8'), old.replace('validate --old', 'validate --staged'));
  assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
  assert.is(readFileSync(path, 'utf8'), '#!/bin/sh\necho mine\n');
  assert.is(readFile(root, '.gitattributes'), '*.png binary');
});

test('uninstalling what was never installed changes nothing', () => {
  const root = repository({ '.gitattributes': '' });
  const before = everything(root);
  assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
  assert.equal(everything(root), before);
});

test('a dry run shows what would change and writes nothing', () => {
  const root = repository();
  const before = everything(root);
  const shown = docOps(root, ['hooks', 'install', '--dry-run']);
  assert.is(shown.code, 0);
  for (const path of [
    '.git/hooks/pre-commit',
    '.git/hooks/pre-merge-commit',
    '.gitattributes',
    '.git/config',
  ])
    assert.match(shown.stdout, `b/${path}\n`);
  assert.equal(everything(root), before);
  install(root);
  const installed = everything(root);
  assert.match(docOps(root, ['hooks', 'uninstall', '-n']).stdout, /^-dev_ops\/\*\*\/\*\.md merge=doc-ops$/m);
  assert.equal(everything(root), installed);
});

const paths: Record<
  string,
  (root: string) => { value: string; folder: string; env?: Record<string, string> }
> = {
  relative: (root) => ({ value: 'tools/hooks', folder: join(root, 'tools/hooks') }),
  absolute: () => {
    const folder = join(temporaryFolder(), "hooks of 'mine'");
    return { value: folder, folder };
  },
  'in the home folder': () => {
    const home = temporaryFolder();
    return { value: '~/hooks', folder: join(home, 'hooks'), env: { HOME: home } };
  },
};

for (const [name, make] of Object.entries(paths)) {
  test(`a core.hooksPath that is ${name}`, () => {
    const root = repository();
    const { value, folder, env = {} } = make(root);
    git(root, ['config', 'core.hooksPath', value]);
    install(root, env);
    assert.is(statSync(join(folder, 'pre-commit')).mode & 0o777, 0o755);
    assert.not.ok(existsSync(join(root, '.git/hooks/pre-commit')));
    stage(root, { 'dev_ops/adrs/ADR-001-use-jwt.md': bad });
    assert.is(commit(root, env).code, 1);
    const other = repository();
    git(other, ['config', 'core.hooksPath', folder]);
    rmSync(join(other, 'dev_ops'), { recursive: true });
    stage(other, { 'a.txt': 'a\n' });
    // A folder of hooks that several repositories share does not check those without documents.
    assert.is(commit(other, { ...env, ...barePath }).code, 0);
    assert.is(docOps(root, ['hooks', 'uninstall'], { env }).code, 0);
    assert.equal(readdirSync(folder), []);
  });
}

test('switched off hooks and hooks that are no shell scripts are left alone, with a reason', () => {
  const root = repository();
  const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]);
  const hook = join(root, '.git/hooks/pre-commit');
  for (const content of [
    '#!/usr/bin/env python3\nprint("hi")\n',
    '#!/usr/bin/env -S node --harmony\n',
    '#!/opt/sh/bin/ruby\n',
    binary,
  ]) {
    writeFileSync(hook, content);
    chmodSync(hook, 0o755);
    const refused = docOps(root, ['hooks', 'install']);
    assert.is(refused.code, 1);
    assert.match(refused.stdout, /pre-commit: it is not a shell script/);
    assert.match(refused.stdout, /^ {2}doc-ops validate --staged$/m);
    assert.equal(readFileSync(hook), Buffer.from(content as string));
  }
  // The rest is installed.
  assert.match(docOps(root, ['hooks', '--plain']).stdout, /^pre-merge-commit\tinstalled\t/m);
  writeFileSync(hook, '#!/bin/sh\n');
  chmodSync(hook, 0o644);
  assert.match(docOps(root, ['hooks', 'install']).stdout, /it is not executable/);
  git(root, ['config', 'core.hooksPath', '/dev/null']);
  assert.match(docOps(root, ['hooks', 'install']).stdout, /hooks are switched off/);
});

test('a hook in another encoding, and one behind a link, keep their bytes', () => {
  const root = repository({ 'scripts/check': Buffer.from('#!/bin/sh\n# caf\xe9\n', 'latin1') });
  const target = join(root, 'scripts/check');
  chmodSync(target, 0o755);
  symlinkSync('../../scripts/check', join(root, '.git/hooks/pre-commit'));
  install(root);
  assert.ok(lstatSync(join(root, '.git/hooks/pre-commit')).isSymbolicLink());
  assert.ok(readFileSync(target, 'latin1').endsWith('# caf\xe9\n'));
  assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
  assert.is(readFileSync(target, 'latin1'), '#!/bin/sh\n# caf\xe9\n');
});

const managers: Record<
  string,
  { files: Record<string, string>; config?: string; says: RegExp; calls: string }
> = {
  husky: {
    files: { '.husky/_/h': '', '.husky/pre-commit': 'npm test\n' },
    config: '.husky/_',
    says: /\.husky\/pre-commit/,
    calls: '.husky/pre-commit',
  },
  lefthook: { files: { 'lefthook.yml': 'pre-push:\n' }, says: /pre-merge-commit:/, calls: 'lefthook.yml' },
  'pre-commit': {
    files: { '.pre-commit-config.yaml': 'repos: []\n' },
    says: /always_run: true/,
    calls: '.pre-commit-config.yaml',
  },
};

for (const [name, { files, config, says, calls }] of Object.entries(managers)) {
  test(`where ${name} is in charge it prints the lines to add`, () => {
    const root = repository(files);
    if (config) git(root, ['config', 'core.hooksPath', config]);
    const hooksBefore = everything(join(root, '.git/hooks'));
    const ran = install(root);
    assert.match(ran.stdout, `${name} runs the hooks here; add these lines:`);
    assert.match(ran.stdout, says);
    assert.equal(everything(join(root, '.git/hooks')), hooksBefore);
    for (const [path, text] of Object.entries(files)) assert.is(readFile(root, path), text);
    assert.match(readFile(root, '.gitattributes'), 'merge=doc-ops');
    assert.match(git(root, ['config', 'merge.doc-ops.driver']).stdout, 'merge-driver');
    writeFiles(root, { [calls]: `${files[calls]}npx doc-ops validate --staged\n` });
    const after = docOps(root, ['hooks']);
    assert.match(after.stdout, /^pre-commit +installed by hand/m);
    assert.not.match(after.stdout, /add these lines/);
  });
}

test('two folders of documents in one repository are both checked, and leave one by one', () => {
  const root = repository({ 'packages/my app/dev_ops/config.yaml': '# nothing\n' });
  const inner = join(root, 'packages/my app');
  const before = readFileSync(join(root, '.git/config'), 'utf8');
  install(root);
  install(inner);
  stage(root, { 'packages/my app/dev_ops/adrs/ADR-001-use-jwt.md': bad });
  assert.is(commit(root, barePath).code, 1);
  assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
  assert.is(commit(root, barePath).code, 1);
  assert.is(docOps(inner, ['hooks', 'uninstall']).code, 0);
  assert.is(readFileSync(join(root, '.git/config'), 'utf8'), before);
  assert.not.ok(existsSync(join(root, '.git/hooks/pre-commit')));
});

test('a line in .gitattributes that somebody wrote by hand is enough, and stays', () => {
  const root = repository({ '.gitattributes': 'dev_ops/**/*.md merge=doc-ops\n*.png binary\n' });
  install(root);
  assert.match(docOps(root, ['hooks', '--plain']).stdout, /^\.gitattributes\tby hand\t/m);
  assert.is(docOps(root, ['hooks', 'uninstall']).code, 0);
  assert.is(readFile(root, '.gitattributes'), 'dev_ops/**/*.md merge=doc-ops\n*.png binary\n');
});

test('outside of a git repository it says what is missing', () => {
  const root = temporaryFolder({ 'dev_ops/config.yaml': '# nothing\n' });
  const ran = docOps(root, ['hooks', 'install']);
  assert.is(ran.code, 4);
  assert.match(ran.stderr, /not in a git repository/);
});

test('a folder that cannot be written is a failure, and nothing is left half done', () => {
  const root = repository();
  rmSync(join(root, '.git/hooks'), { recursive: true, force: true });
  mkdirSync(join(root, 'there'));
  git(root, ['config', 'core.hooksPath', 'there/file/hooks']);
  writeFiles(root, { 'there/file': 'no folder\n' });
  const ran = docOps(root, ['hooks', 'install']);
  assert.is(ran.code, 4, ran.stdout + ran.stderr);
  assert.not.ok(existsSync(join(root, '.gitattributes')));
  assert.not.match(readFileSync(join(root, '.git/config'), 'utf8'), 'doc-ops');
});

test.run();
