import { gitOutput } from '../git.js';
import type { Workspace } from '../workspace.js';

/** The commit that is checked out, and whether anything outside of the ledgers differs from it. */
export async function headOf(
  workspace: Workspace,
): Promise<{ commit: string | null; dirty: boolean | null }> {
  if (!workspace.repository) return { commit: null, dirty: null };
  const proofs = `${workspace.folder}/proofs/`;
  const [head, status] = await Promise.all([
    gitOutput(workspace, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    gitOutput(workspace, ['status', '--porcelain', '-z', '--untracked-files=normal', '--no-renames']),
  ]);
  const changed = status.ok ? status.value.split('\0').filter(Boolean) : [];
  return {
    commit: head.ok ? head.value.trim() : null,
    dirty: changed.some((line) => !line.slice(3).startsWith(proofs)),
  };
}
