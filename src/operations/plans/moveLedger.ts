import { readLedgerFiles } from '../../model/ledger/buildLedger.js';
import type { LedgerEvent } from '../../model/ledger/event.js';
import { renumberedStage } from '../../model/ledger/planNames.js';
import { seal } from '../../model/ledger/seal.js';
import { nameOf } from '../../model/links/path.js';
import { type Result, success } from '../../model/result.js';
import { ledgerFolder, ledgerTexts, newLedgerName } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { splitLedger } from './splitLedger.js';

/** What became of a plan's proofs when it got another id. */
export interface MovedLedger {
  /** How many files went along, or were copied where the plan that stays needs them too. */
  readonly files: number;
  /** Files of the old ledger of which nothing says whose they are. */
  readonly unknown: readonly string[];
}

/** A plan that shares its id, and so its ledger's folder, with others. */
export interface SharedId {
  /** File names that the document had. */
  readonly names: readonly string[];
  /** File names that the others had. */
  readonly others: readonly string[];
  /** Whether the plan is the one that a ledger file is about; null where nobody knows. */
  sideOf(path: string): Promise<boolean | null>;
}

/**
 * Take a plan's ledger along to another id: its files as they are, under their names, which their lines hold, and a line
 * that says which id the plan had. Of a shared ledger only what is this plan's.
 */
export async function moveLedger(
  transaction: Transaction,
  from: string,
  to: string,
  shared: SharedId | null,
): Promise<Result<MovedLedger>> {
  const { workspace } = transaction;
  const texts = ledgerTexts(workspace, from);
  if (texts.length === 0) return success({ files: 0, unknown: [] });
  const ledger = readLedgerFiles(texts, sha256);
  const split = shared
    ? await splitLedger(ledger, shared.names, shared.others, (path) => shared.sideOf(path))
    : { moved: texts.map(({ path }) => path), copied: [], unknown: [] };
  const folder = ledgerFolder(workspace, to);
  const taken: { path: string; text: string }[] = [];
  for (const path of [...split.moved, ...split.copied]) {
    const text = transaction.read(path);
    if (!text.ok) return text;
    const place = `${folder}/${nameOf(path)}`;
    if (split.moved.includes(path)) transaction.rename(path, place);
    else transaction.create(place, text.value);
    taken.push({ path: place, text: text.value });
  }
  if (taken.length > 0) {
    const event: LedgerEvent = {
      event: 'lifecycle',
      stage: renumberedStage,
      fields: { from, to },
      at: workspace.environment.now().toISOString(),
    };
    const { heads } = readLedgerFiles(taken, sha256);
    const { text } = seal(event, { prev: null, parents: heads }, sha256);
    transaction.create(`${folder}/${newLedgerName(workspace.environment)}`, `${text}\n`);
  }
  return success({ files: taken.length, unknown: split.unknown });
}
