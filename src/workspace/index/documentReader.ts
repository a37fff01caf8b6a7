import { createHash } from 'node:crypto';
import { titleOf } from '../../model/document/document.js';
import type { DocumentFacts, YamlValue } from '../../model/document/facts.js';
import type { Workspace } from '../workspace.js';
import type { IndexRow } from './codec.js';
import { Detacher } from './detach.js';
import { factsOfBytes, quickFacts, type ReadBytes, readFile } from './readFacts.js';
import type { Snapshot } from './snapshot.js';
import { idLengthOf } from './tracked.js';

/** Hashing what is read pays when few files changed; of many, most are read once. */
const hashedChanges = 1000;

/** Reads files into rows and facts, without waiting wherever that is possible. */
export class DocumentReader {
  filesRead = 0;
  /** A file changed after git was asked: what was read is not what the snapshot's key names. */
  sawRace = false;
  readonly #idLength: number;
  readonly #hashes: boolean;
  readonly #detacher = new Detacher();

  constructor(
    readonly workspace: Workspace,
    readonly snapshot: Snapshot,
    /** How many files are to be read. */
    changed: number,
  ) {
    this.#hashes = changed <= hashedChanges;
    this.#idLength = snapshot.tracked ? idLengthOf(snapshot.tracked) : 0;
  }

  /** Null where the reference readers are needed. */
  read(path: string): Entry | null {
    this.filesRead += 1;
    const identity = this.snapshot.identities.get(path) ?? '';
    const file = readFile(this.workspace, path, identity);
    if ('problems' in file) return { row: rowOf(file, identity, null), facts: file, bytes: null };
    const facts = quickFacts(path, file.bytes, this.workspace.config.types);
    return facts && this.#entry(facts, identity, file);
  }

  async readThoroughly(path: string): Promise<Entry> {
    const identity = this.snapshot.identities.get(path) ?? '';
    const file = readFile(this.workspace, path, identity);
    if ('problems' in file) return { row: rowOf(file, identity, null), facts: file, bytes: null };
    const facts = await factsOfBytes(path, file.bytes, this.workspace.config.types);
    return this.#entry(facts, identity, file);
  }

  /** A file that changed after git was asked is not what git spoke of: its row is used once. */
  #entry(facts: DocumentFacts, identity: string, file: ReadBytes): Entry {
    this.#detacher.detach(facts);
    const isBlob = this.snapshot.tracked !== null && !this.snapshot.own.has(facts.path);
    if (isBlob && file.changedAt > this.snapshot.takenAt - 20)
      return { facts, row: rowOf(facts, '', null), bytes: file.bytes };
    const hashed = !isBlob && this.#hashes && this.#idLength > 0;
    const blob = hashed ? blobId(file.bytes, this.#idLength) : null;
    return { facts, row: rowOf(facts, identity, blob), bytes: file.bytes };
  }
}

export interface Entry {
  readonly row: IndexRow;
  readonly facts: DocumentFacts;
  /** What was read; null where the file could not be. */
  readonly bytes: Buffer | null;
}

function blobId(bytes: Buffer, idLength: number): string {
  return createHash(idLength === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function rowOf(facts: DocumentFacts, identity: string, blob: string | null): IndexRow {
  const values: Record<string, YamlValue> = {};
  for (const { key, value } of facts.fields) {
    // An own property also where assignment would give the object another prototype.
    if (key !== '__proto__') values[key] = value;
    else Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return {
    path: facts.path,
    identity,
    blob,
    title: titleOf(facts),
    values,
    broken: facts.problems[0]?.message ?? null,
  };
}
