import fs from 'node:fs';
import { readOrNull } from '../files/readOrNull.js';
import type { Workspace } from '../workspace.js';
import { ByteWriter } from './byteWriter.js';
import { cachePath, cacheVersion, ignoringDiskErrors, readJson, writeCache } from './cacheFile.js';
import { type IndexRow, type PackedRow, packRow, unpackRow } from './codec.js';

/** Rows as they were written, in the order of their paths. */
export interface CachedRows {
  /** The same in both files of one write. */
  readonly generation: string;
  /** Of the snapshot that they tell all of. */
  readonly key: string;
  readonly rows: readonly IndexRow[];
}

interface RowsFile {
  readonly version: string;
  readonly generation: string;
  readonly key: string;
  readonly rows: readonly PackedRow[];
}

/** The cached rows; null where there are none that this program wrote for these document types. */
export function readCachedRows(workspace: Workspace): CachedRows | null {
  const file = readJson<RowsFile>(cachePath(workspace, 'rows.json'));
  if (file?.version !== cacheVersion(workspace) || !Array.isArray(file.rows)) return null;
  return { generation: file.generation, key: file.key, rows: file.rows.map(unpackRow) };
}

/** The cached details, a line of JSON for each row; null where they are not of the same write. */
export function readCachedDetails(workspace: Workspace, rows: CachedRows | null): readonly string[] | null {
  if (!rows) return null;
  const text = readOrNull(cachePath(workspace, 'details.jsonl'));
  if (!text?.startsWith(`${rows.generation}\n`)) return null;
  const lines = text.split('\n');
  // The first line is the generation, and what follows the last line break is nothing.
  return lines.length === rows.rows.length + 2 ? lines.slice(1, -1) : null;
}

/**
 * Write both files; the rows last, so that a reader between the two finds no details rather than wrong ones. Each of
 * the details ends its line.
 */
export function writeIndex(
  workspace: Workspace,
  key: string,
  rows: readonly IndexRow[],
  details: readonly Uint8Array[],
): void {
  const generation = workspace.environment.token(16);
  writeCache(workspace, 'details.jsonl', [Buffer.from(`${generation}\n`), ...details]);
  writeRows(workspace, { generation, key, rows });
}

const comma = 44;

/** Write rows for details that are there. */
export function writeRows(workspace: Workspace, { generation, key, rows }: CachedRows): void {
  const file: RowsFile = { version: cacheVersion(workspace), generation, key, rows: [] };
  const out = new ByteWriter();
  // All but the end of the list and of the file.
  out.raw(JSON.stringify(file).slice(0, -2));
  for (const [index, row] of rows.entries()) {
    if (index > 0) out.byte(comma);
    out.raw(JSON.stringify(packRow(row)));
  }
  out.raw(']}');
  writeCache(workspace, 'rows.json', out.pieces());
}

/** Throw a damaged cache away. */
export function forgetIndex(workspace: Workspace): void {
  ignoringDiskErrors(() => fs.rmSync(cachePath(workspace, 'rows.json'), { force: true }));
}
