import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';
import { type PlanProject, planProject } from './support/planProject.js';

const hasCommand = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

const review = [{ id: 'review', proof: { proof_type: 'manual' } }];

/** A key pair of nobody else, its private path and its public text. */
function newKey(): { readonly path: string; readonly text: string } {
  const path = join(temporaryFolder(), 'key');
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
  assert.is(made.status, 0);
  return { path, text: readFileSync(`${path}.pub`, 'utf8').trim() };
}

interface Verified {
  readonly faults: readonly { readonly message: string }[];
  readonly notes: readonly string[];
}

const verified = (project: PlanProject) => (project.data('verify', 'PLAN-001') as Verified[])[0] as Verified;

const setGit = (project: PlanProject, key: string, value: string) =>
  git(project.root, ['config', key, value]);

const signedBy = (key: string) => {
  const project = planProject(review);
  setGit(project, 'user.signingkey', key);
  return { project, ran: project.call('approve', 'PLAN-001/review', '--sign') };
};

if (!hasCommand('ssh-keygen')) console.log('skipped: signatures, there is no ssh-keygen');
else {
  test('a signed approval holds for those that the person allows, and for nobody else', () => {
    const key = newKey();
    const { project, ran } = signedBy(key.path);
    assert.is(ran.code, 0, ran.stderr);
    assert.match(verified(project).notes.join('\n'), /whose signatures these are is not known/);
    const allowed = join(temporaryFolder(), 'allowed');
    setGit(project, 'gpg.ssh.allowedSignersFile', allowed);
    writeFileSync(allowed, `ada@example.org ${key.text}\n`);
    assert.equal([verified(project).faults, verified(project).notes], [[], []]);
    writeFileSync(allowed, `grace@example.org ${key.text}\n`);
    assert.match(verified(project).faults[0]?.message ?? '', /your allowed signers do not know/);
    writeFileSync(allowed, `ada@example.org ${newKey().text}\n`);
    assert.match(verified(project).faults[0]?.message ?? '', /your allowed signers do not know/);
  });

  test('a file of allowed signers in the repository is believed neither directly nor through a link', () => {
    const key = newKey();
    const { project } = signedBy(key.path);
    const inside = join(project.root, '.github/allowed');
    mkdirSync(join(project.root, '.github'));
    writeFileSync(inside, `ada@example.org ${key.text}\n`);
    const link = join(temporaryFolder(), 'allowed');
    symlinkSync(inside, link);
    for (const path of [inside, link]) {
      setGit(project, 'gpg.ssh.allowedSignersFile', path);
      assert.match(verified(project).notes.join('\n'), /whose signatures these are is not known/, path);
    }
  });

  test('a file of allowed signers above the root is still in the repository', () => {
    const key = newKey();
    const outer = temporaryFolder();
    git(outer, ['init', '-q', '-b', 'main']);
    const root = join(outer, 'packages/app');
    mkdirSync(root, { recursive: true });
    const call = (args: readonly string[], input = '') =>
      docOps(root, args, { input, env: { XDG_STATE_HOME: join(outer, '../state') } });
    assert.is(call(['init', '--yes']).code, 0);
    const tascs = [{ id: 'review', title: 'Review', proof_required: { proof_type: 'manual' } }];
    assert.is(call(['plan', 'import', '-'], JSON.stringify({ title: 'Work', tascs })).code, 0);
    git(outer, ['config', 'user.signingkey', key.path]);
    assert.is(call(['approve', 'PLAN-001/review', '--sign']).code, 0);
    writeFileSync(join(outer, 'allowed'), `* ${key.text}\n`);
    git(outer, ['config', 'gpg.ssh.allowedSignersFile', join(outer, 'allowed')]);
    assert.match(call(['verify', 'PLAN-001', '--json']).stdout, /whose signatures these are is not known/);
  });

  test('git settings are read as git reads them', () => {
    const key = newKey();
    const project = planProject(review);
    setGit(project, 'gpg.format', 'ssh');
    setGit(project, 'commit.gpgsign', 'yes');
    setGit(project, 'user.signingkey', key.path);
    assert.is(project.call('approve', 'PLAN-001/review').code, 0);
    assert.match(verified(project).notes.join('\n'), /whose signatures/, 'it was signed unasked');
  });

  test('a key that stands in the setting itself is taken from the agent', () => {
    const key = newKey();
    for (const named of [`key::${key.text}`, key.text]) {
      const { ran } = signedBy(named);
      assert.is(ran.code, 1);
      assert.match(ran.stderr, /ssh-keygen could not sign/);
      assert.not.match(ran.stderr, /No such file/);
    }
    if (!hasCommand('ssh-agent') || !hasCommand('ssh-add')) return;
    const project = planProject(review);
    setGit(project, 'user.signingkey', `key::${key.text}`);
    const script = `ssh-add -q ${key.path} && exec "$@"`;
    const approve = [
      process.execPath,
      join(repositoryRoot, 'dist/doc-ops.cjs'),
      'approve',
      'PLAN-001/review',
      '--sign',
    ];
    const ran = spawnSync('ssh-agent', ['sh', '-c', script, 'sh', ...approve], {
      cwd: project.root,
      env: testEnvironment({ XDG_STATE_HOME: temporaryFolder() }),
      encoding: 'utf8',
    });
    assert.is(ran.status, 0, ran.stderr);
    const allowed = join(temporaryFolder(), 'allowed');
    writeFileSync(allowed, `* ${key.text}\n`);
    setGit(project, 'gpg.ssh.allowedSignersFile', allowed);
    assert.equal(verified(project).faults, []);
  });
}

test.run();
