import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps } from '../support/process.js';
import { repository } from '../workspace/support/gitWorkspace.js';

const dist = join(repositoryRoot, 'dist');

/** Prints which files of dist/ a process has loaded when it ends. */
const preload = temporaryFolder({
  'loaded.cjs': `process.on('exit', () => {
  const own = Object.keys(require.cache).filter((path) => path.startsWith(${JSON.stringify(dist)}));
  process.stderr.write('\\nLOADED ' + JSON.stringify(own.map((path) => path.slice(${dist.length + 1}))) + '\\n');
});
`,
});

function loadedBy(
  root: string,
  ...args: string[]
): { readonly code: number | null; readonly files: string[] } {
  const { code, stderr } = docOps(root, args, {
    env: { NODE_OPTIONS: `--require ${join(preload, 'loaded.cjs')}` },
  });
  return { code, files: JSON.parse(/^LOADED (.*)$/m.exec(stderr)?.[1] ?? '[]').sort() };
}

test('an offline plan loads the planner and no SDK; a verb that does not plan loads neither', () => {
  const root = repository({
    'src/login.js': 'export const login = () => 1;\n',
    'dev_ops/board.md': '---\nkanban-plugin: board\n---\n\n## Backlog\n\n## Done\n\n**Complete**\n',
  });
  const sdks = readdirSync(dist).filter((name) => /sdk|server|zod|openai|anthropic/i.test(name));
  assert.ok(sdks.length > 0, 'the SDKs are in a file of their own');
  const planned = loadedBy(root, 'plan', 'generate', 'Fix the login', '--no-save');
  assert.is(planned.code, 0);
  assert.ok(planned.files.includes('planner.cjs'), planned.files.join(', '));
  for (const name of sdks) assert.not.ok(planned.files.includes(name), name);
  const listed = loadedBy(root, 'list');
  assert.is(listed.code, 0);
  assert.equal(
    listed.files.filter((name) => name !== 'doc-ops.cjs' && name !== 'program.cjs'),
    [],
  );
});

test.run();
