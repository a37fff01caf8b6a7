import { withoutFilters } from '../git/filters.js';
import { gitOutput } from '../git/git.js';
import type { Workspace } from '../workspace.js';

/** The commit that is checked out, and whether anything outside of the ledgers differs from it. */
export async function headOf(
  workspace: Workspace,
): Promise<{ commit: string | null; dirty: boolean | null }> {
  if (!workspace.repository) return { commit: null, dirty: null };
  const proofs = `${workspace.folder}/proofs/`;
  const asked = ['--porcelain=v2', '--branch', '-z', '--untracked-files=normal', '--no-renames'];
  const status = await gitOutput(workspace, [...(await withoutFilters(workspace)), 'status', ...asked]);
  const lines = status.ok ? status.value.split('\0').filter(Boolean) : [];
  const commit = /^# branch\.oid ([0-9a-f]+)$/.exec(
    lines.find((line) => line.startsWith('# branch.oid ')) ?? '',
  );
  const changed = lines.filter((line) => !line.startsWith('# '));
  return {
    commit: commit?.[1] ?? null,
    dirty: changed.some((line) => !pathOf(line).startsWith(proofs)),
  };
}

/** Fields of git-status(1)'s second format before the path: of a change, of a conflict, of an untracked file. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1 };

function pathOf(line: string): string {
  return line
    .split(' ')
    .slice(fieldsBefore[line[0] ?? ''] ?? 1)
    .join(' ');
}
