import { setTimeout } from 'node:timers/promises';
import { failure, type Result, success } from '../../model/result.js';
import { endGroup, signalProcess } from '../../workspace/process/group.js';
import { isGone, isOfThisMachine } from '../../workspace/transaction/lock/holder.js';
import type { LocalRun } from './localRun.js';

/**
 * End a run: it is asked to, and ends what it has started. Where it does not within `patience` milliseconds, it is ended,
 * and what it had started by its guardian.
 */
export async function stopRun(
  { holder, id, plan }: Pick<LocalRun, 'holder' | 'id' | 'plan'>,
  patience = 10_000,
): Promise<Result<null>> {
  if (await isGone(holder)) return success(null);
  if (!isOfThisMachine(holder)) {
    return failure('refused', `the run ${plan}:${id} is on ${holder.host}, not on this machine`, {
      hint: 'stop it there',
    });
  }
  signalProcess(holder.pid, 'SIGTERM');
  for (let waited = 0; waited < patience; waited += 20) {
    if (await isGone(holder)) return success(null);
    await setTimeout(20);
  }
  signalProcess(holder.pid, 'SIGKILL');
  await endGroup(holder.pid, 0);
  return success(null);
}
