import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../support/folder.js';
import { docOps, git, type Ran } from '../../support/process.js';

export interface PlannedTasc {
  readonly id: string;
  readonly run?: string;
  readonly needs?: readonly string[];
  readonly proof?: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly string[];
}

export interface PlanProject {
  readonly root: string;
  /** Absolute path of PLAN-001's document. */
  readonly planPath: string;
  /** Run the built program as this person (default ada). */
  call(...args: string[]): Ran;
  callAs(email: string, ...args: string[]): Ran;
  /** The environment of `call`. */
  readonly env: { readonly XDG_STATE_HOME: string; readonly GIT_AUTHOR_EMAIL: string };
  /** What `--json` printed under `data`. */
  data(...args: string[]): unknown;
  commit(message?: string): void;
}

/** A repository whose only commit holds PLAN-001 with these tascs. */
export function planProject(
  tascs: readonly PlannedTasc[],
  files: Readonly<Record<string, string>> = { 'a.txt': 'a\n' },
): PlanProject {
  const root = temporaryFolder();
  const env = { XDG_STATE_HOME: temporaryFolder(), GIT_AUTHOR_EMAIL: 'ada@example.org' };
  git(root, ['init', '-q', '-b', 'main']);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const callAs = (email: string, ...args: string[]) =>
    docOps(root, args, { env: { ...env, GIT_AUTHOR_EMAIL: email } });
  const call = (...args: string[]) => callAs(env.GIT_AUTHOR_EMAIL, ...args);
  const must = (ran: Ran) => {
    if (ran.code !== 0) throw new Error(ran.stderr + ran.stdout);
  };
  must(call('init', '--yes'));
  const plan = JSON.stringify({
    title: 'Work',
    tascs: tascs.map(({ id, run, needs, proof, inputs }) => ({
      id,
      title: id,
      testing_instructions: run ?? '',
      dependencies: needs ?? [],
      ...(inputs ? { inputs } : {}),
      ...(proof ? { proof_required: proof } : {}),
    })),
  });
  must(docOps(root, ['plan', 'import', '-'], { env, input: plan }));
  const commit = (message = 'a commit') => {
    git(root, ['add', '-A']);
    git(root, ['commit', '-q', '-m', message]);
  };
  commit('start');
  const plans = join(root, 'dev_ops/plans');
  return {
    root,
    planPath: join(plans, readdirSync(plans)[0] ?? ''),
    call,
    callAs,
    env,
    data: (...args) => JSON.parse(call(...args, '--json').stdout).data,
    commit,
  };
}
