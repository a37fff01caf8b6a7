import fs from 'node:fs';
import { join } from 'node:path';
import { readLedgerFiles } from '../../model/ledger/buildLedger.js';
import type { Ledger } from '../../model/ledger/ledger.js';
import { namesIn } from '../files/durable.js';
import { isOwnFolder } from '../files/stateFolders.js';
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

/** A plan's ledger as it is in the work tree. */
export function readLedger(workspace: Workspace, plan: string): Ledger {
  return readLedgerFiles(ledgerTexts(workspace, plan), sha256);
}

/** The texts of a plan's ledger files. What has such a name and is not a file has no text, which the reader reports. */
export function ledgerTexts(workspace: Workspace, plan: string): { path: string; text: string }[] {
  const folder = ledgerFolder(workspace, plan);
  if (!isOwnFolder(workspace, `proofs/${plan}`)) return [{ path: folder, text: '' }];
  return textsIn(workspace, folder);
}

/** How many runs of a plan that proved nothing are looked back on. */
const mostUnkept = 50;

/** The last runs of a plan that proved nothing and stayed outside of its ledger, each read by itself. */
export function readUnkeptRuns(workspace: Workspace, plan: string): readonly Ledger[] {
  const own = `.state/runs/${plan}`;
  if (!isOwnFolder(workspace, own)) return [];
  return textsIn(workspace, `${workspace.folder}/${own}`, mostUnkept).map((one) =>
    readLedgerFiles([one], sha256),
  );
}

/** Plans of which there are such runs, by id. */
export function plansWithUnkeptRuns(workspace: Workspace): string[] {
  if (!isOwnFolder(workspace, '.state/runs')) return [];
  return namesIn(join(workspace.root, workspace.folder, '.state/runs'));
}

function textsIn(
  workspace: Workspace,
  folder: string,
  most = Number.POSITIVE_INFINITY,
): { path: string; text: string }[] {
  return namesIn(join(workspace.root, folder))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .slice(-most)
    .map((name) => {
      const path = join(workspace.root, folder, name);
      const isFile = fs.lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
      return { path: `${folder}/${name}`, text: isFile ? textOf(fs.readFileSync(path)) : '' };
    });
}

/** A line that is not UTF-8 is read as something else than it could be confused with. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || Buffer.from(text).equals(bytes)) return text;
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const own = Buffer.from(line, 'latin1');
      const read = own.toString('utf8');
      return Buffer.from(read).equals(own) ? read : line;
    })
    .join('\n');
}

/** Plans that have a ledger, by id; a link in its place is reported. */
export function plansWithLedger(workspace: Workspace): string[] {
  const proofs = join(workspace.root, workspace.folder, 'proofs');
  if (!isOwnFolder(workspace, 'proofs')) return [];
  return namesIn(proofs)
    .filter((name) => {
      const stat = fs.lstatSync(join(proofs, name), { throwIfNoEntry: false });
      if (stat?.isSymbolicLink()) return true;
      return (
        stat?.isDirectory() === true && namesIn(join(proofs, name)).some((file) => file.endsWith('.jsonl'))
      );
    })
    .sort();
}
