import { chmodSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasConsent, recordConsent } from '../../../src/workspace/ledger/consent.js';
import { temporaryFolder } from '../../support/folder.js';
import { workspaceAt } from '../support/testWorkspace.js';

function consented() {
  const state = temporaryFolder();
  const workspaceIn = (root: string) => {
    const workspace = workspaceAt(root);
    return { ...workspace, environment: { ...workspace.environment, env: { XDG_STATE_HOME: state } } };
  };
  const workspace = workspaceIn(temporaryFolder());
  const plan = { id: 'PLAN-001', definition: 'd'.repeat(64) };
  assert.not.ok(hasConsent(workspace, plan));
  assert.ok(recordConsent(workspace, plan));
  assert.ok(hasConsent(workspace, plan));
  const folder = join(state, 'doc-ops/consent');
  const [name = ''] = readdirSync(folder);
  return { workspace, workspaceIn, plan, path: join(folder, name) };
}

test('consent is for one definition in one repository', () => {
  const { workspace, workspaceIn, plan } = consented();
  assert.not.ok(hasConsent(workspace, { definition: 'e'.repeat(64) }));
  assert.not.ok(hasConsent(workspaceIn(temporaryFolder()), plan));
});

test('consent that others could have written is none, nor one behind a link', () => {
  const { workspace, plan, path } = consented();
  for (const [mode, counts] of [
    [0o644, true],
    [0o620, false],
    [0o602, false],
    [0o600, true],
  ] as const) {
    chmodSync(path, mode);
    assert.is(hasConsent(workspace, plan), counts, mode.toString(8));
  }
  renameSync(path, `${path}.elsewhere`);
  symlinkSync(`${path}.elsewhere`, path);
  assert.not.ok(hasConsent(workspace, plan));
});

test.run();
