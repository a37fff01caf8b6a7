import * as assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';
import { LiveShell } from './support/shell.js';

interface Pass {
  readonly data: { readonly documents: number; readonly errors: number; readonly warnings: number };
}

/** `validate --watch --json` as a process: its passes as they come. */
class Watched {
  readonly passes: Pass[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #arrived = () => {};
  #text = '';

  constructor(folder: string, args: readonly string[] = []) {
    this.#child = spawn(
      process.execPath,
      [join(repositoryRoot, 'dist/doc-ops.cjs'), 'validate', '--watch', '--json', ...args],
      { cwd: folder, env: testEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#ended = new Promise((resolve) => this.#child.on('exit', (code) => resolve(code)));
    this.#child.stdout?.on('data', (chunk) => {
      this.#text += chunk;
      const lines = this.#text.split('\n');
      this.#text = lines.pop() ?? '';
      this.passes.push(...lines.map((line) => JSON.parse(line) as Pass));
      this.#arrived();
    });
  }

  /** Wait for a pass that is like this; changes are made again until one is seen, since the watch may not be up yet. */
  async until(isIt: (pass: Pass) => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const deadline = setTimeout(
        () => reject(new Error(`no such pass: ${JSON.stringify(this.passes.map(({ data }) => data))}`)),
        30_000,
      );
      this.#arrived = () => {
        if (!this.passes.some(isIt)) return;
        clearTimeout(deadline);
        resolve();
      };
      this.#arrived();
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async end(name: NodeJS.Signals): Promise<number | null> {
    this.signal(name);
    return this.#ended;
  }
}

function project(): string {
  const folder = temporaryFolder();
  git(folder, ['init', '-q']);
  assert.equal(docOps(folder, ['init', '--yes']).code, 0);
  assert.equal(docOps(folder, ['create', 'task', 'Login']).code, 0);
  return folder;
}
const task = 'dev_ops/tasks/TASK-001-login.md';

test('a burst of a thousand changes is one pass; Ctrl-C ends with 130', async () => {
  const folder = project();
  const watched = new Watched(folder);
  try {
    await watched.until(({ data }) => data.errors === 0);
    const good = readFile(folder, task);
    writeFiles(folder, { [task]: `${good}\nSee [[PLAN-009]].\n` });
    await watched.until(({ data }) => data.errors === 1);
    writeFiles(folder, { [task]: good });
    await watched.until((pass) => pass.data.errors === 0 && watched.passes.indexOf(pass) >= 2);
    // Asleep while the files are written: however slow this machine is, the changes arrive together.
    const before = watched.passes.length;
    watched.signal('SIGSTOP');
    const many: Record<string, string> = {};
    for (let number = 1; number <= 1000; number++) {
      const id = `RES-${String(number).padStart(3, '0')}`;
      many[`dev_ops/research/${id}-x.md`] =
        `---\nid: ${id}\ntitle: x\nstatus: Active\ncreated: 2026-01-01\n---\n`;
    }
    writeFiles(folder, many);
    watched.signal('SIGCONT');
    await watched.until(({ data }) => data.documents === 1002);
    assert.equal(watched.passes.length - before, 1);
    writeFiles(folder, { [task]: `${good}\nSee [[PLAN-009]].\n` });
    await watched.until((pass) => pass.data.errors === 1 && pass.data.documents === 1002);
    assert.equal(watched.passes.length - before, 2);
  } finally {
    assert.equal(await watched.end('SIGINT'), 130);
  }
});

test('config.yaml, linked files outside and the staged index are seen', async () => {
  const folder = project();
  writeFiles(folder, {
    'docs/guide.md': '# Guide\n\n## Setup\n',
    [task]: `${readFile(folder, task)}\n[setup](../../docs/guide.md#setup)\n`,
  });
  const watched = new Watched(folder);
  const staged = new Watched(folder, ['--staged']);
  try {
    await watched.until(({ data }) => data.errors === 0);
    writeFiles(folder, { 'dev_ops/config.yaml': 'rulez: {}\n' });
    await watched.until(({ data }) => data.errors === 1);
    writeFiles(folder, { 'dev_ops/config.yaml': '' });
    await watched.until((pass) => pass.data.errors === 0 && watched.passes.indexOf(pass) >= 2);
    const before = watched.passes.length;
    writeFiles(folder, { 'docs/guide.md': '# Guide\n' });
    await watched.until((pass) => pass.data.errors === 1 && watched.passes.indexOf(pass) >= before);
    await staged.until(({ data }) => data.documents === 0);
    git(folder, ['add', '-A']);
    await staged.until(({ data }) => data.errors === 1);
  } finally {
    assert.deepEqual(await Promise.all([watched.end('SIGTERM'), staged.end('SIGINT')]), [130, 130]);
  }
});

test('on a terminal every pass takes the place of the one before, and Ctrl-C gives the prompt back', async () => {
  const folder = project();
  const shell = new LiveShell('bash', folder);
  try {
    writeFiles(folder, { 'completion.sh': '' });
    await shell.prepare('bash', join(folder, 'completion.sh'));
    await shell.type('doc-ops validate --watch\r', /no problems[\s\S]*watching; Ctrl-C ends/);
    assert.doesNotMatch(shell.screen(), /READY/);
    const good = readFile(folder, task);
    writeFiles(folder, { [task]: `${good}\nSee [[PLAN-009]].\n` });
    await shell.until((screen) => /^dev_ops\/tasks\/TASK-001-login\.md:\d+:\d+ error/.test(screen));
    assert.doesNotMatch(shell.screen(), /no problems/);
    await shell.press('\u0003', /READY>/);
    await shell.press('echo "code $?"\r', /code 130/);
  } finally {
    shell.close();
  }
});

test('--watch refuses what it does not go with', () => {
  const folder = project();
  for (const args of [['--fix'], ['docs/*.md'], ['--format', 'sarif']]) {
    const { code, stderr } = docOps(folder, ['validate', '--watch', ...args], { timeout: 20_000 });
    assert.equal(code, 2, stderr);
  }
});

test.run();
