import type { InferOutput } from 'valibot';
import { type Result, success } from '../../../model/result.js';
import type { Check, Inspected } from '../../../workspace/doctor/check.js';
import { inspectDocuments } from '../../../workspace/doctor/documents.js';
import { inspectMachine } from '../../../workspace/doctor/machine.js';
import { inspectState } from '../../../workspace/doctor/state.js';
import { installHooks } from '../../../workspace/hooks/manage.js';
import { hooksState } from '../../../workspace/hooks/state.js';
import { openWorkspace } from '../../../workspace/open.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { type Context, defineVerb, flag, type Outcome } from '../../verb.js';
import type { diagnosis } from '../output/checking.js';
import { programPlace } from './hooks/programPlace.js';

export type Diagnosis = InferOutput<typeof diagnosis>;

export const verb = defineVerb({
  name: 'doctor',
  summary: 'Check the machine and the repository, and say how to repair what is wrong',
  description:
    'Checks node, git, config, board and hooks, and looks for what a killed command may have left. Exit code 1 means that something is broken. --fix finishes an interrupted command, removes leftovers and a damaged cache, and updates the hooks. It changes no document.',
  options: { fix: flag('repair what is certain') },
  examples: {
    'doc-ops doctor': 'one line each for node, git, hooks, lock, journal, cache',
    'doc-ops doctor --fix': 'repairs what is certain',
  },
  needs: 'nothing',
  run: async (context, input): Promise<Result<Outcome<Diagnosis>>> => {
    const opened = await open(context);
    if (!opened.ok) return opened;
    const first = await examine(opened.value);
    const fixed: string[] = [];
    const notes: string[] = [];
    for (const { check, fix } of input.fix ? first : []) {
      if (!fix || fixed.includes(check)) continue;
      const done = await fix();
      if (done.ok) fixed.push(check);
      else notes.push(`${check}: ${done.problem.message}`);
    }
    const checks = (fixed.length > 0 ? await examine(opened.value) : first).map(withoutFix);
    const failed = checks.some(({ state }) => state === 'broken');
    return success({ data: { checks, fixed }, notes, failed });
  },
});

/** Opened here, because opening for a verb would already finish what was interrupted. */
function open({ environment, startFolder }: Context): Promise<Result<Workspace>> {
  return openWorkspace({ environment, ...(startFolder === environment.cwd ? {} : { root: startFolder }) });
}

async function examine(workspace: Workspace): Promise<Inspected[]> {
  return [
    ...(await inspectMachine(workspace)),
    ...inspectDocuments(workspace),
    ...(workspace.repository ? await inspectHooks(workspace) : []),
    ...(await inspectState(workspace)),
  ];
}

/** Never installed is a choice; installed and no longer working is not. */
async function inspectHooks(workspace: Workspace): Promise<Inspected[]> {
  const found = await hooksState(workspace);
  if (!found.ok) return [{ check: 'hooks', state: 'broken', message: found.problem.message }];
  const { manager, parts, byHand } = found.value;
  const fix = () => installHooks(workspace, programPlace(), false);
  const hint = 'doc-ops hooks install';
  const has = (state: string) => parts.filter((part) => part.state === state);
  const foreign = has('foreign').map(
    ({ name, reason }): Inspected => ({
      check: 'hooks',
      state: 'warning',
      message: `${name} does not call doc-ops: ${reason ?? `${manager} is in charge of it`}`,
      hint: byHand.length > 0 ? 'doc-ops hooks shows the lines to add' : hint,
    }),
  );
  if (has('installed').length === 0 && has('outdated').length === 0)
    return [{ check: 'hooks', state: 'warning', message: 'not installed', hint }, ...foreign];
  const open = [...has('outdated'), ...has('missing')].map(
    ({ name, state, path, reason }): Inspected => ({
      check: 'hooks',
      state: state === 'outdated' && reason ? 'broken' : 'warning',
      message: `${name} is ${state === 'missing' ? 'not installed' : 'outdated'}${reason ? `: ${path}, ${reason}` : ''}`,
      hint,
      fix,
    }),
  );
  if (open.length + foreign.length > 0) return [...open, ...foreign];
  return [{ check: 'hooks', state: 'ok', message: manager === 'git' ? 'installed' : `run by ${manager}` }];
}

function withoutFix({ fix, ...check }: Inspected): Check {
  return check;
}
