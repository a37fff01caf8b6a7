import { createHash } from 'node:crypto';
import fs from 'node:fs';
import {
  type PackedHeader,
  packedLength,
  packSegment,
  unpackSegment,
} from '../../model/search/packSegment.js';
import type { Segment } from '../../model/search/segment.js';
import { cachePath, cacheVersion, ignoringDiskErrors, writeCache } from '../index/cacheFile.js';
import type { Workspace } from '../workspace.js';

/** Raised with every change of what words, facets or records are. */
const searchFormat = 1;
const fileName = 'search.bin';

interface Header extends PackedHeader {
  readonly version: string;
}

/** Length of the header as a number, then the key, then the header. */
const keyAt = 4;
const keyLength = 40;
const headerAt = keyAt + keyLength;

/** The search index as it was written, open for reading. */
export interface CachedSearch {
  /** Of the snapshot that it tells all of. */
  readonly key: string;
  readonly segment: Segment;
  /** Read all of it at once, since most of it is wanted. */
  readAll(): void;
  /** The same documents under another key: after a commit, for one. */
  writeKey(key: string): void;
  close(): void;
}

/** Open the cached search index; null where there is none that this program wrote for this configuration. */
export function openSearchFile(workspace: Workspace): CachedSearch | null {
  const path = cachePath(workspace, fileName);
  let file: number | undefined;
  try {
    file = fs.openSync(path, 'r');
    const opened = readOpened(file, path, versionOf(workspace));
    if (!opened) fs.closeSync(file);
    return opened;
  } catch {
    // Missing or not readable: it is made again.
    if (file !== undefined) fs.closeSync(file);
    return null;
  }
}

function readOpened(file: number, path: string, version: string): CachedSearch | null {
  const start = readAt(file, 0, headerAt);
  const headerLength = start.length < headerAt ? 0 : start.readUInt32LE(0);
  if (headerLength === 0 || headerLength > 1 << 16) return null;
  const header = JSON.parse(readAt(file, headerAt, headerLength).toString('utf8')) as Header;
  const body = headerAt + headerLength;
  if (header.version !== version || fs.fstatSync(file).size !== body + packedLength(header)) return null;
  let all: Buffer | undefined;
  const read = (offset: number, length: number) =>
    all ? all.subarray(offset, offset + length) : readAt(file, body + offset, length);
  return {
    key: start.toString('latin1', keyAt, headerAt).trim(),
    segment: unpackSegment(header, read),
    readAll: () => {
      all ??= readAt(file, body, packedLength(header));
    },
    writeKey: (key) => writeKey(file, path, key),
    close: () => fs.closeSync(file),
  };
}

function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let got = 0;
  for (let more = -1; more !== 0 && got < length; got += more)
    more = fs.readSync(file, bytes, got, length - got, offset + got);
  return bytes.subarray(0, got);
}

/** Write the index. It is synced: it is too large to be checked at every start, and must not be torn. */
export function writeSearchFile(workspace: Workspace, key: string, segment: Segment): void {
  const { header, bytes } = packSegment(segment);
  const text = JSON.stringify({ ...header, version: versionOf(workspace) } satisfies Header);
  // Padded, so that the numbers of the body are at multiples of four.
  const head = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 4) * 4));
  const start = Buffer.alloc(headerAt);
  start.writeUInt32LE(head.length, 0);
  start.write(key.padEnd(keyLength), keyAt, 'latin1');
  writeCache(workspace, fileName, [start, head, ...bytes], true);
}

function writeKey(opened: number, path: string, key: string): void {
  ignoringDiskErrors(() => {
    const file = fs.openSync(path, 'r+');
    try {
      // Another process may have put another file in its place.
      const isSame = fs.fstatSync(file).ino === fs.fstatSync(opened).ino;
      if (isSame) fs.writeSync(file, key.padEnd(keyLength), keyAt, 'latin1');
    } finally {
      fs.closeSync(file);
    }
  });
}

function versionOf(workspace: Workspace): string {
  const relations = createHash('sha1').update(JSON.stringify(workspace.config.relations)).digest('hex');
  return `${cacheVersion(workspace)}/${searchFormat}/${relations.slice(0, 12)}`;
}
