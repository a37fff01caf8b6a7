import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot, temporaryFolder } from '../support/folder.js';
import { git, testEnvironment } from '../support/process.js';

/** The commands of the README's tour: its `sh` blocks, line by line. */
function tour(): string[] {
  const text = readFile(repositoryRoot, 'README.md');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) =>
    (block[1] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#')),
  );
}

test('every command of the README works in an empty repository, in order', () => {
  const bin = temporaryFolder({
    'doc-ops': `#!/bin/sh\nexec "${process.execPath}" "${join(repositoryRoot, 'dist/doc-ops.cjs')}" "$@"\n`,
    'kanban-ops': `#!/bin/sh\nexec "${process.execPath}" "${join(repositoryRoot, 'dist/kanban-ops.cjs')}" "$@"\n`,
  });
  for (const name of ['doc-ops', 'kanban-ops']) chmodSync(join(bin, name), 0o755);
  const folder = temporaryFolder();
  git(folder, ['init', '-q']);
  const commands = tour();
  assert.ok(commands.length > 10, `${commands.length} commands`);
  for (const command of commands) {
    const { status, stderr, stdout } = spawnSync('sh', ['-c', command], {
      cwd: folder,
      env: { ...testEnvironment(), PATH: `${bin}:${process.env.PATH}` },
      encoding: 'utf8',
      input: '',
    });
    assert.equal(status, 0, `${command}: ${stderr}${stdout}`);
  }
});

test.run();
