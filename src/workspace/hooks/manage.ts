import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { readIfThere } from '../durable.js';
import { git, gitOutput, requireRepository } from '../git.js';
import { ioFailure } from '../readText.js';
import type { Repository, Workspace } from '../workspace.js';
import { blockLines, withBlock, withBlockAtEnd, withoutBlock } from './block.js';
import { driverCommand, hookLines, type ProgramPlace } from './lines.js';
import { type HookManager, hookPlace } from './place.js';

export const hookNames = ['pre-commit', 'pre-merge-commit'] as const;

export type PartState = 'installed' | 'outdated' | 'missing' | 'foreign';

export interface HooksState {
  readonly manager: HookManager;
  /** Each hook, the merge driver, and its line in `.gitattributes`. */
  readonly parts: readonly { readonly name: string; readonly path: string; readonly state: PartState }[];
  /** Lines to add by hand where another program is in charge. */
  readonly byHand: readonly string[];
}

interface Plan {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What is installed. */
export async function hooksState(workspace: Workspace, place: ProgramPlace): Promise<Result<HooksState>> {
  const found = await look(workspace, place);
  if (!found.ok) return found;
  const { manager, hooks, attributes, driver } = found.value;
  return success({
    manager,
    parts: [
      ...hooks.map(({ name, path, text, after }) => ({ name, path, state: partState(text, after, manager) })),
      {
        name: 'merge driver',
        path: '.git/config',
        state: driver === null ? 'missing' : driver === driverCommand(place) ? 'installed' : 'outdated',
      },
      {
        name: '.gitattributes',
        path: attributes.path,
        state: partState(attributes.text, attributes.after, 'git'),
      },
    ],
    byHand: manager === 'git' ? [] : linesByHand(manager),
  });
}

/** Add the blocks and the driver; what stands there stays. */
export async function installHooks(
  workspace: Workspace,
  place: ProgramPlace,
  dryRun: boolean,
): Promise<Result<{ changed: string[]; state: HooksState }>> {
  const found = await look(workspace, place);
  if (!found.ok) return found;
  const { manager, hooks, attributes, driver } = found.value;
  const foreign = hooks.find(({ text }) => manager === 'git' && text !== null && !isShell(text));
  if (foreign) {
    return failure('refused', `${foreign.path} is not a shell script, and doc-ops does not overwrite it`, {
      hint: 'let it run: doc-ops validate --staged',
    });
  }
  const plans: Plan[] = [
    ...(manager === 'git' ? hooks.map(({ path, text, after }) => ({ path, before: text, after })) : []),
    { path: attributes.path, before: attributes.text, after: attributes.after },
  ].filter(({ before, after }) => before !== after);
  const changed = plans.map(({ path }) => path);
  if (driver !== driverCommand(place)) changed.push('merge.doc-ops in git config');
  if (!dryRun) {
    const written = writePlans(plans);
    if (!written.ok) return written;
    if (driver !== driverCommand(place)) {
      await git(workspace, ['config', 'merge.doc-ops.name', 'doc-ops: boards by card, documents by key']);
      await git(workspace, ['config', 'merge.doc-ops.driver', driverCommand(place)]);
    }
  }
  const state = await hooksState(workspace, place);
  return state.ok ? success({ changed, state: state.value }) : state;
}

/** Take the blocks and the driver out; files that held nothing else go. */
export async function uninstallHooks(
  workspace: Workspace,
  place: ProgramPlace,
  dryRun: boolean,
): Promise<Result<{ changed: string[]; state: HooksState }>> {
  const found = await look(workspace, place);
  if (!found.ok) return found;
  const { hooks, attributes, driver } = found.value;
  const plans: Plan[] = [...hooks, attributes].flatMap(({ path, text }) => {
    if (text === null || blockLines(text) === null) return [];
    const rest = withoutBlock(text);
    return [{ path, before: text, after: rest === '' || rest === ownShebang ? null : rest }];
  });
  const changed = plans.map(({ path }) => path);
  if (driver !== null) changed.push('merge.doc-ops in git config');
  if (!dryRun) {
    const written = writePlans(plans);
    if (!written.ok) return written;
    if (driver !== null) await git(workspace, ['config', '--remove-section', 'merge.doc-ops']);
  }
  const state = await hooksState(workspace, place);
  return state.ok ? success({ changed, state: state.value }) : state;
}

const ownShebang = '#!/bin/sh\n';

interface Part {
  readonly name: string;
  readonly path: string;
  readonly text: string | null;
  readonly after: string;
}

async function look(
  workspace: Workspace,
  place: ProgramPlace,
): Promise<
  Result<{
    repository: Repository;
    manager: HookManager;
    hooks: Part[];
    attributes: Part;
    driver: string | null;
  }>
> {
  const repository = requireRepository(workspace);
  if (!repository.ok) return repository;
  const { folder, manager } = await hookPlace(workspace, repository.value);
  const inside = workspace.root.slice(repository.value.workTree.length + 1);
  const hooks = hookNames.map((name): Part => {
    const path = join(folder, name);
    const text = readTextIfThere(path);
    return { name, path, text, after: withBlock(text ?? ownShebang, hookLines(place, inside)) };
  });
  const path = join(workspace.root, '.gitattributes');
  const text = readTextIfThere(path);
  const attributes = {
    name: '.gitattributes',
    path,
    text,
    after: withBlockAtEnd(text ?? '', [`${workspace.folder}/**/*.md merge=doc-ops`]),
  };
  const driver = await gitOutput(workspace, ['config', '--local', 'merge.doc-ops.driver']);
  return success({
    repository: repository.value,
    manager,
    hooks,
    attributes,
    driver: driver.ok ? driver.value.replace(/\n$/, '') : null,
  });
}

function partState(text: string | null, after: string, manager: HookManager): PartState {
  if (manager !== 'git') return 'foreign';
  if (text === null || blockLines(text) === null) return 'missing';
  return text === after ? 'installed' : 'outdated';
}

function isShell(text: string): boolean {
  const shebang = /^#!(.*)/.exec(text)?.[1];
  return text === '' || shebang === undefined || /\b(?:sh|bash|dash|ash|zsh|ksh)\b/.test(shebang);
}

/** What to add where husky, lefthook or the pre-commit framework runs the hooks. */
function linesByHand(manager: Exclude<HookManager, 'git'>): string[] {
  switch (manager) {
    case 'husky':
      return ['# .husky/pre-commit and .husky/pre-merge-commit', 'npx doc-ops validate --staged'];
    case 'lefthook':
      return [
        '# lefthook.yml',
        'pre-commit:',
        '  commands:',
        '    doc-ops:',
        '      run: npx doc-ops validate --staged',
        'pre-merge-commit:',
        '  commands:',
        '    doc-ops:',
        '      run: npx doc-ops validate --staged',
      ];
    case 'pre-commit':
      return [
        '# .pre-commit-config.yaml',
        'repos:',
        '  - repo: local',
        '    hooks:',
        '      - id: doc-ops',
        '        name: doc-ops validate',
        '        entry: npx doc-ops validate --staged',
        '        language: system',
        '        pass_filenames: false',
        '        always_run: true',
        '        stages: [pre-commit, pre-merge-commit]',
      ];
  }
}

function writePlans(plans: readonly Plan[]): Result<null> {
  try {
    for (const { path, after } of plans) {
      if (after === null) {
        fs.unlinkSync(path);
        continue;
      }
      const target = fs.existsSync(path) ? fs.realpathSync(path) : path;
      const mode =
        fs.statSync(target, { throwIfNoEntry: false })?.mode ??
        (path.endsWith('.gitattributes') ? 0o644 : 0o755);
      const draft = `${target}.doc-ops-${process.pid}`;
      fs.mkdirSync(dirname(target), { recursive: true });
      fs.writeFileSync(draft, after, { mode: mode & 0o7777 });
      fs.chmodSync(draft, mode & 0o7777);
      fs.renameSync(draft, target);
    }
    return success(null);
  } catch (error) {
    return ioFailure(error, 'the hooks cannot be written');
  }
}

function readTextIfThere(path: string): string | null {
  return readIfThere(path)?.toString('utf8') ?? null;
}
