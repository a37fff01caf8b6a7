import fs from 'node:fs';
import { join } from 'node:path';
import { readLedgerFiles } from '../../model/ledger/buildLedger.js';
import type { Ledger } from '../../model/ledger/ledger.js';
import { namesIn } from '../durable.js';
import type { Workspace } from '../workspace.js';
import { sha256 } from './sha256.js';

/** Names of ledger files: UTC time and six random characters. */
export const ledgerName = /^\d{8}T\d{6}Z-[0-9a-z]{6}\.jsonl$/;

/** Root-relative folder of a plan's ledger. */
export function ledgerFolder(workspace: Pick<Workspace, 'folder'>, plan: string): string {
  return `${workspace.folder}/proofs/${plan}`;
}

/** A plan's ledger as it stands in the work tree. */
export function readLedger(workspace: Workspace, plan: string): Ledger {
  return readLedgerFiles(ledgerTexts(workspace, plan), sha256);
}

/** The texts of a plan's ledger files. */
export function ledgerTexts(workspace: Workspace, plan: string): { path: string; text: string }[] {
  const folder = ledgerFolder(workspace, plan);
  return namesIn(join(workspace.root, folder))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => ({
      path: `${folder}/${name}`,
      text: fs.readFileSync(join(workspace.root, folder, name), 'utf8'),
    }));
}

/** Plans that have a ledger, by id. */
export function plansWithLedger(workspace: Workspace): string[] {
  return namesIn(join(workspace.root, workspace.folder, 'proofs')).filter(
    (name) => namesIn(join(workspace.root, ledgerFolder(workspace, name))).length > 0,
  );
}
