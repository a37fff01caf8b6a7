import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { spawn as spawnTerminal } from '@lydell/node-pty';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';
import { planProject } from './support/planProject.js';

interface Screen {
  readonly text: string;
  readonly code: number;
}

/** Run the program in a terminal, answering its question with `answer` once it stands there. */
function inTerminal(
  root: string,
  args: readonly string[],
  env: Record<string, string>,
  answer: () => string,
): Promise<Screen> {
  const terminal = spawnTerminal(process.execPath, [join(repositoryRoot, 'dist/doc-ops.cjs'), ...args], {
    cwd: root,
    env: testEnvironment({ TERM: 'xterm', ...env }),
    cols: 200,
    rows: 50,
  });
  let text = '';
  let asked = false;
  return new Promise((resolve) => {
    terminal.onData((data) => {
      text += data;
      if (asked || !text.includes('[y/N]')) return;
      asked = true;
      terminal.write(`${answer()}\r`);
    });
    terminal.onExit(({ exitCode }) => resolve({ text, code: exitCode }));
  });
}

test('what is shown at the prompt is what runs, whatever becomes of the file meanwhile', async () => {
  const project = planProject([
    { id: 'a', run: 'echo \u202esafe\u200b \u001b[2J; touch shown' },
    { id: 'constructor', run: 'test -f shown', needs: ['a'] },
  ]);
  const { root, planPath } = project;
  writeFileSync(
    planPath,
    readFileSync(planPath, 'utf8').replace(
      '- id: a\n',
      '- id: a\n  env: { EVIL: "\\e[8mx\\u2066" }\n  cwd: "."\n',
    ),
  );
  const env = { XDG_STATE_HOME: temporaryFolder() };
  const refused = await inTerminal(root, ['run', 'PLAN-001'], env, () => 'n');
  assert.is(refused.code, 3);
  assert.not.ok(existsSync(join(root, 'shown')));
  const { text, code } = await inTerminal(root, ['run', 'PLAN-001'], env, () => {
    writeFileSync(planPath, readFileSync(planPath, 'utf8').replace('touch shown', 'touch shown evil'));
    return 'y';
  });
  assert.is(code, 0, text);
  const prompt = text.slice(0, text.indexOf('[y/N]'));
  assert.match(prompt, /\$ echo \\u\{202e\}safe\\u\{200b\} \\u\{1b\}\[2J; touch shown\r\n/);
  assert.match(prompt, /EVIL=\\u\{1b\}\[8mx\\u\{2066\}\r\n/);
  assert.match(prompt, /That is all of it: 2 commands, 2 lines\./);
  assert.not.match(prompt, /[\u200b\u202e\u2066]|\u001b\[(?:2J|8m)/);
  assert.ok(existsSync(join(root, 'shown')));
  assert.not.ok(existsSync(join(root, 'evil')), 'what was put there while the question stood does not run');
  assert.is(docOps(root, ['run', 'PLAN-001'], { env }).code, 3, 'and asks anew');
  assert.not.ok(existsSync(join(root, 'evil')));
});

test('consent that lies in the repository is none, whichever way leads there', () => {
  const project = planProject([{ id: 'a', run: 'touch ran' }]);
  const { root } = project;
  const state = temporaryFolder();
  const call = (stateHome: string, ...args: string[]) =>
    docOps(root, args, { env: { XDG_STATE_HOME: stateHome, HOME: root } });
  const definition = /--definition ([0-9a-f]{64})/.exec(call(state, 'approve', 'PLAN-001').stderr)?.[1] ?? '';
  assert.is(call(state, 'approve', 'PLAN-001', '--definition', definition).code, 0);
  const [name = ''] = readdirSync(join(state, 'doc-ops/consent'));
  const given = readFileSync(join(state, 'doc-ops/consent', name));
  // The same file, as a commit could bring it.
  for (const place of ['committed', '.local/state', 'dev_ops/.state']) {
    mkdirSync(join(root, place, 'doc-ops/consent'), { recursive: true });
    writeFileSync(join(root, place, 'doc-ops/consent', name), given, { mode: 0o600 });
  }
  const link = join(temporaryFolder(), 'link');
  symlinkSync(join(root, 'committed'), link);
  const folder = temporaryFolder();
  symlinkSync(join(root, 'committed/doc-ops'), join(folder, 'doc-ops'));
  for (const home of [join(root, 'committed'), link, '', 'committed', join(root, 'dev_ops/.state'), folder]) {
    assert.is(call(home, 'run', 'PLAN-001').code, 3, home);
    const recorded = call(home, 'approve', 'PLAN-001', '--definition', definition);
    assert.is(recorded.code, 4, home);
    assert.match(recorded.stderr, /no folder outside the repository/);
  }
  assert.not.ok(existsSync(join(root, 'ran')));
  assert.is(call(state, 'run', 'PLAN-001').code, 0);
});

test('a link that a repository holds in the place of our own folders leads nowhere', () => {
  const outside = temporaryFolder();
  for (const place of [
    '.state',
    '.state/.gitignore',
    '.state/tmp',
    '.state/output',
    '.state/output/tmp',
    '.state/runs',
    '.state/running',
    '.state/inputs',
    'proofs',
    'proofs/PLAN-001',
  ]) {
    const { root, call } = planProject([{ id: 'a', run: 'test -f a.txt' }]);
    const target = join(root, 'dev_ops', place);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(join(target, '..'), { recursive: true });
    // Into the work tree a link leads no less wrong than out of it.
    const precious = place === '.state/tmp' ? join(root, 'src') : outside;
    mkdirSync(precious, { recursive: true });
    writeFileSync(join(precious, 'precious'), 'kept');
    symlinkSync(place === '.state/.gitignore' ? join(outside, 'new') : precious, target);
    call('validate');
    call('list');
    call('create', 'task', '--title', 'x');
    const ran = call('run', 'PLAN-001', '--yes');
    call('verify');
    call('proof', 'status', 'PLAN-001');
    assert.ok(lstatSync(target).isSymbolicLink() || place === '.state/.gitignore', place);
    assert.equal(readdirSync(precious), ['precious'], place);
    if (!['.state/.gitignore', '.state/tmp'].includes(place))
      assert.ok([1, 4].includes(ran.code ?? 0), place);
    assert.not.match(ran.stderr, /this is a bug/, place);
  }
});

test('a tasc runs inside the root or not at all', () => {
  const project = planProject([{ id: 'a', run: 'touch ran' }]);
  const outside = temporaryFolder();
  symlinkSync(outside, join(project.root, 'out'));
  mkdirSync(join(project.root, 'in'));
  const text = readFileSync(project.planPath, 'utf8');
  for (const [cwd, code] of [
    ['out', 1],
    ['nowhere', 1],
    ['in', 0],
  ] as const) {
    writeFileSync(project.planPath, text.replace('- id: a\n', `- id: a\n  cwd: ${cwd}\n`));
    assert.is(project.call('run', 'PLAN-001', '--yes').code, code, cwd);
  }
  assert.equal(readdirSync(outside), []);
  assert.ok(existsSync(join(project.root, 'in/ran')));
});

test('a plan that is a link to somewhere else is no plan of this repository', () => {
  const project = planProject([{ id: 'a', run: 'touch ran' }]);
  const outside = join(temporaryFolder(), 'plan.md');
  writeFileSync(outside, readFileSync(project.planPath));
  rmSync(project.planPath);
  symlinkSync(outside, project.planPath);
  git(project.root, ['add', '-A']);
  for (const args of [
    ['run', 'PLAN-001', '--yes'],
    ['approve', 'PLAN-001'],
    ['run', outside, '--yes'],
  ]) {
    const ran = project.call(...args);
    assert.is(ran.code, 2, args.join(' '));
    assert.match(ran.stderr, /outside of the repository/);
  }
  assert.not.ok(existsSync(join(project.root, 'ran')));
});

test.run();
