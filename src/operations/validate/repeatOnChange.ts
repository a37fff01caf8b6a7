import { type Result, success } from '../../model/result.js';
import { lookedAt } from '../../workspace/corpus/validationCache.js';
import { watchDocuments } from '../../workspace/files/watch.js';
import { openAt } from '../../workspace/open.js';
import type { Workspace } from '../../workspace/workspace.js';
import { workspaceOf } from '../openContext.js';
import type { Context, Outcome } from '../verb.js';

/**
 * Do something again whenever documents, config.yaml or what they link to change, until the person interrupts. A burst
 * of changes is one pass; every pass opens the workspace again, since its configuration may be what changed.
 */
export async function repeatOnChange<D>(
  context: Context,
  pass: (workspace: Workspace) => Promise<Result<Outcome<D>>>,
): Promise<Result<Outcome<D>>> {
  const { root, folder } = workspaceOf(context);
  const stopped = new Promise<'stopped'>((resolve) => {
    if (context.stop?.aborted) resolve('stopped');
    context.stop?.addEventListener('abort', () => resolve('stopped'));
  });
  const look = async (): Promise<Result<Outcome<D>>> => {
    const opened = await openAt(context.environment, root, folder);
    return opened.ok ? pass(opened.value) : opened;
  };
  const emit = (outcome: Outcome<D>) => context.emit?.({ kind: 'pass', outcome });
  let last = await look();
  if (!last.ok) return last;
  emit(last.value);
  const watcher = await watchDocuments(workspaceOf(context), { quiet: 80, longest: 3000 });
  try {
    // What changed while the watcher had its first look.
    let again = await look();
    if (again.ok && JSON.stringify(again.value) !== JSON.stringify(last.value)) emit(again.value);
    for (;;) {
      if (!again.ok) return again;
      last = again;
      watcher.alsoWatch(lookedAt(workspaceOf(context)));
      if ((await Promise.race([watcher.changed(), stopped])) === 'stopped')
        return success({ ...last.value, exit: 'interrupted' });
      again = await look();
      if (again.ok) emit(again.value);
    }
  } finally {
    await watcher.close();
  }
}
