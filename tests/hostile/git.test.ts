import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { skipped, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { Traps } from './support/traps.js';

/*
 * Git is started for the repository that was found, named in full, or for none; what a repository's config could start
 * is off. In the list below every trap leaves a mark when it runs.
 */

const task = (id: string) =>
  `---\nid: ${id}\ntitle: A\nstatus: todo\ncreated: 2026-11-20\n---\n\n# A\n\nSee [[TASK-001]].\n`;
const plan = JSON.stringify({
  title: 'P',
  tascs: [{ id: 'a', title: 'a', testing_instructions: 'test 1 = 1' }],
});

/** Every verb that asks git something. */
const verbs = [
  ['list'],
  ['validate'],
  ['validate', '--staged'],
  ['validate', '--base', 'HEAD'],
  ['doctor'],
  ['hooks', 'status'],
  ['create', 'task', '--title', 'New'],
  ['search', 'A'],
  ['set', 'TASK-001', 'assignee=me'],
  ['run', 'PLAN-001', '--yes'],
  ['verify'],
  ['approve', 'PLAN-001', '--yes'],
  ['rename', 'TASK-001', '--title', 'Other'],
  ['renumber', 'dev_ops/tasks/TASK-002-b.md'],
] as const;

function runAll(root: string, env: Record<string, string> = {}): void {
  for (const args of verbs) {
    const { code, stderr } = docOps(root, args, { env: { HOME: join(root, '..'), ...env }, timeout: 60_000 });
    assert.ok(code !== null && code <= 4, `${args.join(' ')} ended with ${code}: ${stderr}`);
  }
}

function project(): string {
  const root = join(temporaryFolder(), 'project');
  mkdirSync(root);
  git(root, ['init', '-q']);
  writeFiles(root, {
    'dev_ops/tasks/TASK-001-a.md': task('TASK-001'),
    'dev_ops/tasks/TASK-002-a.md': task('TASK-002'),
    'dev_ops/tasks/TASK-002-b.md': task('TASK-002'),
    'plan.json': plan,
    'input.txt': 'x\n',
  });
  docOps(root, ['plan', 'import', 'plan.json']);
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'all']);
  return root;
}

test('a bare repository that was committed as plain files around the documents', () => {
  const traps = new Traps();
  const root = project();
  const docs = join(root, 'docs');
  mkdirSync(docs);
  renameSync(join(root, 'dev_ops'), join(docs, 'dev_ops'));
  git(docs, ['init', '-q', '--bare', 't.git']);
  renameSync(join(docs, 't.git/HEAD'), join(docs, 'HEAD'));
  rmSync(join(docs, 't.git'), { recursive: true });
  writeFiles(docs, {
    'refs/.keep': '',
    'objects/.keep': '',
    config: `[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ..\nfsmonitor = "${traps.command('fsmonitor')}"\n`,
  });
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'evil']);
  const clone = join(temporaryFolder(), 'clone');
  git(root, ['clone', '-q', root, clone]);
  runAll(join(clone, 'docs'));
  assert.equal(traps.ran(), []);
  git(join(clone, 'docs'), ['status'], { check: false });
  assert.is(traps.ran().length, 1, 'git itself runs into the trap');
});

test('a config that sets everything that git could start', () => {
  const traps = new Traps();
  const root = project();
  const sub = temporaryFolder({ 'a.txt': 'a\n' });
  git(sub, ['init', '-q']);
  git(sub, ['add', '-A']);
  git(sub, ['commit', '-qm', 'sub']);
  git(root, ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', sub, 'sub']);
  writeFiles(root, {
    '.gitattributes': '*.md filter=evil diff=evil merge=evil\n*.txt filter=evil diff=evil\n',
  });
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'attributes']);
  for (const hook of ['post-index-change', 'pre-commit', 'reference-transaction', 'fsmonitor-watchman'])
    writeFiles(root, { [`.git/evil-hooks/${hook}`]: readFileSync(traps.script('hook'), 'utf8') });
  for (const hook of ['post-index-change', 'reference-transaction'])
    chmodSync(join(root, '.git/evil-hooks', hook), 0o755);
  const settings: Record<string, string> = {
    'core.fsmonitor': traps.script('fsmonitor'),
    'core.hooksPath': join(root, '.git/evil-hooks'),
    'core.sshCommand': traps.command('ssh'),
    'core.gitProxy': traps.script('proxy'),
    'core.pager': traps.command('pager'),
    'core.editor': traps.command('editor'),
    'core.askPass': traps.script('askpass'),
    'core.alternateRefsCommand': traps.command('alternates'),
    'credential.helper': `!${traps.command('credential')}`,
    'diff.external': traps.script('external'),
    'diff.evil.textconv': traps.script('textconv'),
    'diff.evil.command': traps.script('command'),
    'filter.evil.clean': traps.command('clean'),
    'filter.evil.smudge': traps.command('smudge'),
    'filter.evil.process': traps.command('process'),
    'filter.evil.required': 'true',
    'merge.evil.driver': traps.command('driver'),
    'gpg.program': traps.script('gpg'),
    'log.showSignature': 'true',
    'alias.ls-files': `!${traps.command('alias')}`,
    'pager.config': traps.command('pager'),
    'pager.log': traps.command('pager'),
    'sequence.editor': traps.command('editor'),
    'status.submoduleSummary': 'true',
    'submodule.recurse': 'true',
    'protocol.allow': 'always',
    'protocol.ext.allow': 'always',
    'remote.origin.url': `ext::${traps.command('remote')}`,
    'remote.origin.promisor': 'true',
    'remote.origin.partialclonefilter': 'blob:none',
    'remote.origin.uploadpack': traps.command('uploadpack'),
    'extensions.partialClone': 'origin',
    'core.repositoryFormatVersion': '1',
  };
  for (const [key, value] of Object.entries(settings)) git(root, ['config', key, value]);
  appendFileSync(join(root, '.git/modules/sub/config'), `[core]\nfsmonitor = ${traps.script('submodule')}\n`);
  const later = new Date(Date.now() + 5000);
  for (const path of ['input.txt', 'dev_ops/tasks/TASK-001-a.md', 'dev_ops/tasks/TASK-002-b.md', 'sub/a.txt'])
    utimesSync(join(root, path), later, later);
  for (const name of traps.ran()) rmSync(join(traps.folder, `${name.split(':')[0]}.ran`));
  runAll(root);
  // An object that is not there: a partial clone would fetch it.
  const object = git(root, ['-c', 'core.fsmonitor=', 'rev-parse', 'HEAD:input.txt']).stdout.trim();
  rmSync(join(root, '.git/objects', object.slice(0, 2), object.slice(2)));
  runAll(root);
  assert.equal(traps.ran(), []);
  git(root, ['status'], { check: false });
  git(root, ['log', '-1', '-p'], { check: false });
  git(root, ['cat-file', '-p', object], { check: false });
  const ran = traps.ran().map((line) => line.split(':')[0]);
  for (const name of ['fsmonitor', 'remote']) assert.ok(ran.includes(name), `git itself runs into ${name}`);
});

test('a git that the repository brings, with PATH leading there', () => {
  const traps = new Traps();
  const root = project();
  for (const folder of ['.', 'node_modules/.bin']) {
    writeFiles(root, { [`${folder}/git`]: readFileSync(traps.script('git'), 'utf8') });
    chmodSync(join(root, folder, 'git'), 0o755);
  }
  for (const first of ['.', '', 'node_modules/.bin', join(root, 'node_modules/.bin')])
    runAll(root, { PATH: `${first}:${process.env.PATH}` });
  assert.equal(traps.ran(), []);
});

test('a .git file that names any folder: nothing is written there', () => {
  const victim = temporaryFolder();
  const root = temporaryFolder({
    'dev_ops/tasks/TASK-001-a.md': task('TASK-001'),
    '.git': `gitdir: ${victim}\n`,
  });
  assert.is(docOps(root, ['create', 'task', '--title', 'B']).code, 0);
  assert.not.ok(existsSync(join(victim, 'doc-ops')));
  const doctor = docOps(root, ['doctor']);
  assert.match(doctor.stdout, /names no git repository/);
  assert.match(docOps(root, ['hooks', 'install']).stderr, /names no git repository/);
});

test('a commondir that names any folder, even one that could be a repository', () => {
  for (const like of [{}, { HEAD: 'ref: refs/heads/main\n', 'objects/x': '', 'refs/x': '' }]) {
    const victim = temporaryFolder(like);
    const root = project();
    writeFileSync(join(root, '.git/commondir'), `${victim}\n`);
    assert.is(docOps(root, ['create', 'task', '--title', 'B']).code, 0);
    assert.not.ok(existsSync(join(victim, 'doc-ops')));
  }
});

test('pipes in the place of .git, of HEAD and of commondir do not hang', () => {
  for (const path of ['.git', '.git/HEAD', '.git/commondir']) {
    const root = project();
    rmSync(join(root, path), { recursive: true, force: true });
    spawnSync('mkfifo', [join(root, path)]);
    const { code } = docOps(root, ['create', 'task', '--title', 'B'], { timeout: 20_000 });
    assert.is(code, 0, path);
  }
});

test('a repository of somebody else is refused as git refuses it, unless safe.directory names it', () => {
  if (process.getuid?.() !== 0) return skipped('a repository of somebody else: needs root');
  const root = project();
  git(root, ['config', 'core.fsmonitor', new Traps().script('fsmonitor')]);
  chownSync(join(root, '.git'), 65534, 65534);
  assert.match(docOps(root, ['doctor']).stdout, /git refuses it: detected dubious ownership/);
  assert.is(docOps(root, ['list']).code, 0);
  assert.is(docOps(root, ['hooks', 'install']).code, 4);
  const mine = join(temporaryFolder({ config: `[safe]\ndirectory = ${root}\n` }), 'config');
  assert.not.match(docOps(root, ['doctor'], { env: { GIT_CONFIG_GLOBAL: mine } }).stdout, /refuses/);
});

test('linked work trees, submodules and partial commits are checked by the hook as before', () => {
  const root = project();
  rmSync(join(root, 'dev_ops/tasks/TASK-002-b.md'));
  assert.is(docOps(root, ['hooks', 'install']).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'hooks']);
  const linked = join(temporaryFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', linked]);
  const outer = temporaryFolder();
  git(outer, ['init', '-q']);
  git(outer, ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', root, 'inner']);
  const inner = join(outer, 'inner');
  assert.is(docOps(inner, ['hooks', 'install']).code, 0);
  for (const at of [root, linked, inner]) {
    writeFiles(at, {
      'dev_ops/tasks/TASK-003-good.md': task('TASK-003'),
      'dev_ops/tasks/TASK-004-bad.md': task('TASK-999'),
    });
    git(at, ['add', '-A']);
    assert.is(git(at, ['commit', '-qm', 'both'], { check: false }).code, 1, at);
    const path = 'dev_ops/tasks/TASK-003-good.md';
    assert.is(git(at, ['commit', '-qm', 'one', '--', path], { check: false }).code, 0, at);
    assert.is(git(join(at, 'dev_ops'), ['commit', '-qam', 'rest'], { check: false }).code, 1, at);
  }
});

test.run();
