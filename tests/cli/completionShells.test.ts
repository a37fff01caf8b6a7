import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'uvu';
import { skipped, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { hasShell, LiveShell, type ShellName } from './support/shell.js';

function project(): string {
  const folder = temporaryFolder();
  git(folder, ['init', '-q']);
  for (const args of [
    ['init', '--yes'],
    ['create', 'task', 'Log in with a passkey'],
    ['create', 'task', 'Log out everywhere'],
    ['create', 'adr', 'Use WebAuthn'],
    ['create', 'plan', 'Passkey login'],
  ])
    assert.equal(docOps(folder, args).code, 0);
  writeFiles(folder, {
    'dev_ops/plans/PLAN-002-proven.md':
      '---\nid: PLAN-002\ntitle: Proven\nstatus: Draft\ncreated: 2026-01-01\n---\n\n```yaml tascs\n- id: locate\n  title: Find it\n  testing_instructions: test -e a\n```\n',
  });
  return folder;
}

/** What is typed; what stands on the screen then. */
const cases: readonly (readonly [what: string, keys: string, expected: RegExp])[] = [
  ['a verb', 'doc-ops valid\t', /READY> doc-ops validate/],
  ['a second word', 'doc-ops board reb\t', /READY> doc-ops board rebuild/],
  ['an option', 'doc-ops validate --max\t', /READY> doc-ops validate --max-warnings/],
  ['an id', 'doc-ops show AD\t', /READY> doc-ops show ADR-001/],
  [
    'ids with their titles',
    'doc-ops show TASK-00\t\t',
    /TASK-001 .*Log in with a passkey[\s\S]*TASK-002 .*Log out everywhere/,
  ],
  ['a status', 'doc-ops list --status in_\t', /READY> doc-ops list --status in_progress/],
  [
    'a status behind its key',
    'doc-ops set TASK-001 status=blo\t',
    /READY> doc-ops set TASK-001 status=blocked/,
  ],
  [
    'a column with a space',
    'doc-ops board move TASK-001 In\t',
    /READY> doc-ops board move TASK-001 In\\ Progress/,
  ],
  [
    'a column in quotes',
    'doc-ops board move TASK-001 "In\t',
    /READY> doc-ops board move TASK-001 "In Progress/,
  ],
  ['a relation', 'kanban-ops link TASK-001 PLAN-001 --relation impl\t', /--relation implement/],
  ['a relation behind =', 'doc-ops link TASK-001 PLAN-001 --relation=upst\t', /--relation=upstream/],
  ['a verb of kanban-ops', 'kanban-ops cla\t', /READY> kanban-ops claim/],
  ['a tasc of a plan', 'doc-ops run PLAN-002 --only lo\t', /READY> doc-ops run PLAN-002 --only locate/],
  ['a file', 'doc-ops plan import seed\t', /READY> doc-ops plan import seed-plan\.json/],
];

for (const name of ['bash', 'zsh', 'fish'] as const satisfies readonly ShellName[]) {
  if (!hasShell(name)) {
    skipped(`completion in a real ${name}: ${name} is not installed`);
    continue;
  }
  test(`Tab in ${name} completes verbs, options, ids with titles, statuses, columns, relations and files`, async () => {
    const folder = project();
    writeFiles(folder, { 'seed-plan.json': '{}' });
    const script = docOps(folder, ['completion', name]);
    assert.equal(script.code, 0);
    writeFiles(folder, { 'completion.sh': script.stdout });
    const shell = new LiveShell(name, folder);
    try {
      await shell.prepare(name, join(folder, 'completion.sh'));
      for (const [what, keys, expected] of cases) {
        await shell.type(keys, expected).catch((error: Error) => assert.fail(`${what}: ${error.message}`));
      }
    } finally {
      shell.close();
    }
  });
}

test.run();
