import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, temporaryFolder, writeFiles } from '../../support/folder.js';
import { git, testEnvironment } from '../../support/process.js';

/** What an example's help page does not say: what has to be done before it, and what it ends with. */
export interface Preparation {
  /** Shell commands before it, in order. */
  readonly before?: string;
  /** What is run instead, where the example stands for something a test cannot wait for. */
  readonly run?: string;
  /** Its exit code, with the reason where that is not 0. */
  readonly code?: number;
  readonly output?: RegExp;
}

const linked = 'doc-ops link TASK-001 PLAN-001 --relation output';
const objective = 'doc-ops create objective Logins';
const ran = 'doc-ops run PLAN-001 --yes; true';
const proven = `${ran} && doc-ops approve PLAN-001/review && doc-ops run PLAN-001 --yes`;
export const preparations: Readonly<Record<string, Preparation>> = {
  'doc-ops delete TASK-001': { before: 'rm dev_ops/board.md && doc-ops board rebuild' },
  'doc-ops show PLAN-001': { output: /A plan to show/ },
  'doc-ops unlink TASK-001 PLAN-001 --relation output': { before: linked },
  'doc-ops unlink TASK-001 PLAN-001 --keep-related': { before: linked },
  'doc-ops validate --watch': {
    run: '(timeout --signal=INT 2 doc-ops validate --watch); [ $? -ne 2 ]',
    output: /files checked/,
  },
  'doc-ops merge-driver %O %A %B %L %P': {
    before: 'cp dev_ops/board.md O; cp O A; cp O B',
    run: 'doc-ops merge-driver O A B 7 dev_ops/board.md',
  },
  'doc-ops hooks uninstall': { before: 'doc-ops hooks install' },
  'DOC_OPS_SKIP=1 git commit': {
    before: "doc-ops hooks install; echo '[[PLAN-999]]' >> dev_ops/tasks/TASK-001-one.md; git add -A",
    run: 'DOC_OPS_SKIP=1 git commit --message x',
  },
  'doc-ops run PLAN-001': { code: 3, output: /consent/ },
  'doc-ops run PLAN-001 --baseline': { before: '', run: 'doc-ops run PLAN-001 --baseline --yes', code: 0 },
  'doc-ops run PLAN-001 --only test --force': { run: 'doc-ops run PLAN-001 --only test --force --yes' },
  'doc-ops objective next OBJ-001': { before: objective },
  'doc-ops objective check OBJ-001': { before: objective },
  'doc-ops objective plan OBJ-001': { before: objective },
  'doc-ops objective plan OBJ-001 --step 1.1': { before: objective },
  'doc-ops plan probe PLAN-001': { code: 3, output: /consent/ },
  'doc-ops plan probe PLAN-001 --yes --timeout 60': {
    run: 'doc-ops plan probe PLAN-001 --yes --timeout 60; true',
  },
  'doc-ops plan probe PLAN-001 --link .env': {
    before: 'touch .env',
    run: 'doc-ops plan probe PLAN-001 --link .env --yes; true',
  },
  'doc-ops plan check PLAN-001': { code: 1, output: /Goal: it is not filled in/ },
  'doc-ops approve PLAN-001': { code: 3, output: /a person has to see/ },
  'doc-ops approve PLAN-001/review --why "read it"': { before: ran },
  'doc-ops reject PLAN-001/review --why "no test for the empty name"': { before: ran },
  'doc-ops verify PLAN-001': { before: proven },
  'doc-ops proof show 1f3c9a02': {
    before: proven,
    run: `doc-ops proof show "$(cat dev_ops/proofs/PLAN-001/*.jsonl | grep -o '"proof_hash":"[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4 | cut -c 1-16)"`,
  },
  'doc-ops proof export PLAN-001 > proof.json': { before: proven },
  'doc-ops proof export PLAN-001 --format in-toto': { before: proven },
  'doc-ops proof status PLAN-001': { before: proven },
  'doc-ops completion zsh > ~/.zsh/completions/_doc-ops': { before: 'mkdir -p ~/.zsh/completions' },
  'doc-ops completion fish > ~/.config/fish/completions/doc-ops.fish': {
    before: 'mkdir -p ~/.config/fish/completions',
  },
  'doc-ops unarchive TASK-001': { before: 'doc-ops archive TASK-001' },
  'doc-ops supersede ADR-001 ADR-002': { before: 'doc-ops create adr Other' },
  'doc-ops renumber dev_ops/tasks/TASK-001-log-in-with-a-passkey.md': {
    before: 'cp dev_ops/tasks/TASK-001-one.md dev_ops/tasks/TASK-001-log-in-with-a-passkey.md',
  },
  'doc-ops redo': { before: 'doc-ops undo' },
  'doc-ops redo --dry-run': { before: 'doc-ops undo' },
  'kanban-ops tick TASK-001': { output: /TASK-001/ },
};

const bin = temporaryFolder();
for (const name of ['doc-ops', 'kanban-ops']) {
  writeFiles(bin, {
    [name]: `#!/bin/sh\nexec "${process.execPath}" "${join(repositoryRoot, `dist/${name}.cjs`)}" $DOC_OPS_JSON "$@"\n`,
  });
  chmodSync(join(bin, name), 0o755);
}

/** Run a command line in a folder; `json` puts `--json` behind every program of ours. */
export function sh(cwd: string, command: string, json = false) {
  const home = join(cwd, '.home');
  const env = {
    ...testEnvironment(),
    HOME: home,
    XDG_CACHE_HOME: join(bin, 'cache'),
    PATH: `${bin}:${process.env.PATH}`,
    EDITOR: 'true',
    ...(json ? { DOC_OPS_JSON: '--json' } : {}),
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    input: '',
  });
  return { code: status, stdout, said: `${stdout}${stderr}` };
}

/** A repository in which every example means something. */
export function exampleRepository(): string {
  const plan = {
    title: 'A plan to show',
    tascs: [
      { id: 'test', title: 'The tests pass', testing_instructions: 'test -e package.json' },
      {
        id: 'review',
        title: 'Somebody read it',
        dependencies: ['test'],
        proof_required: { proof_type: 'manual' },
      },
    ],
  };
  const folder = temporaryFolder({
    'package.json': JSON.stringify({
      name: 'x',
      private: true,
      scripts: { test: 'echo "ok 1 - a"; echo 1..1' },
    }),
    'README.md': '# Read me\n',
    'docs/guide.md': '---\ndraft: yes\n---\n\n# Guide\n',
    'docs/adr/0001-use-jwt.md':
      '# 1. Use JWT\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nx\n',
    'plan.json': JSON.stringify(plan),
    '.gitignore': '.home/\n',
  });
  git(folder, ['init', '-q', '-b', 'main', '--template=']);
  for (const command of [
    'mkdir -p .home',
    'doc-ops init --yes',
    'doc-ops create task One',
    'doc-ops create task Two',
    'doc-ops create adr Decide',
    'doc-ops create bug Broken --card',
    'doc-ops plan import plan.json',
    'cp dev_ops/plans/PLAN-001-a-plan-to-show.md plan.md',
    "printf '\\n- [ ] a\\n- [x] b\\n- [ ] c\\n' >> dev_ops/tasks/TASK-001-one.md",
    'git add --all && git commit --quiet --message Start',
    'doc-ops set TASK-002 priority=high',
  ]) {
    const { code, said } = sh(folder, command);
    assert.equal(code, 0, `${command}: ${said}`);
  }
  return folder;
}

export function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}
