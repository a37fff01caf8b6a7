import fs from 'node:fs';
import { join } from 'node:path';
import type { LedgerEvent, LedgerLine } from '../../model/ledger/event.js';
import { seal } from '../../model/ledger/seal.js';
import { type Result, success } from '../../model/result.js';
import { syncFolder } from '../files/durable.js';
import { makeOwnFolder, makeStateFolder } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { ledgerFolder, newLedgerName, readLedger } from './ledgerFiles.js';
import { sha256 } from './sha256.js';
import type { Signer } from './signature.js';

/**
 * One file of a plan's ledger, being written by this process alone. It starts in `.state/runs/` and is linked into
 * `dev_ops/proofs/` with its first passing validation or decision; a run that proved nothing stays where it is.
 */
export class LedgerWriter {
  readonly #workspace: Workspace;
  readonly #plan: string;
  readonly #name: string;
  readonly #draft: string;
  readonly #descriptor: number;
  #prev: string | null = null;
  #published = false;

  constructor(workspace: Workspace, plan: string) {
    this.#workspace = workspace;
    this.#plan = plan;
    this.#name = newLedgerName(workspace.environment);
    makeStateFolder(workspace);
    const folder = makeOwnFolder(workspace, `.state/runs/${plan}`);
    this.#draft = join(folder, this.#name);
    this.#descriptor = fs.openSync(this.#draft, 'ax', 0o644);
  }

  /** Name of the file, in whichever folder. */
  get name(): string {
    return this.#name;
  }

  /** Root-relative path of the ledger file; null as long as it proved nothing. */
  get path(): string | null {
    return this.#published ? `${ledgerFolder(this.#workspace, this.#plan)}/${this.#name}` : null;
  }

  /**
   * Add a line. Killed afterwards, this process has not lost it. `acting` lines, as the first one, name every head of
   * the ledger.
   */
  append(event: LedgerEvent): LedgerLine {
    return this.#add(event, this.#seal(event));
  }

  /** Add a line with a signature of its hash; nothing is added where it cannot be signed. */
  async appendSigned(event: LedgerEvent, sign: Signer): Promise<Result<LedgerLine>> {
    const line = this.#seal(event);
    const signature = await sign(line.proof_hash);
    return signature.ok ? success(this.#add(event, { ...line, signature: signature.value })) : signature;
  }

  #seal(event: LedgerEvent): LedgerLine {
    const parents = this.#prev === null || isActing(event) ? this.#otherHeads() : undefined;
    return seal(event, { prev: this.#prev, ...(parents ? { parents } : {}) }, sha256).line;
  }

  #add(event: LedgerEvent, line: LedgerLine): LedgerLine {
    this.#write(Buffer.from(`${JSON.stringify(line)}\n`));
    this.#prev = line.proof_hash;
    if (isWorthKeeping(event)) this.#publish();
    return line;
  }

  /** All of it: a full disk may take a part and refuse the rest. */
  #write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(this.#descriptor, bytes, at);
  }

  close(): void {
    if (this.#published) {
      fs.fsyncSync(this.#descriptor);
      // Not sooner: a power cut before takes proofs of a run that can be run again.
      syncFolder(join(this.#workspace.root, ledgerFolder(this.#workspace, this.#plan)));
    }
    fs.closeSync(this.#descriptor);
  }

  /** Heads of the ledger outside of this file. */
  #otherHeads(): string[] {
    const ledger = readLedger(this.#workspace, this.#plan);
    const own = this.path;
    return ledger.heads.filter((hash) => ledger.byHash.get(hash)?.path !== own);
  }

  #publish(): void {
    if (this.#published) return;
    const folder = makeOwnFolder(this.#workspace, `proofs/${this.#plan}`);
    fs.fsyncSync(this.#descriptor);
    // A link never replaces a file, and both names are one file: what is added later is in both.
    fs.linkSync(this.#draft, join(folder, this.#name));
    fs.unlinkSync(this.#draft);
    this.#published = true;
  }
}

function isActing({ event }: LedgerEvent): boolean {
  return event === 'report' || event === 'approval' || event === 'rejection';
}

function isWorthKeeping(event: LedgerEvent): boolean {
  switch (event.event) {
    case 'validation':
      return event.validated;
    case 'baseline':
    case 'approval':
    case 'rejection':
    case 'approval_requested':
    case 'lifecycle':
      return true;
    case 'run':
    case 'report':
      return false;
  }
}
