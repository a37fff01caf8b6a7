import { resolve } from 'node:path';
import { type Result, success } from '../model/result.js';
import { realEnvironment } from '../workspace/environment.js';
import { openWorkspace } from '../workspace/open.js';
import { awaitQuiet } from '../workspace/transaction/recovery.js';
import type { Environment, Workspace } from '../workspace/workspace.js';
import type { Context, Person } from './verb.js';

export interface ContextRequest {
  readonly needs: 'workspace' | 'nothing';
  readonly root: string | undefined;
  readonly dryRun: boolean;
  readonly person: Person | null;
  readInput(): Promise<string>;
  /** Default: this process's. */
  readonly environment?: Environment;
}

/** Everything a verb runs in. Opening also finishes what a killed command left half done. */
export async function openContext(request: ContextRequest): Promise<Result<Context>> {
  const environment = request.environment ?? realEnvironment();
  const root = request.root ?? environment.env.DOC_OPS_ROOT;
  let workspace: Workspace | null = null;
  if (request.needs === 'workspace') {
    const opened = await openWorkspace({ environment, ...(root === undefined ? {} : { root }) });
    if (!opened.ok) return opened;
    workspace = opened.value;
    const quiet = await awaitQuiet(workspace);
    if (!quiet.ok) return quiet;
  }
  let input: Promise<string> | undefined;
  return success({
    environment,
    workspace,
    dryRun: request.dryRun,
    person: request.person,
    readInput: () => (input ??= request.readInput()),
    startFolder: root === undefined ? environment.cwd : resolve(environment.cwd, root),
  });
}

/** The workspace of a verb that declared to need one. */
export function workspaceOf(context: Context): Workspace {
  if (!context.workspace) throw new Error('the verb needs a workspace but did not declare it');
  return context.workspace;
}
