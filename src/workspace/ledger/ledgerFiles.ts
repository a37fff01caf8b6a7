import fs from 'node:fs';
import { join } from 'node:path';
import { readLedgerFiles } from '../../model/ledger/buildLedger.js';
import type { Ledger } from '../../model/ledger/ledger.js';
import { namesIn } from '../durable.js';
import type { Workspace } from '../workspace.js';
import { sha256 } from './sha256.js';

/** A name for a new ledger file: UTC time and six random characters. */
export function newLedgerName({ now, token }: Workspace['environment']): string {
  return `${now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')}-${token(6)}.jsonl`;
}

/** Root-relative folder of a plan's ledger. */
export function ledgerFolder(workspace: Pick<Workspace, 'folder'>, plan: string): string {
  return `${workspace.folder}/proofs/${plan}`;
}

/** A plan's ledger as it stands in the work tree. */
export function readLedger(workspace: Workspace, plan: string): Ledger {
  return readLedgerFiles(ledgerTexts(workspace, plan), sha256);
}

/** The texts of a plan's ledger files. What has such a name and is no file has no text, which the reader reports. */
export function ledgerTexts(workspace: Workspace, plan: string): { path: string; text: string }[] {
  const folder = ledgerFolder(workspace, plan);
  return namesIn(join(workspace.root, folder))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const path = join(workspace.root, folder, name);
      const isFile = fs.lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
      return { path: `${folder}/${name}`, text: isFile ? fs.readFileSync(path, 'utf8') : '' };
    });
}

/** Plans that have a ledger, by id. */
export function plansWithLedger(workspace: Workspace): string[] {
  const proofs = join(workspace.root, workspace.folder, 'proofs');
  return namesIn(proofs)
    .filter((name) => {
      const isFolder = fs.lstatSync(join(proofs, name), { throwIfNoEntry: false })?.isDirectory() === true;
      return isFolder && namesIn(join(proofs, name)).some((file) => file.endsWith('.jsonl'));
    })
    .sort();
}
