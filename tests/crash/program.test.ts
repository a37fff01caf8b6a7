import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { snapshot } from '../workspace/support/snapshot.js';

/* The built program, killed or failing while it carries out its verbs; dying.test.ts tries every operation. */

if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';
const base = temporaryFolder();
const preload = pathToFileURL(fileURLToPath(new URL('./support/faultyFs.mjs', import.meta.url)));
let folders = 0;

function run(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  return docOps(cwd, args, { env: { NODE_OPTIONS: `--import=${preload}`, ...env } });
}

function must(cwd: string, args: readonly string[]): void {
  const { code, stderr, stdout } = docOps(cwd, args);
  assert.is(code, 0, `${args.join(' ')}: ${stderr}${stdout}`);
}

/** A repository with a few linked documents. */
const start = (() => {
  const root = join(base, 'start');
  git(base, ['init', '-q', root]);
  must(root, ['init', '--yes']);
  must(root, ['create', 'task', '--title', 'Login']);
  must(root, ['create', 'plan', '--title', 'Fix']);
  must(root, ['link', 'TASK-001', 'PLAN-001', '--relation', 'output']);
  return root;
})();

function copy(): string {
  folders += 1;
  const root = join(base, String(folders));
  cpSync(start, root, { recursive: true });
  return root;
}

const verbs: readonly (readonly string[])[] = [
  ['create', 'task', '--title', 'Logout'],
  ['unlink', 'TASK-001', 'PLAN-001', '--relation', 'output'],
  ['board', 'move', 'TASK-001', 'Review'],
  ['undo'],
];

for (const args of verbs) {
  test(`${args.join(' ')}: killed or failing, it is done or not done`, () => {
    const before = snapshot(start);
    const undisturbed = copy();
    const countFile = join(base, 'operations');
    const counted = run(undisturbed, args, {
      DOC_OPS_TEST_FAULT: 'count',
      DOC_OPS_TEST_FAULT_COUNT: countFile,
    });
    assert.is(counted.code, 0, counted.stderr);
    const after = snapshot(undisturbed);
    assert.not.equal(after, before);
    const changing = readFileSync(countFile, 'utf8')
      .split('\n')
      .flatMap((line, index) => (/^(rename|link|unlink|write|fsync)/.test(line) ? [index + 1] : []));
    assert.ok(changing.length > 15, `${changing.length} operations`);

    const outcomes = new Set<string>();
    changing.forEach((at, index) => {
      if (index % 3 !== 0) return;
      const fault = index % 2 === 0 ? `kill@${at}` : `ENOSPC@${at}`;
      const root = copy();
      const disturbed = run(root, args, { DOC_OPS_TEST_FAULT: fault });
      must(root, ['list']);
      const now = snapshot(root);
      const done = JSON.stringify(now) === JSON.stringify(after);
      assert.equal(now, done ? after : before, fault);
      if (disturbed.code === 0) assert.ok(done, `${fault} was reported as done`);
      outcomes.add(done ? 'after' : 'before');
      rmSync(root, { recursive: true });
    });
    assert.equal([...outcomes].sort(), ['after', 'before']);
  });
}

test.run();
