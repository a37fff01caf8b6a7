import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig } from '../../../src/model/config/config.js';
import { realEnvironment } from '../../../src/workspace/environment.js';
import type { Workspace } from '../../../src/workspace/workspace.js';

/** A workspace on a folder, without looking for one. `.git` is only a folder: the write path never starts git. */
export function workspaceAt(root: string, more: Partial<Workspace> = {}): Workspace {
  const gitDir = join(root, '.git');
  mkdirSync(gitDir, { recursive: true });
  mkdirSync(join(root, 'dev_ops'), { recursive: true });
  return {
    root,
    folder: 'dev_ops',
    config: defaultConfig,
    configFindings: [],
    repository: { workTree: root, gitDir, commonDir: gitDir },
    environment: { ...realEnvironment(), now: () => new Date('2026-11-20T22:15:00Z') },
    ...more,
  };
}
