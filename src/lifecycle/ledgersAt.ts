import { readLedgerFiles } from '../model/ledger/buildLedger.js';
import type { Ledger } from '../model/ledger/ledger.js';
import { GitObjects } from '../workspace/git/objects.js';
import { prefixOf } from '../workspace/git/repository.js';
import { parseTree } from '../workspace/git/tree.js';
import { ledgerFolder } from '../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../workspace/ledger/sha256.js';
import type { Workspace } from '../workspace/workspace.js';

/** A plan's ledger in a commit. */
export interface LedgerPlace {
  readonly commit: string;
  readonly plan: string;
}

/** The ledgers of plans in commits, in the order asked for, all read by one git. A plan without one has an empty one. */
export async function ledgersAt(workspace: Workspace, places: readonly LedgerPlace[]): Promise<Ledger[]> {
  const objects = new GitObjects(workspace);
  try {
    const folderOf = ({ commit, plan }: LedgerPlace) =>
      `${commit}:${prefixOf(workspace)}${ledgerFolder(workspace, plan)}`;
    const folders = await objects.read(places.map(folderOf));
    const files = places.map((place) => {
      const folder = folders.get(folderOf(place));
      const entries = folder?.kind === 'tree' ? parseTree(folder.bytes, folder.id.length / 2) : [];
      return entries.filter(({ name, isFolder }) => !isFolder && name.endsWith('.jsonl'));
    });
    const blobs = await objects.read(files.flat().map(({ id }) => id));
    return places.map(({ plan }, number) =>
      readLedgerFiles(
        (files[number] ?? []).map(({ name, id }) => ({
          path: `${ledgerFolder(workspace, plan)}/${name}`,
          text: blobs.get(id)?.bytes.toString('utf8') ?? '',
        })),
        sha256,
      ),
    );
  } finally {
    objects.close();
  }
}
